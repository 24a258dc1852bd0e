/** References in files: `inject`, `--check`, and `.env` files for `run`, over a real vault; and output that can't be written. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createVault } from '../../../electron/vault/index.ts';
import { KDF_CEILING, KDF_FLOOR } from '../../../electron/vault/crypto/kdf.ts';
import { generateKey } from '../../../shared/key-format.ts';
import { runCommand, type CommandResult } from '../providers/augno/support/command.ts';
import { password, World } from '../providers/augno/support/world.ts';

let world: World;
let vaultFolder: string;
/** The whole command, from its sources. */
let program: string;
const PASSWORD = password().revealText();
const HOSTILE = 'ok$(touch${IFS}owned)`id`"\\0123456789;#';
const keys: Record<'erp' | 'dead', { id: string; secret: string }> = {
  erp: { id: '', secret: '' },
  dead: { id: '', secret: '' },
};

const run = (args: readonly string[], ...secrets: string[]): Promise<CommandResult> =>
  runCommand(vaultFolder, args, [PASSWORD, ...secrets]);
const at = (name: string): string => path.join(world.folder, name);
const put = (name: string, text: string): string => {
  writeFileSync(at(name), text);
  return at(name);
};

async function makeKey(name: string): Promise<{ id: string; secret: string }> {
  const { json } = await run(['keys', 'create', '--name', name, '--role', 'Admin', '--reveal', '--json']);
  const { id, secret } = json<{ id: string; secret: string }>();
  return { id, secret };
}

beforeAll(async () => {
  world = await World.start();
  vaultFolder = path.join(world.folder, 'command-vault');
  program = path.join(world.folder, 'cli.mts');
  const { vault } = await createVault({
    folder: vaultFolder,
    name: 'Command',
    password: password(),
    actor: 'command',
    withRecoveryKey: false,
    kdf: { choose: () => Promise.resolve(KDF_FLOOR), floor: KDF_FLOOR, ceiling: KDF_CEILING },
  });
  vault.close();
  await run(['connect', '--url', world.sandbox.url, '--name', 'Test'], world.account('test').adminKey);
  keys.erp = await makeKey('ERP Sync & Co');
  keys.dead = await makeKey('Dead');
  await run(['keys', 'revoke', keys.dead.id, '--reason', 'policy']);
  expect(await run(['provider', 'add', 'Payments', '--provider', 'generic'])).toMatchObject({ error: null });
  expect(await run(['provider', 'add-key', 'Payments', '--name', 'Pay'], HOSTILE)).toMatchObject({
    error: null,
  });
  writeFileSync(
    program,
    `globalThis.__dirname = ${JSON.stringify(path.resolve('electron'))};
     await import(${JSON.stringify(path.resolve('electron/cli.ts'))});`,
  );
});
afterAll(async () => {
  await world.close();
});

