/** The command on a vault whose folder cannot be written, or is not there. */
import '../../fixtures/vault/cheap-derivation.ts';
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createVault } from '../../../electron/vault/index.ts';
import { KDF_CEILING, KDF_FLOOR } from '../../../electron/vault/crypto/kdf.ts';
import { canMount, coverReadOnly, SmallDisk, uncover } from '../../fixtures/disk.ts';
import { runCommand, type CommandResult } from '../providers/augno/support/command.ts';
import { password, World } from '../providers/augno/support/world.ts';

let world: World;
let folder: string;
let erp: { readonly id: string; readonly secret: string };
const PASSWORD = password().revealText();
const run = (args: readonly string[], ...secrets: string[]): Promise<CommandResult> =>
  runCommand(folder, args, [PASSWORD, ...secrets]);
const at = (name: string): string => path.join(world.folder, name);

beforeAll(async () => {
  world = await World.start();
  folder = at('command-vault');
  const { vault } = await createVault({
    folder,
    name: 'Command',
    password: password(),
    actor: 'command',
    withRecoveryKey: false,
    kdf: { choose: () => Promise.resolve(KDF_FLOOR), floor: KDF_FLOOR, ceiling: KDF_CEILING },
  });
  vault.close();
  await run(['connect', '--url', world.sandbox.url, '--name', 'Test'], world.account('test').adminKey);
  erp = (await run(['keys', 'create', '--name', 'ERP', '--role', 'Admin', '--reveal', '--json'])).json();
});
afterAll(async () => {
  await world.close();
});

const NOT_YET = 'not yet in the vault’s log';

describe.skipIf(!canMount())('on a read-only disk the command', () => {
  beforeEach(() => {
    coverReadOnly(folder);
  });
  afterEach(() => {
    uncover(folder);
  });

  it('lists, shows, verifies and tells the log, and says on what', async () => {
    const listed = await run(['keys', 'list']);
    expect(listed).toMatchObject({ code: 0, out: expect.stringContaining('ERP') as string });
    expect(listed.err).toContain('cannot be written. It is only read');
    expect(listed.err).not.toContain(NOT_YET);
    expect((await run(['keys', 'show', 'ERP'])).code).toBe(0);
    expect((await run(['verify'])).code).toBe(0);
    expect((await run(['audit'])).code).toBe(0);
  });

  it('reveals, runs a program with it and fills a file elsewhere, and says that the log does not have it yet', async () => {
    const shown = await run(['keys', 'reveal', 'ERP']);
    expect(shown).toMatchObject({ code: 0, out: erp.secret });
    expect(shown.err).toContain(NOT_YET);
    const template = at('template');
    writeFileSync(template, 'KEY=augno://ERP\n');
    const filled = await run(['inject', '-i', template, '-o', at('filled')]);
    expect(filled).toMatchObject({ code: 0, err: expect.stringContaining(NOT_YET) as string });
    expect(readFileSync(at('filled'), 'utf8')).toContain(erp.secret);
    const program = 'process.exit(process.env.KEY ? 0 : 9)';
    const ran = await run(['run', '--env', 'KEY=ERP', '--', process.execPath, '-e', program]);
    expect(ran).toMatchObject({ code: 0, err: expect.stringContaining(NOT_YET) as string });
  });

  it('backs up elsewhere, exports and scans', async () => {
    expect((await run(['backup', at('a.augnobackup')], 'backup password')).code).toBe(0);
    expect((await run(['export', at('a.augnoexport')], 'export password')).code).toBe(0);
    mkdirSync(at('scanned'), { recursive: true });
    writeFileSync(path.join(at('scanned'), '.env'), `KEY=${erp.secret}\n`);
    expect((await run(['scan', at('scanned'), '--registry'])).code).toBe(1);
  });

  it('refuses what would be stored with one sentence, before the server is asked', async () => {
    // When a key was last used says nothing of whether something was changed.
    const listed = async (): Promise<unknown> => {
      const { body } = await world.elsewhere('GET', '/v1/auth/api-keys?limit=100');
      const keys = body['data'] as { id: string; name: string; revoked_at: string | null }[];
      return keys.map(({ id, name, revoked_at: revokedAt }) => ({ id, name, revokedAt }));
    };
    const before = await listed();
    // It is the list of keys, and no answer of every path that is none.
    expect(before).toContainEqual({ id: erp.id, name: 'ERP', revokedAt: null });
    for (const args of [
      ['keys', 'create', '--name', 'New', '--role', 'Admin'],
      ['keys', 'rotate', 'ERP'],
      ['recovery-key'],
    ]) {
      const refused = await run(args, 'another password', 'another password');
      expect(refused.code, args.join(' ')).toBe(3);
      expect(refused.error).toMatchObject({ code: 'vault-unwritable' });
    }
    expect(await listed()).toEqual(before);
  });
});

