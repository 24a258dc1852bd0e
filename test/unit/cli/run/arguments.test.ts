import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../../../electron/cli/global-options.ts';
import { accountVariables } from '../../../../electron/cli/run.ts';
import { parseEnvFile, readRunArguments } from '../../../../electron/cli/run/arguments.ts';
import { AppError } from '../../../../shared/errors.ts';
import { generateKey } from '../../../../shared/key-format.ts';

const read = (args: readonly string[]) => readRunArguments(args, new AbortController().signal);

describe('the arguments of run', () => {
  it('are read up to --, and the program keeps its own', async () => {
    expect(
      await read([
        '--env',
        'A=ERP = Sync',
        '--env=B=UCZu',
        '--account',
        'ac_1',
        '--',
        'node',
        '--env',
        '-x',
        '--',
      ]),
    ).toEqual({
      assignments: [
        { variable: 'A', key: 'ERP = Sync' },
        { variable: 'B', key: 'UCZu' },
      ],
      accountId: 'ac_1',
      masking: true,
      command: 'node',
      commandArguments: ['--env', '-x', '--'],
    });
  });

  it.each([
    ['---', ['a', '--', '---', 'b']],
    ['--', ['a', '---', 'b']],
  ])(
    '%s parts them, as PowerShell lets it through; what follows is the program’s',
    async (separator, rest) => {
      const { command, commandArguments } = await read(['--env', 'A=k', separator, 'node', ...rest]);
      expect({ command, commandArguments }).toEqual({ command: 'node', commandArguments: rest });
      // What every command understands is the program's too.
      expect(
        parseCommandLine(['run', '--env', 'A=k', separator, 'node', '--json', '--version']),
      ).toMatchObject({ globals: { json: false }, version: false });
    },
  );

  it.each([
    [['--env', 'A=k', 'node']],
    [['--env', 'A=k', '--']],
    [['--', 'node']],
    [['--env', 'A', '--', 'node']],
    [['--env', 'A=', '--', 'node']],
    [['--env', '1A=k', '--', 'node']],
    [['--env', 'A B=k', '--', 'node']],
    [['--env', 'A=k', '--env', 'A=l', '--', 'node']],
    [['--env', 'A=k', '--account', 'ac 1', '--', 'node']],
    [['--env', 'A=k', '--shell', '--', 'node']],
    [['--env-file', '/nonexistent/file', '--', 'node']],
    [['--env-from', '/nonexistent/file', '--', 'node']],
  ])('%j is refused', async (args) => {
    await expect(read(args)).rejects.toThrow(AppError);
  });

  it('refuse a secret, without repeating it', async () => {
    const secret = generateKey('test');
    for (const args of [
      ['--env', `A=${secret}`, '--', 'x'],
      ['--env', secret, '--', 'x'],
      ['--env', 'A=k', `--${secret}`, '--', 'x'],
    ]) {
      let thrown: unknown;
      try {
        await read(args);
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toBeInstanceOf(AppError);
      const { message, hint } = thrown as AppError;
      expect(`${message} ${hint}`).not.toContain(secret.slice(12));
    }
  });

  it('let --env win over a file', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'run-env-'));
    const file = path.join(folder, 'keys.env');
    writeFileSync(file, 'A=from file\nB=also\n');
    for (const option of ['--env-file', '--env-from'])
      expect((await read(['--env', 'A=from option', option, file, '--', 'x'])).assignments).toEqual([
        { variable: 'A', key: 'from option' },
        { variable: 'B', key: 'also' },
      ]);
    rmSync(folder, { recursive: true });
  });
});