describe('inject', () => {
  it('fills any text, atomically, for its owner alone, and says so in the audit log', async () => {
    const template = put(
      'config.yaml',
      `# ü\na: augno://ERP%20Sync%20%26%20Co\nb: "augno://${keys.erp.id}"\nc: 'augno://${keys.erp.id}'\n`,
    );
    const output = at('out.yaml');
    writeFileSync(output, 'old', { mode: 0o644 });
    chmodSync(output, 0o644);
    const done = await run(['inject', '-i', template, '-o', output]);
    expect(done).toMatchObject({ code: 0, error: null });
    const { secret } = keys.erp;
    expect(readFileSync(output, 'utf8')).toBe(`# ü\na: ${secret}\nb: "${secret}"\nc: '${secret}'\n`);
    expect(statSync(output).mode & 0o777).toBe(0o600);
    expect(readdirSync(world.folder).filter((name) => name.includes('augno-vault-new'))).toEqual([]);
    expect(`${done.out}${done.err}`).not.toContain(secret.slice(20, 40));
    const audit = await run(['audit', '--since', '-1d', '--json']);
    const { entries } = audit.json<{ entries: { action: string; detail: string | null }[] }>();
    expect(entries).toContainEqual(expect.objectContaining({ action: 'place-updated', detail: output }));
  });

  it('quotes a free value as the file asks for, and refuses it where no reader is known', async () => {
    const env = await run([
      'inject',
      '-i',
      put('.env.template', 'A=1 # augno://no-such-key\nPAY=augno://Pay\n'),
      '-o',
      at('.env'),
    ]);
    expect(env).toMatchObject({ code: 0 });
    expect(parseEnv(readFileSync(at('.env'), 'utf8'))).toEqual({ A: '1', PAY: HOSTILE });
    const shell = spawnSync('/bin/sh', ['-c', `. ./.env && printf %s "$PAY"`], {
      cwd: world.folder,
      encoding: 'utf8',
    });
    expect(shell.stdout).toBe(HOSTILE);
    expect(existsSync(at('owned'))).toBe(false);

    const json = await run([
      'inject',
      '-i',
      put('t.json', '{"a": ["Bearer augno://Pay x"]}'),
      '-o',
      at('o.json'),
    ]);
    expect(json).toMatchObject({ code: 0 });
    expect(JSON.parse(readFileSync(at('o.json'), 'utf8'))).toEqual({ a: [`Bearer ${HOSTILE} x`] });

    const text = await run(['inject', '-i', put('t.sh', 'PAY=augno://Pay\n'), '-o', at('o.sh')]);
    expect(text.error?.message).toContain('could take for something else than text');
    expect(existsSync(at('o.sh'))).toBe(false);
  });

  it('fills UTF-16 by its byte order mark, and refuses text in which it would see no reference', async () => {
    const text = `A=augno://${keys.erp.id}\r\n`;
    const marked = Buffer.from(`\uFEFF${text}`, 'utf16le');
    for (const [name, bytes] of [
      ['marked', marked],
      ['swapped', Buffer.from(marked).swap16()],
      ['bare', Buffer.from(text, 'utf16le')],
      ['utf32', Buffer.from([0xff, 0xfe, 0, 0, ...[...text].flatMap((one) => [one.charCodeAt(0), 0, 0, 0])])],
    ] as const) {
      writeFileSync(at(`${name}.txt`), bytes);
      const done = await run(['inject', '-i', at(`${name}.txt`), '-o', at(`${name}.out`)]);
      const isRead = name === 'marked' || name === 'swapped';
      expect(done, name).toMatchObject(isRead ? { code: 0 } : { code: 2, error: { code: 'unsupported' } });
      expect(existsSync(at(`${name}.out`)), name).toBe(isRead);
      if (name === 'marked')
        expect(readFileSync(at('marked.out'), 'utf16le')).toBe(`\uFEFFA=${keys.erp.secret}\r\n`);
    }
  });

  it('--check says which references are not good, and writes nothing', async () => {
    const template = put('check.txt', 'augno://nobody\n\naugno://Dead augno://Pay\n');
    const checked = await run(['inject', '-i', template, '--check', '--json']);
    expect(checked.code).toBe(1);
    expect(checked.json()).toMatchObject({
      unknown: 2,
      references: [
        { line: 1, key: 'nobody', id: null },
        { line: 3, key: 'Dead', id: keys.dead.id, problem: expect.stringContaining('is revoked') as string },
        { line: 3, key: 'Pay', problem: null },
      ],
    });
    expect((await run(['inject', '-i', put('ok.txt', `augno://${keys.erp.id}`), '--check'])).code).toBe(0);
    const refused = await run(['inject', '-i', template, '-o', at('never.txt')]);
    expect(refused.error?.message).toMatch(/^Line 1: No key is named/);
    expect(existsSync(at('never.txt'))).toBe(false);
  });

  it('refuses a tracked file, a link, the template itself, a pipe it would never end with, and bad references', async () => {
    const template = put('t.txt', `augno://${keys.erp.id}`);
    const codeOf = async (...args: string[]): Promise<string | undefined> =>
      (await run(['inject', ...args])).error?.message;
    expect(await codeOf('-i', template, '-o', template)).toContain('is the template itself');
    symlinkSync(at('target.txt'), at('link.txt'));
    expect(await codeOf('-i', template, '-o', at('link.txt'))).toContain('symbolic link');
    expect(existsSync(at('target.txt'))).toBe(false);
    expect(await codeOf('-i', '/dev/zero', '-o', at('x.txt'))).toContain('is a device');
    expect(await codeOf('-i', put('bad.txt', 'a\naugno://%zz'), '-o', at('x.txt'))).toContain('Line 2 of');
    expect(await codeOf('-i', template)).toContain('Name the file to write');
    const repository = at('repository');
    for (const args of [
      ['init', '-q', repository],
      ['-C', repository, 'add', '.'],
    ]) {
      if (args[0] === '-C') writeFileSync(path.join(repository, 'x.txt'), 'old');
      expect(spawnSync('git', args).status).toBe(0);
    }
    expect(await codeOf('-i', template, '-o', path.join(repository, 'x.txt'))).toContain('is tracked by Git');
    expect(await codeOf('-i', template, '-o', path.join(repository, 'y.txt'))).toContain(
      'Git does not ignore',
    );
    expect(readFileSync(path.join(repository, 'x.txt'), 'utf8')).toBe('old');
  });
});

