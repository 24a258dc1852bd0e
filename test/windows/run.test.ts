/** `run` on Windows: programs, scripts of cmd.exe and the shims of npm, with arguments that cmd.exe would read for itself. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Windows, type Ended } from './support/windows.ts';
import { makeVaultWithKey, runningSandbox, type Sandbox } from './support/sandbox.ts';

let windows: Windows;
let sandbox: Sandbox;
/** A key of the vault. */
const NAME = 'Größe & Maß';
let secret = '';

const run = async (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> =>
  await windows.vault(['run', '--env', `KEY=${NAME}`, '--', ...args], { env });

beforeAll(async () => {
  [windows, sandbox] = await Promise.all([Windows.open(), runningSandbox()]);
  secret = await makeVaultWithKey(windows, sandbox, NAME);
  windows.write('bin/echo-args.js', 'console.log(JSON.stringify(process.argv.slice(2)));\n');
  windows.write('bin/show-key.js', 'console.log([process.env.KEY.length, process.env.KEY].join(" "));\n');
  // Wine has no node on its PATH; this is the one that runs.
  const node = String(await windows.evaluate('return process.execPath'));
  windows.write('bin/tool.cmd', `@"${node}" "%~dp0echo-args.js" %*\r\n`);
  windows.write('bin/older.bat', `@"${node}" "%~dp0echo-args.js" %*\r\n`);
  windows.write('bin/with blank & umlaut ü.cmd', `@"${node}" "%~dp0echo-args.js" %*\r\n`);
  windows.write('bin/key.cmd', `@"${node}" "%~dp0show-key.js" %*\r\n`);
  windows.write('bin/code.cmd', '@exit /b 7\r\n');
});
afterAll(async () => {
  await windows.close();
  await sandbox.close();
});

const onPath = (): Readonly<Record<string, string>> => ({
  PATH: `${windows.at('bin')};C:\\windows\\system32`,
});

describe('run', () => {
  it('starts a program by its name', async () => {
    const ended = await run(['cmd.exe', '/d', '/c', 'echo', 'hello'], onPath());
    expect([ended.code, ended.stdout.trim()]).toEqual([0, 'hello']);
  });

  it('starts a program without its ending', async () => {
    expect((await run(['cmd', '/d', '/c', 'exit', '3'], onPath())).code).toBe(3);
  });

  it.each(['tool', 'tool.cmd', 'TOOL', 'older', 'older.bat', 'with blank & umlaut ü'])(
    'starts the script %s',
    async (name) => {
      const ended = await run([name, 'one', 'two'], onPath());
      expect([ended.stderr, ended.stdout.trim(), ended.code]).toEqual(['', '["one","two"]', 0]);
    },
  );

  it('starts a script by its path', async () => {
    const ended = await run([windows.at('bin', 'tool.cmd'), 'x']);
    expect([ended.code, ended.stdout.trim()]).toEqual([0, '["x"]']);
  });

  it.each([
    'with blank',
    '',
    'a&b',
    'a|b',
    'a>b',
    '^',
    '(x)',
    'semi;colon,comma=equals',
    'back\\slash',
    'ends with \\',
    'C:\\Program Files\\x y',
    'ümläut',
    '!bang!',
    "it's",
    '&calc.exe',
  ])('hands %j to a script as it is', async (argument) => {
    const ended = await run(['tool', argument, 'end'], onPath());
    expect([ended.stderr, ended.stdout.trim()]).toEqual(['', JSON.stringify([argument, 'end'])]);
  });

  it('refuses to hand a line break to a script', async () => {
    const ended = await run(['tool', 'a\nb'], onPath());
    expect(ended.code).toBe(126);
    expect(ended.stderr).toContain('line break');
  });

  it('puts the key into the environment, and masks what the script prints of it', async () => {
    const ended = await run(['key'], onPath());
    expect(ended.stdout).toContain(`${String(secret.length)} `);
    expect(ended.stdout + ended.stderr).not.toContain(secret);
  });

  it('ends with the code of a script', async () => {
    expect((await run(['code'], onPath())).code).toBe(7);
  });

  it.each(['nothing-of-this-name', 'C:\\nowhere\\x.exe'])('says that %s is not found', async (name) => {
    const ended = await run([name], onPath());
    expect([ended.code, ended.stderr]).toEqual([127, expect.stringContaining('was not found')]);
  });

  it('does not start what lies in the working folder by its name', async () => {
    windows.write('planted.cmd', '@echo planted\r\n');
    const ended = await run(['planted'], onPath());
    expect([ended.code, ended.stdout]).toEqual([127, '']);
  });

  it.each(['--', '---'])('parts the program’s arguments at %s', async (separator) => {
    const args = ['run', '--env', `KEY=${NAME}`, separator, 'tool', '--json', '--', '---'];
    const ended = await windows.vault(args, { env: onPath() });
    expect([ended.code, ended.stdout.trim()]).toEqual([0, '["--json","--","---"]']);
  });

  it.each(['key', 'Key'])('gives one value to a variable that is spelled %s too', async (name) => {
    const ended = await windows.vault(['run', '--env', `${name}=${NAME}`, '--', 'key'], {
      env: { ...onPath(), KEY: 'another value' },
    });
    expect(ended.stdout).toContain(`${String(secret.length)} `);
  });

  it.each([
    ['UTF-8', (text: string) => Buffer.from(text)],
    ['UTF-8 with a mark', (text: string) => Buffer.from(`\uFEFF${text}`)],
    ['UTF-16', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
  ] as const)('reads a .env in %s', async (how, encode) => {
    const file = windows.write(`env ${how}/.env`, encode(`KEY=augno://${encodeURIComponent(NAME)}\r\n`));
    const ended = await windows.vault(['run', '--env-from', file, '--', 'key'], { env: onPath() });
    expect([ended.code, ended.stdout]).toEqual([0, expect.stringContaining(`${String(secret.length)} `)]);
  });

  it('refuses a key that there is not', async () => {
    const ended = await windows.vault(['run', '--env', 'KEY=Nobody', '--', 'tool'], { env: onPath() });
    expect(ended.code).toBe(125);
  });
});