describe.skipIf(!canMount())('once it can be written again', () => {
  it('the next command enters everything that waited', async () => {
    const { out } = await run(['audit', '--json', '--limit', '1000']);
    expect(out.match(/Entered later/g)!.length).toBeGreaterThanOrEqual(4);
    const { out: verified, code } = await run(['verify']);
    expect(code, verified).toBe(0);
    expect(readdirSync(`${folder}.app`).filter((name) => name.startsWith('pending-log-'))).toEqual([]);
  });
});

describe.skipIf(!canMount())('on a full disk the command', () => {
  let disk: SmallDisk;
  const runThere = (args: readonly string[], ...secrets: string[]): Promise<CommandResult> =>
    runCommand(disk.folder, args, [PASSWORD, ...secrets]);
  beforeAll(() => {
    disk = new SmallDisk(at('small'));
    cpSync(folder, disk.folder, { recursive: true });
    disk.fill();
  });
  afterAll(() => {
    disk.remove();
  });

  it('lists, shows a secret, runs a program with it, backs up elsewhere, exports and scans', async () => {
    expect(await runThere(['keys', 'list'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('ERP') as string,
    });
    expect(await runThere(['keys', 'reveal', 'ERP'])).toMatchObject({
      code: 0,
      out: erp.secret,
      err: expect.stringContaining(NOT_YET) as string,
    });
    const program = 'process.exit(process.env.KEY ? 0 : 9)';
    const ran = await runThere(['run', '--env', 'KEY=ERP', '--', process.execPath, '-e', program]);
    expect(ran.code).toBe(0);
    expect((await runThere(['backup', at('full.augnobackup')], 'backup password')).code).toBe(0);
    expect((await runThere(['export', at('full.augnoexport')], 'export password')).code).toBe(0);
    mkdirSync(at('scanned full'));
    writeFileSync(path.join(at('scanned full'), '.env'), `KEY=${erp.secret}\n`);
    expect((await runThere(['scan', at('scanned full'), '--registry'])).code).toBe(1);
  });

  it('refuses what would be stored, before the server is asked, and has the log once there is room', async () => {
    const before = await world.elsewhere('GET', '/v1/api-keys?limit=100');
    const refused = await runThere(['keys', 'create', '--name', 'New', '--role', 'Admin']);
    expect(refused).toMatchObject({ code: 3, error: { code: 'vault-disk-full' } });
    expect(await world.elsewhere('GET', '/v1/api-keys?limit=100')).toEqual(before);
    disk.empty();
    const { out } = await runThere(['audit', '--json', '--limit', '1000']);
    expect(out).toMatch(/secret-revealed[^}]*Entered later|Entered later[^}]*secret-revealed/);
    expect((await runThere(['verify'])).code).toBe(0);
  });
});

describe('where a vault was and is not', () => {
  it('no command offers a new one, and making one is warned of', async () => {
    const elsewhere = at('moved');
    renameSync(folder, elsewhere);
    try {
      const listed = await run(['keys', 'list']);
      expect(listed).toMatchObject({ code: 3, error: { code: 'vault-vanished' } });
      expect(listed.error!.hint).not.toContain('create-vault');
      mkdirSync(folder);
      expect((await run(['keys', 'list'])).error).toMatchObject({ code: 'vault-vanished' });
    } finally {
      renameSync(elsewhere, folder);
    }
    expect((await run(['keys', 'list'])).code).toBe(0);
    const never = await runCommand(at('never'), ['keys', 'list'], [PASSWORD]);
    expect(never.error).toMatchObject({ code: 'vault-missing' });
  });
});
