/** What Node itself reads among the arguments of the built command, and what a file that it names may do then. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildAll } from '../../../build/build.mjs';

const command = path.resolve(import.meta.dirname, '../../../dist/cli.js');
const folder = mkdtempSync(path.join(tmpdir(), 'options-of-node-'));
const mark = path.join(folder, 'ran');
const file = path.join(folder, 'their.env');
const configuration = path.join(folder, 'their.json');
/** Nothing here gets as far as a vault. */
const REFUSED = { code: 125, ran: false };

beforeAll(async () => {
  await buildAll();
  const evil = path.join(folder, 'evil.cjs');
  writeFileSync(evil, `require('fs').writeFileSync(${JSON.stringify(mark)}, '')`);
  writeFileSync(file, `NODE_OPTIONS=--require=${evil}\nKEY=augno://k\n`);
  writeFileSync(configuration, JSON.stringify({ nodeOptions: { import: [evil] } }));
});
beforeEach(() => {
  rmSync(mark, { force: true });
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function start(
  program: string,
  args: readonly string[],
): { readonly code: number | null; readonly ran: boolean; readonly said: string } {
  const PATH = `${path.dirname(process.execPath)}${path.delimiter}${process.env['PATH'] ?? ''}`;
  const done = spawnSync(program, args, {
    env: { ...process.env, PATH, AUGNO_VAULT_DIR: path.join(folder, 'no vault') },
    encoding: 'utf8',
    input: '',
  });
  return { code: done.status, ran: existsSync(mark), said: done.stderr };
}

describe.each(['--env-from', '--env-file'])('run %s FILE, whose NODE_OPTIONS names a script', (option) => {
  it.runIf(process.platform !== 'win32')('runs nothing of it, as the command is installed', () => {
    const done = start(command, ['run', option, file, '--', 'true']);
    expect(done).toMatchObject(REFUSED);
    // It is the command that read the file.
    expect(done.said).toContain('sets NODE_OPTIONS, which can make programs load other code.');
  });

  it('runs nothing of it behind node --', () => {
    const done = start(process.execPath, ['--', command, 'run', option, file, '--', 'true']);
    expect(done).toMatchObject(REFUSED);
    expect(done.said).toContain('sets NODE_OPTIONS');
  });
});

it('--env-from runs nothing however the command is started', () => {
  const done = start(process.execPath, [command, 'run', '--env-from', file, '--', 'true']);
  expect(done).toMatchObject(REFUSED);
  expect(done.said).toContain('sets NODE_OPTIONS');
});

it.each([
  ['run', ['--env-file', file], 125],
  ['run', [`--env-file=${file}`], 125],
  ['run', [`--env-file-if-exists=${file}`], 125],
  ['keys', ['list', `--env-file=${file}`], 2],
])('%s %j without node -- is refused: Node has read the file', (name, args, code) => {
  const done = start(process.execPath, [command, name, ...args, '--', 'true']);
  expect(done).toMatchObject({ code });
  expect(done.said).toMatch(/Node has read the file of --env-file itself[\s\S]*--env-from FILE/);
});

/** Not a version by name: whichever Node runs this either reads such a file, and then the refusal is tested, or knows no such option. */
const readsConfiguration =
  process.allowedNodeEnvironmentFlags.has('--experimental-config-file') || atLeast(23, 10);

function atLeast(major: number, minor: number): boolean {
  const [own = 0, ownMinor = 0] = process.versions.node.split('.').map(Number);
  return own > major || (own === major && ownMinor >= minor);
}

it.runIf(readsConfiguration).each([
  ['run', '--experimental-config-file=FILE', '--', 'true'],
  ['run', '--', 'true', '--experimental-config-file=FILE'],
  ['status', '--experimental-config-file=FILE'],
])('%s %s is refused wherever it stands: Node reads it behind -- too', (...args) => {
  const filled = args.map((each) => each.replace('FILE', configuration));
  expect(start(process.execPath, ['--', command, ...filled]).said).toContain(
    'Node reads --experimental-config-file itself',
  );
});

it.runIf(readsConfiguration)(
  'run --experimental-default-config-file without that file: Node itself ends, before anything of ours',
  () => {
    const done = spawnSync(
      process.execPath,
      ['--', command, 'run', '--', 'true', '--experimental-default-config-file'],
      { cwd: folder, encoding: 'utf8', input: '' },
    );
    // Our refusal where this Node goes on without the file.
    expect([9, 125]).toContain(done.status);
    expect(done.stdout).toBe('');
  },
);

it('a program’s own --env-file, behind our --, is the program’s', () => {
  const done = start(process.execPath, [
    command,
    'run',
    '--env-from',
    file,
    '--',
    'node',
    '--env-file',
    file,
  ]);
  expect(done).toMatchObject(REFUSED);
  expect(done.said).toContain('sets NODE_OPTIONS');
});

it.runIf(process.platform !== 'win32')('a git hook starts the command behind --', () => {
  const repository = path.join(folder, 'repository');
  execFileSync('git', ['init', '-q', repository]);
  expect(start(command, ['hook', 'install', repository])).toMatchObject({ code: 0 });
  for (const name of ['pre-commit', 'pre-push'])
    expect(readFileSync(path.join(repository, '.git', 'hooks', name), 'utf8')).toContain(
      '"$augno_vault_node" -- "$augno_vault_script"',
    );
});