describe('inject into the vault’s own folder', () => {
  it('is refused, whatever lies there and however it is spelled', async () => {
    const template = put('own.env', 'A=augno://ERP%20Sync%20%26%20Co\n');
    const link = at('another-way');
    symlinkSync(vaultFolder, link);
    const before = readdirSync(vaultFolder).sort();
    for (const output of [
      path.join(vaultFolder, 'vault.db'),
      path.join(vaultFolder, 'tries.json'),
      path.join(vaultFolder, 'backups', 'vault-20261129T000000000Z-daily.db'),
      path.join(link, 'new.env'),
    ]) {
      const { code, error } = await run(['inject', '-i', template, '-o', output]);
      expect(code, output).toBe(2);
      expect(error?.message).toBe('The file to write is in the vault’s own folder.');
    }
    expect(readdirSync(vaultFolder).sort()).toEqual(before);
    expect(await run(['verify'])).toMatchObject({ code: 0 });
  });
});

describe('the whole command', () => {
  interface Ran {
    readonly code: number | null;
    readonly out: string;
    readonly err: string;
  }
  // Never waited for in one go: the API that it talks to is served by this process.
  const shell = async (script: string): Promise<Ran> => {
    const child = spawn('/bin/bash', ['-c', script], { stdio: 'pipe' });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.stdin.on('error', () => undefined);
    child.stdin.end(`${PASSWORD}\n`);
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, out, err };
  };
  const cli = (args: readonly string[], stdout: 'pipe' | 'full'): Promise<Ran> => {
    const words = [program, '--vault', vaultFolder, ...args].map((word) => `'${word}'`).join(' ');
    return shell(`"${process.execPath}" ${words} ${stdout === 'full' ? '> /dev/full' : ''}`);
  };

  it.runIf(process.platform === 'linux')(
    'says in one sentence that standard output is full, with a code of its own',
    async () => {
      const sentence = /^augno-vault: Standard output could not be written \(no space is left\)/m;
      for (const args of [
        ['--version'],
        ['--help'],
        ['keys', '--help'],
        ['--password-stdin', 'keys', 'list'],
        ['--password-stdin', '--json', 'audit'],
      ]) {
        const { code, err } = await cli(args, 'full');
        expect([args, code]).toEqual([args, 8]);
        expect(err).toMatch(sentence);
        expect(err.trim().split('\n')).toHaveLength(1);
      }
      const created = await cli(
        ['--password-stdin', '--json', 'keys', 'create', '--name', 'Made', '--role', 'Admin'],
        'full',
      );
      expect(created.code).toBe(8);
      expect(created.err).toMatch(/The key Made \(apke_\w+\) is made, and its secret is in the vault\./);
      const listed = (await run(['keys', 'list', '--json'])).json<{
        keys: { name: string; secretHeld: boolean }[];
      }>();
      expect(listed.keys).toContainEqual(expect.objectContaining({ name: 'Made', secretHeld: true }));
      const ran = await cli(
        ['--password-stdin', 'run', '--env', `K=${keys.erp.id}`, '--', 'echo', 'x'],
        'full',
      );
      expect([ran.code, sentence.test(ran.err)]).toEqual([125, true]);
      // Where nothing was done the code says that, as ever.
      expect((await cli(['--password-stdin', 'keys', 'show', 'nobody'], 'full')).code).toBe(2);
    },
  );

  it.runIf(process.platform !== 'win32')('and that nobody reads it any more', async () => {
    const script = `("${process.execPath}" ${program} --vault '${vaultFolder}' --password-stdin keys list; echo "code $?" >&2) | true`;
    const done = await shell(script);
    // Whoever closed it has seen enough.
    expect(done.err).toBe('code 0\n');
  });

  it('run takes a .env file of plain values and references, and stops at a value that names a key', async () => {
    const file = put(
      'mixed.env',
      `# all\nexport PORT=8080 # port\nKEY="augno://ERP%20Sync%20%26%20Co"\nTEXT='Pay'\n`,
    );
    const script = 'console.log(process.env.PORT,process.env.TEXT,process.env.KEY.length)';
    const args = ['--password-stdin', 'run', '--env-from', file, '--', process.execPath, '-e', script];
    expect(await cli(args, 'pipe')).toMatchObject({ code: 0, out: '8080 Pay 85\n' });
    put('mixed.env', `KEY=augno://ERP%20Sync%20%26%20Co\nNAME=ERP Sync & Co\n`);
    const stopped = await cli(args, 'pipe');
    expect(stopped).toMatchObject({ code: 125, out: '' });
    expect(stopped.err).toContain('“ERP Sync & Co” is also how a key is named.');
    expect(stopped.err).toContain(
      `NAME=augno://ERP%20Sync%20%26%20Co, for these very characters NAME='ERP Sync & Co'`,
    );
    put('mixed.env', `KEY=augno://Pay\nOTHER=${generateKey('test')}\n`);
    expect((await cli(args, 'pipe')).err).toContain('holds a key itself');
  });
});
