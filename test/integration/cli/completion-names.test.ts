/**
 * Names of keys in a shell: only on a person's word, out of a file that is read with suspicion, and in the real shells, where
 * the most hostile name is one word and nothing else. Each shell works on a terminal, as somebody types in it.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { fileOf, readNamesFile, writeNamesFile } from '../../../electron/keys/offered-names/names-file.ts';
import { createProviderService } from '../../../electron/providers/index.ts';
import { KDF_CEILING, KDF_FLOOR } from '../../../electron/vault/crypto/kdf.ts';
import { createVault } from '../../../electron/vault/index.ts';
import { SecretBytes } from '../../../electron/vault/secret-bytes.ts';
import { openTerminal } from './terminal.ts';

const CLI = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));
const PASSWORD = 'correct horse battery staple';
const TOKEN = '0'.repeat(32);

let folder: string;
let vault: string;
let work: string;
let environment: NodeJS.ProcessEnv;
let file: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'augno-vault-names-'));
  vault = path.join(folder, 'vault');
  work = path.join(folder, 'work');
  const home = path.join(folder, 'home');
  const runtime = path.join(folder, 'run');
  for (const each of [work, home, runtime]) mkdirSync(each, { mode: 0o700 });
  const program = path.join(folder, 'augno-vault');
  writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' -- '${CLI}' "$@"\n`);
  chmodSync(program, 0o755);
  const { NODE_OPTIONS: _options, CI: _ci, ...rest } = process.env;
  environment = {
    ...rest,
    HOME: home,
    ZDOTDIR: home,
    XDG_CACHE_HOME: path.join(folder, 'cache'),
    XDG_DATA_HOME: path.join(folder, 'data'),
    XDG_CONFIG_HOME: path.join(folder, 'config'),
    XDG_RUNTIME_DIR: runtime,
    AUGNO_VAULT_DIR: vault,
    PATH: `${folder}:${process.env['PATH'] ?? ''}`,
    LC_ALL: 'C.UTF-8',
    TERM: 'xterm',
  };
  file = fileOf({ folder: vault, cache: path.join(folder, 'cache', 'augno-vault', 'completion') });
  const created = await createVault({
    folder: vault,
    name: 'Names',
    password: SecretBytes.fromText(PASSWORD),
    actor: 'command',
    withRecoveryKey: false,
    kdf: { choose: () => Promise.resolve(KDF_FLOOR), floor: KDF_FLOOR, ceiling: KDF_CEILING },
  });
  const services = createProviderService({
    vault: created.vault,
    fetch: () => Promise.reject(new Error('no network')),
    userAgent: '',
    actor: 'command',
  });
  const settings = { url: null, header: 'X-Key', headerPrefix: null, mode: 'test' } as const;
  const { id } = services.addConnection({ provider: 'generic', name: 'Parcels', ...settings });
  for (const name of ['Parcel labels', 'Parcel tracking'])
    await services.addKey({
      connectionId: id,
      name,
      owner: null,
      expiresAt: null,
      rotateBy: null,
      scanPrefix: null,
      secret: SecretBytes.fromText(`parcel-${crypto.randomUUID()}`),
    });
  services.close();
  created.vault.close();
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
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

/** Each of them alone after its first two letters, so that one press of Tab completes it. */
const HOSTILE = [
  'a1 $(touch pwned)',
  'a2 `touch pwned`',
  "a3 '; touch pwned; '",
  'a4 "; touch pwned; "',
  'a5 & touch pwned & | touch pwned',
  'a6 ${HOME} $HOME %PATH%',
  'a7 \\ \\\\ back\\',
  'a8 * ? [ab] {a,b} ~ # <x >pwned',
  'a9 a:b=c,d@e%f',
  'b1 wow! !! !-1 ^x^y',
  'b2 (touch pwned)',
  'b3 it\'s "both" ‘kinds’ “of” quotes',
  'b4 größe 钥匙 🔑',
  'b5=(touch pwned) =cat',
  'b6 ${(e):-$(touch pwned)}',
];

