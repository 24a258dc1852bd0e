/** The command that comes with the installed app, made as `npm run package` makes it and started as people and hooks do. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildAll } from '../../../build/build.mjs';
import { filesOfTheCommand, stageCommand } from '../../../build/command/single-executable.mjs';
import { readProcess } from '../../../electron/agent/process-facts.ts';
import { ownCommand, programBehind, publishedCommand } from '../../../electron/agent/program.ts';
import { certain } from '../../../shared/certain.ts';
import { generateKey } from '../../../shared/key-format.ts';
import { gitEnvironment } from '../../fixtures/scanner/git/repository-builder.ts';

const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'single-executable-')));
const installed = path.join(folder, 'opt', 'Augno Vault', 'resources', 'command');
const mark = path.join(folder, 'ran');
const evil = path.join(folder, 'evil.cjs');
const module = '@lydell/node-pty';
let command = '';

beforeAll(async () => {
  await buildAll();
  command = await stageCommand(installed);
  writeFileSync(evil, `require('node:fs').writeFileSync(${JSON.stringify(mark)}, '')`);
  // What the command asks Node for by name and did not bring: above it, and where the environment says.
  for (const place of [path.join(folder, 'opt', 'node_modules'), path.join(folder, 'modules')]) {
    mkdirSync(path.join(place, module), { recursive: true });
    writeFileSync(path.join(place, module, 'index.js'), readFileSync(evil));
  }
});
beforeEach(() => {
  rmSync(mark, { force: true });
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function start(
  args: readonly string[],
  { environment = {}, program = command, input = '' }: Started = {},
): { readonly code: number | null; readonly out: string; readonly errors: string } {
  const { NODE_OPTIONS: _of, ...rest } = process.env;
  const done = spawnSync(program, args, {
    env: { ...rest, AUGNO_VAULT_DIR: path.join(folder, 'none'), LANG: 'C', ...environment },
    input,
    encoding: 'utf8',
  });
  return { code: done.status, out: done.stdout, errors: done.stderr };
}
interface Started {
  readonly environment?: Readonly<Record<string, string>>;
  readonly program?: string;
  readonly input?: string;
}

describe('the single executable', () => {
  it('is the command: version, a vault with its native modules, workers of a scan', () => {
    const { version } = JSON.parse(readFileSync(path.resolve('package.json'), 'utf8')) as { version: string };
    expect(start(['--version']).out).toBe(`${version}\n`);
    const vault = ['--vault', path.join(folder, 'vault'), '--password-stdin'];
    const input = 'correct horse battery staple\n';
    expect(start(['create-vault', ...vault], { input })).toMatchObject({ code: 0 });
    expect(start(['verify', ...vault], { input })).toMatchObject({ code: 0 });
    const scanned = mkdtempSync(path.join(folder, 'scanned-'));
    const key = generateKey('test');
    writeFileSync(path.join(scanned, 'one.env'), `KEY=${key}\n`);
    expect(start(['scan', scanned]).code).toBe(1);
  });

  it('is found through a link, and after the app was replaced in its place', () => {
    const link = path.join(folder, 'augno-vault');
    symlinkSync(command, link);
    expect(start(['--version'], { program: link }).code).toBe(0);
    const whole = path.join(folder, 'opt');
    renameSync(whole, `${whole}-aside`);
    expect(start(['--version'], { program: link }).code).toBe(null);
    renameSync(`${whole}-aside`, whole);
    expect(start(['--version'], { program: link }).code).toBe(0);
  });

  it('brings what it reaches, and nothing of the app’s own', async () => {
    const files = readdirSync(path.join(installed, 'dist'));
    for (const name of ['main.js', 'preload.js', 'vault-process.js', 'renderer'])
      expect(files).not.toContain(name);
    const all = await filesOfTheCommand(async (name) =>
      Promise.resolve(readFileSync(path.join(installed, 'dist', name), 'utf8')),
    );
    expect(all.filter((name) => !files.includes(name))).toEqual([]);
    // SECURITY: threads look for modules as any Node does; they need none but Node's own.
    const ofThreads = await filesOfTheCommand(
      async (name) => Promise.resolve(readFileSync(path.join(installed, 'dist', name), 'utf8')),
      ['scanner-worker.js', 'git-pack-worker.js'],
    );
    for (const name of ofThreads) {
      const text = readFileSync(path.join(installed, 'dist', name), 'utf8');
      expect([...text.matchAll(/\brequire\(["'`](?!node:|\.)([^"'`]+)["'`]\)/g)]).toEqual([]);
    }
  });
});

describe('runs no other code', () => {
  const environments: Readonly<Record<string, () => Readonly<Record<string, string>>>> = {
    NODE_OPTIONS: () => ({ NODE_OPTIONS: `--require ${evil}` }),
    NODE_PATH: () => ({ NODE_PATH: path.join(folder, 'modules') }),
    NODE_REPL_EXTERNAL_MODULE: () => ({ NODE_REPL_EXTERNAL_MODULE: evil }),
  };
  it.each(Object.keys(environments))('that %s names', (name) => {
    const environment = certain(environments[name])();
    // `run` is what asks for a module that was not brought.
    const asked = ['run', '--env', 'A=nobody', '--', 'true'];
    for (const args of [['--version'], asked]) start(args, { environment });
    expect(existsSync(mark)).toBe(false);
  });

  it('that lies in a folder above', () => {
    const own = path.join(installed, 'dist', 'cli.js');
    // As Node itself would have it.
    const told = spawnSync(process.execPath, [
      '-e',
      `require('node:module').createRequire(${JSON.stringify(own)})('${module}')`,
    ]);
    expect({ status: told.status, ran: existsSync(mark) }).toEqual({ status: 0, ran: true });
    rmSync(mark);
    const before = readFileSync(own, 'utf8');
    writeFileSync(own, `try { require('${module}') } catch (error) { console.log(error.code) }`);
    try {
      expect(start([])).toMatchObject({ out: 'MODULE_NOT_FOUND\n' });
      expect(existsSync(mark)).toBe(false);
    } finally {
      writeFileSync(own, before);
    }
  });

  it.each([
    ['--require', evil],
    [`--require=${evil}`],
    ['--import', evil],
    ['--eval', `require(${JSON.stringify(evil)})`],
    ['-e', `require(${JSON.stringify(evil)})`],
    ['--', evil],
    [evil],
    [`--node-options=--require=${evil}`],
    ['--env-file', path.join(folder, 'their.env')],
    ['--experimental-config-file', path.join(folder, 'their.json')],
    ['--run', 'evil'],
    ['--test', evil],
    ['--inspect-brk=127.0.0.1:0'],
  ])('by the arguments %s %s', (...args) => {
    writeFileSync(path.join(folder, 'their.env'), `NODE_OPTIONS=--require=${evil}\n`);
    writeFileSync(path.join(folder, 'their.json'), JSON.stringify({ nodeOptions: { import: [evil] } }));
    const done = start(args);
    expect(done.code).not.toBe(0);
    expect(done.errors).not.toContain('Debugger');
    expect(existsSync(mark)).toBe(false);
  });

  it('by a file of --env-file, and it is said why the option is refused here', () => {
    writeFileSync(path.join(folder, 'their.env'), `NODE_OPTIONS=--require=${evil}\n`);
    const done = start(['run', '--env-file', path.join(folder, 'their.env'), '--', 'true']);
    expect(done.errors).toMatch(/The Node in this command reads --env-file itself[\s\S]*--env-from FILE/);
    expect(done.errors).not.toContain('may have run');
    expect(existsSync(mark)).toBe(false);
  });

  it('that OpenSSL would load, or that was compiled before and laid in a folder', () => {
    const configuration = path.join(folder, 'openssl.cnf');
    writeFileSync(
      configuration,
      'nodejs_conf = a\nopenssl_conf = a\n[a]\nengines = b\n[b]\nc = d\n[d]\nengine_id = dynamic\ndynamic_path = /nonexistent.so\ninit = 0\n',
    );
    const cache = path.join(folder, 'cache');
    const environment = { OPENSSL_CONF: configuration, NODE_COMPILE_CACHE: cache };
    // Node alone takes both.
    const told = spawnSync(process.execPath, ['-e', "require('node:tls').createSecureContext()"], {
      env: { ...process.env, ...environment },
      encoding: 'utf8',
    });
    expect(told.stderr).toContain('OpenSSL configuration error');
    rmSync(cache, { recursive: true, force: true });
    const done = start(['doctor'], { environment });
    expect(done.errors).not.toContain('OpenSSL');
    expect(done.out).not.toBe('');
    // Node makes the folder before our first line; nothing comes from it or goes into it.
    const kept = readdirSync(cache, { recursive: true, withFileTypes: true });
    expect(kept.filter((entry) => entry.isFile())).toEqual([]);
    expect(start(['no-such-command'], { environment }).code).toBe(start(['no-such-command']).code);
  });
});

describe('hooks', () => {
  it('of a repository call the executable, which refuses a key and passes what holds none', () => {
    const repository = path.join(folder, 'repository');
    const git = (...args: readonly string[]): { readonly status: number | null; readonly text: string } => {
      // No Node is on PATH.
      const env = gitEnvironment({
        PATH: '/usr/bin:/bin',
        GIT_AUTHOR_NAME: 'Ada',
        GIT_COMMITTER_NAME: 'Ada',
      });
      const mail = { GIT_AUTHOR_EMAIL: 'a@example.com', GIT_COMMITTER_EMAIL: 'a@example.com' };
      const done = spawnSync('git', args, { cwd: repository, env: { ...env, ...mail }, encoding: 'utf8' });
      return { status: done.status, text: `${done.stdout}${done.stderr}` };
    };
    mkdirSync(repository);
    git('init', '-q');
    expect(start(['hook', 'install', repository]).code).toBe(0);
    expect(readFileSync(path.join(repository, '.git', 'hooks', 'pre-commit'), 'utf8')).toContain(command);
    writeFileSync(path.join(repository, 'a.txt'), `${generateKey('test')}\n`);
    git('add', '-A');
    expect(git('commit', '-m', 'a')).toMatchObject({ status: 1 });
    writeFileSync(path.join(repository, 'a.txt'), 'nothing\n');
    git('add', '-A');
    expect(git('commit', '-m', 'a')).toMatchObject({ status: 0 });
  });

  it('of an assistant have an entry of their own', () => {
    const script = path.join(installed, 'dist', 'ai-hook.js');
    const event = { hook_event_name: 'UserPromptSubmit', prompt: `use ${generateKey('prod')}` };
    const input = JSON.stringify(event);
    const own = start(['--', script, '--for', 'claude-code'], { input });
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      ['--', path.resolve('dist/ai-hook.js'), '--for', 'claude-code'],
      { input, encoding: 'utf8' },
    );
    expect(own).toEqual({ code: status, out: stdout, errors: stderr });
  });
});

it.runIf(process.platform === 'linux')('is the command for whoever asks what started it', async () => {
  // It waits for its input.
  const child = spawn(command, ['scan', '-'], { stdio: ['pipe', 'ignore', 'ignore'] });
  try {
    await once(child, 'spawn');
    const facts = certain(readProcess(certain(child.pid)));
    const own = ownCommand(process.argv[1] ?? '', false);
    const asSingle = { ...own, isWhole: publishedCommand('augno-vault').isWhole };
    const behind = certain(await programBehind(facts, asSingle));
    // SECURITY: a grant to the command itself would be one to everybody who starts it.
    expect(behind.label).toContain(`process ${String(process.pid)}`);
    expect(certain(await programBehind(facts, publishedCommand('another-name'))).label).not.toContain(
      `process ${String(process.pid)}`,
    );
  } finally {
    child.stdin.end();
    await once(child, 'exit');
  }
});

it('is made by the Node that the project names', () => {
  expect(execFileSync(command, ['doctor', '--json'], { encoding: 'utf8' })).toContain('24.21.0');
});
