/** Names of keys for a shell: only on a person's word, and out of a file that is read with suspicion. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readNamesFile, writeNamesFile } from '../../../electron/keys/offered-names/names-file.ts';
import { PASSWORD, startNamesWorld, TOKEN, type NamesWorld } from './support/names-world.ts';

let folder: string;
let vault: string;
let work: string;
let environment: NodeJS.ProcessEnv;
let file: string;
let world: NamesWorld;
beforeAll(async () => {
  world = await startNamesWorld();
  ({ folder, vault, work, environment, file } = world);
});
afterAll(() => {
  world.close();
});

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

function run(...args: string[]): Ran {
  const { status, stdout, stderr } = spawnSync('augno-vault', args, {
    env: environment,
    encoding: 'utf8',
    cwd: work,
    input: `${PASSWORD}\n`,
  });
  return { code: status, out: stdout, error: stderr };
}
const withPassword = (...args: string[]): Ran => run(...args, '--password-stdin');
const offered = (...words: string[]): readonly string[] =>
  run('completion', '--complete', '--shell', 'fish', '--', ...words)
    .out.split('\n')
    .filter((line) => line !== '');
const logged = (): string => withPassword('audit').out;

describe('names of keys', () => {
  it('lie nowhere before a person allows it', () => {
    expect(withPassword('keys', 'list').code).toBe(0);
    expect(existsSync(file)).toBe(false);
    expect(offered('keys', 'show', '')).toEqual([]);
    expect(run('completion', '--names').error).toContain('on or off');
    expect(run('completion', '--names', 'off').out).toContain('nothing to remove');
    const { status } = spawnSync('augno-vault', ['completion', '--names', 'on'], {
      env: environment,
      input: '',
    });
    expect(status).not.toBe(0);
    expect(existsSync(file)).toBe(false);
  });

  it('are offered once it is allowed with the password, from a file of this user that holds nothing else', () => {
    const allowed = withPassword('completion', '--names', 'on');
    expect(allowed).toMatchObject({ code: 0 });
    expect(allowed.out).toContain(file);
    if (process.platform !== 'win32') {
      expect(statSync(file).mode & 0o777).toBe(0o600);
      expect(statSync(path.dirname(file)).mode & 0o777).toBe(0o700);
    }
    const { token, ...rest } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    expect(token).toMatch(/^[0-9a-f]{32}$/);
    expect(rest).toEqual({ names: ['Parcel labels', 'Parcel tracking'] });
    expect(offered('keys', 'show', 'Parcel l')).toEqual(['Parcel labels']);
    expect(offered('--vault', vault, 'keys', 'show', 'Parcel l')).toEqual(['Parcel labels']);
    expect(offered('--vault', path.join(folder, 'other'), 'keys', 'show', '')).toEqual([]);
    expect(logged()).toContain('for a shell to complete');
  });

  it('follow what becomes of the keys', () => {
    expect(withPassword('keys', 'edit', 'Parcel labels', '--alias', 'Labels').code).toBe(0);
    expect(offered('keys', 'show', '')).toEqual(['Labels', 'Parcel tracking']);
    expect(withPassword('keys', 'edit', 'Labels', '--alias', 'Parcel labels').code).toBe(0);
  });

  it('are written into no file that somebody else laid, and not into the former one again', () => {
    const { token } = readNamesFile(file)!;
    writeNamesFile(file, TOKEN, ['Laid']);
    expect(withPassword('keys', 'list').code).toBe(0);
    expect(readFileSync(file, 'utf8')).not.toContain('Parcel');
    expect(logged()).toContain('no more');
    writeNamesFile(file, token, []);
    expect(withPassword('keys', 'list').code).toBe(0);
    expect(readFileSync(file, 'utf8')).not.toContain('Parcel');
  });

  it('are gone at once when they are forbidden, without the password, and stay away', () => {
    expect(withPassword('completion', '--names', 'on').code).toBe(0);
    expect(run('completion', '--names', 'off').out).toContain('removed');
    expect(existsSync(file)).toBe(false);
    expect(withPassword('keys', 'list').code).toBe(0);
    expect(readdirSync(path.dirname(file))).toEqual([]);
  });
});

describe('the file of names', () => {
  afterEach(() => {
    rmSync(file, { recursive: true, force: true });
  });
  const lay = (text: string): void => {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  };

  it.runIf(process.platform === 'linux')('is read where it is a regular file, and waited for nowhere', () => {
    mkdirSync(path.dirname(file), { recursive: true });
    const elsewhere = path.join(folder, 'elsewhere.json');
    writeNamesFile(elsewhere, TOKEN, ['Led astray']);
    for (const make of [
      () => execFileSync('mkfifo', [file]),
      () => {
        symlinkSync('/dev/zero', file);
      },
      () => {
        symlinkSync(elsewhere, file);
      },
      () => {
        mkdirSync(file);
      },
    ]) {
      make();
      expect(offered('keys', 'show', '')).toEqual([]);
      rmSync(file, { recursive: true });
    }
  });

  it('that is no list of names, or too long a one, is none', () => {
    for (const text of [
      '',
      'null',
      '{',
      JSON.stringify({ token: TOKEN, names: 'A' }),
      JSON.stringify({ token: TOKEN, names: ['A'], more: 1 }),
      JSON.stringify({ token: TOKEN, names: [`A${'a'.repeat(300)}`] }),
      JSON.stringify({ token: TOKEN, names: Array.from({ length: 3000 }, (_, index) => String(index)) }),
      `${JSON.stringify({ token: TOKEN, names: ['A'] })}${' '.repeat(3_000_000)}`,
    ]) {
      lay(text);
      expect(offered('keys', 'show', '')).toEqual([]);
    }
  });

  it('offers no name that ends a line, steers a terminal or begins like an option', () => {
    const bad = ['two\nlines', 'a\tb', '\u001B[31mred', 'turned \u202E round', '--force', '-x', ' blank', ''];
    lay(JSON.stringify({ token: TOKEN, names: [...bad, 'Good one'] }));
    expect(offered('keys', 'show', '')).toEqual(['Good one']);
  });
});