interface InShell {
  readonly program: string;
  readonly args: readonly string[];
  readonly setUp: readonly string[];
}

const SHELLS: readonly InShell[] = [
  {
    program: 'bash',
    args: ['--norc', '--noprofile', '-i'],
    // As it is by default where somebody types: an exclamation mark recalls a command.
    setUp: ['source <(augno-vault completion bash)', 'set -H'],
  },
  {
    program: 'zsh',
    args: ['-f', '-i'],
    setUp: ['autoload -Uz compinit && compinit -u -D', 'source <(augno-vault completion zsh)'],
  },
  { program: 'fish', args: ['--no-config', '-i'], setUp: ['augno-vault completion fish | source'] },
];

const isThere = (program: string): boolean =>
  spawnSync(program, ['-c', 'exit 0'], { stdio: 'ignore' }).status === 0;

/** It writes down with which arguments it is called, and asks the real command at each Tab. */
function standIn(called: string): string {
  const bin = path.join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  const program = path.join(bin, 'augno-vault');
  writeFileSync(
    program,
    `#!/bin/sh
if [ "$1" = completion ]; then
  '${path.join(folder, 'augno-vault')}' "$@"
  echo >> '${called}.asked'
  exit
fi
for each in "$@"; do printf '%s\\n' "$each"; done > '${called}.new'
mv '${called}.new' '${called}'
`,
  );
  chmodSync(program, 0o755);
  return bin;
}

async function until(holds: () => boolean, longestMs = 20_000): Promise<void> {
  const end = Date.now() + longestMs;
  while (!holds() && Date.now() < end)
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
}

/** What means something between quotes, and can be written there: bash knows no way to write some of it (`quoting.ts`). */
const isTriedIn = (program: string, quote: string, name: string): boolean =>
  quote === '' ||
  (/[$`"'\\!]/.test(name) &&
    !(program === 'bash' && (name.endsWith(quote) || (quote === '"' && name.includes('!')))));

describe.runIf(process.platform === 'linux')('in a real shell, a hostile name', () => {
  afterEach(() => {
    rmSync(file, { force: true });
  });

  it.each(SHELLS.filter(({ program }) => isThere(program)))(
    'is completed to one word and runs nothing: $program $setUp',
    async ({ program, args, setUp }) => {
      writeNamesFile(file, TOKEN, HOSTILE);
      const called = path.join(folder, `called-by-${program}`);
      const asked = (): number =>
        existsSync(`${called}.asked`) ? readFileSync(`${called}.asked`).length : 0;
      const env = { ...environment, PATH: `${standIn(called)}:${process.env['PATH'] ?? ''}`, PS1: '$ ' };
      const terminal = openTerminal(program, args, env);
      try {
        for (const [index, each] of [`cd '${work}'`, ...setUp].entries()) {
          terminal.type(`${each}; echo "rea""dy-${String(index)}"\r`);
          await terminal.until(`ready-${String(index)}`);
        }
        const got: unknown[] = [];
        const wanted: unknown[] = [];
        for (const quote of ['', '"', "'"]) {
          for (const name of HOSTILE.filter((each) => isTriedIn(program, quote, each))) {
            rmSync(called, { force: true });
            const before = asked();
            terminal.type(`augno-vault keys show ${quote}${name.slice(0, 2)}\t`);
            await until(() => asked() > before);
            const length = terminal.text().length;
            await until(() => terminal.text().length > length, 500);
            terminal.type('\r');
            await until(() => existsSync(called), 1000);
            // What was not closed by the shell itself.
            if (!existsSync(called)) terminal.type(`${quote}\r`);
            await until(() => existsSync(called));
            const words = existsSync(called) ? readFileSync(called, 'utf8').split('\n').slice(0, -1) : [];
            got.push([quote, ...words]);
            wanted.push([quote, 'keys', 'show', name]);
          }
        }
        expect(got).toEqual(wanted);
        expect(readdirSync(work)).toEqual([]);
      } finally {
        process.kill(terminal.pid, 'SIGKILL');
        await terminal.ended;
      }
    },
    300_000,
  );
});