describe('what a file sets that makes programs load other code', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'run-loads-'));
  const file = path.join(folder, 'their.env');
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it.each([
    ...['LD_PRELOAD', 'LD_LIBRARY_PATH', 'DYLD_INSERT_LIBRARIES', 'PATH', 'Path', 'BASH_ENV', 'NODE_OPTIONS'],
    ...['PYTHONPATH', 'PERL5OPT', 'RUBYOPT', 'JAVA_TOOL_OPTIONS', 'GIT_SSH_COMMAND', 'GIT_CONFIG_COUNT'],
    ...['npm_config_node_options', 'DOTNET_STARTUP_HOOKS', 'EDITOR', 'OPENSSL_CONF'],
  ])('%s is refused, with or without references, unless a person names it', async (name) => {
    for (const text of [`A=augno://k\nexport ${name}=./evil\n`, `A=k\n${name}=l\n`]) {
      writeFileSync(file, text);
      for (const option of ['--env-from', '--env-file']) {
        await expect(read([option, file, '--', 'x'])).rejects.toMatchObject({
          message: expect.stringContaining(
            `sets ${name}, which can make programs load other code.`,
          ) as string,
          hint: expect.stringContaining(`--allow-env ${name}`) as string,
        });
        await expect(read([option, file, '--allow-env', 'OTHER', '--', 'x'])).rejects.toThrow(name);
        const { assignments } = await read([option, file, '--allow-env', name, '--', 'x']);
        expect(assignments.map(({ variable }) => variable)).toEqual(['A', name]);
      }
    }
  });

  it('is nothing of what files usually hold, nor what a person types', async () => {
    const usual = [
      'ENV',
      'NODE_ENV',
      'PORT',
      'GIT_SHA',
      'GIT_AUTHOR_NAME',
      'PYTHONUNBUFFERED',
      'API_PATH',
      'OLD_KEY',
    ];
    writeFileSync(file, `A=augno://k\n${usual.map((name) => `${name}=1`).join('\n')}\n`);
    expect((await read(['--env-from', file, '--', 'x'])).assignments).toHaveLength(1 + usual.length);
    expect((await read(['--env', 'LD_PRELOAD=k', '--', 'x'])).assignments).toHaveLength(1);
  });
});

describe('a file for --env-from', () => {
  it('has comments, quotes, export, either line end and a byte order mark', () => {
    expect(parseEnvFile('\uFEFF# keys\r\n\r\nexport A = "ERP Sync"\r\nB=\'x=y\'\nC=apke_1', 'f')).toEqual([
      { variable: 'A', key: 'ERP Sync' },
      { variable: 'B', key: 'x=y' },
      { variable: 'C', key: 'apke_1' },
    ]);
  });

  it('names the line that is wrong, and never shows a secret in it', () => {
    const secret = generateKey('prod');
    expect(() => parseEnvFile('A=k\nB', 'keys.env')).toThrow('Line 2 of keys.env');
    expect(() => parseEnvFile(`A=${secret}`, 'keys.env')).toThrow(
      /^Line 1 of keys\.env holds a key itself\.$/,
    );
  });
});

describe('a file for --env-from with references', () => {
  it('holds plain values, comments, quotes and export beside them', () => {
    const text = [
      '# settings',
      'export PORT=8080 # where it listens',
      "MODE='production'",
      'KEY=augno://ERP%20Sync',
      'HEADER="Bearer augno://apke_1" # in a text',
      'EMPTY=',
    ].join('\n');
    expect(parseEnvFile(text, 'f')).toEqual([
      { variable: 'PORT', text: '8080', where: 'Line 2 of f', isSurelyText: false },
      { variable: 'MODE', text: 'production', where: 'Line 3 of f', isSurelyText: true },
      { variable: 'KEY', text: 'augno://ERP%20Sync', where: 'Line 4 of f', isSurelyText: false },
      { variable: 'HEADER', text: 'Bearer augno://apke_1', where: 'Line 5 of f', isSurelyText: false },
      { variable: 'EMPTY', text: '', where: 'Line 6 of f', isSurelyText: false },
    ]);
  });

  it('refuses a plain key, a line that is none, and a reference to nothing', () => {
    const secret = generateKey('prod');
    const mixed = (line: string) => () => parseEnvFile(`A=augno://x\n${line}\n`, 'f');
    expect(mixed(`B=${secret}`)).toThrow(/^Line 2 of f holds a key itself\.$/);
    expect(mixed(`B="x ${secret}"`)).toThrow(/holds a key itself/);
    expect(mixed('nonsense')).toThrow(/^Line 2 of f is not NAME=value\.$/);
    expect(mixed('A-B=1')).toThrow(/^Line 2 of f is not NAME=value\.$/);
    expect(mixed('B=augno://')).toThrow(/^Line 2 of f holds a reference that names no key\.$/);
    expect(mixed('B=augno://%zz')).toThrow(/names no key/);
  });
});

it("adds the account header to the variable of the keys' brand, and keeps other headers", () => {
  expect(accountVariables(null, ['augno'], {})).toEqual({});
  expect(accountVariables('ac_1', ['augno', 'augno'], {})).toEqual({
    AUGNO_CUSTOM_HEADERS: 'Augno-Account: ac_1',
  });
  expect(
    accountVariables('ac_2', ['openmrp'], { OPENMRP_CUSTOM_HEADERS: 'X-Trace: 1\nopenmrp-account: ac_1' }),
  ).toEqual({ OPENMRP_CUSTOM_HEADERS: 'X-Trace: 1\nOpenMRP-Account: ac_2' });
});
