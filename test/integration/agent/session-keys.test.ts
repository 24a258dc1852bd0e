/** Keys of one session at a real API and in a real vault: noted first, ended with the session or by whoever comes next. */
import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sessionKeyName, SessionKeys } from '../../../electron/cli/agent/session-keys.ts';
import type { FetchLike } from '../../../electron/http/fetch-like.ts';
import { connectionsCollection, keysCollection } from '../../../electron/keys/registry/records.ts';
import {
  sessionKeysCollection,
  type SessionKeyRecord,
} from '../../../electron/keys/registry/session-keys.ts';
import type { AccountService } from '../../../electron/keys/types.ts';
import type { ManagedVault } from '../../../electron/vault/managed-vault.ts';
import type { KeySummary, Role } from '../../../shared/domain.ts';
import { works, World } from '../providers/augno/support/world.ts';
import { keysAtServer } from './support/at-server.ts';

const COMPUTER = 'this-one';
const HOUR = 3_600_000;

let world: World;
let vault: ManagedVault;
let service: AccountService;
let connectionId: string;
let role: Role;
let base: KeySummary;
/** Of requests as they leave. */
let sent: string[] = [];
let isDown = false;
let onSend: (what: string) => void = () => undefined;

const watched: FetchLike = async (input, init) => {
  const what = `${init.method ?? 'GET'} ${new URL(input).pathname}`;
  sent.push(what);
  onSend(what);
  if (isDown) throw new TypeError('fetch failed');
  return await fetch(input, init);
};

beforeEach(async () => {
  sent = [];
  isDown = false;
  onSend = () => undefined;
  world = await World.start();
  ({ vault, service } = await world.open({ fetch: watched }));
  ({ id: connectionId } = await service.connect({
    url: world.sandbox.url,
    name: 'Acme',
    adminKey: world.adminKey(),
  }));
  role = await service.createRole(connectionId, { name: 'Reader', permissions: ['units:read'] });
  const admin = (await service.listRoles(connectionId)).find(({ type }) => type === 'admin')!;
  const { keyId } = await service.createKey({
    ...{ connectionId, name: 'ERP', roleId: admin.id },
    expiresAt: null,
  });
  base = service.listKeys().find(({ id }) => id === keyId)!;
});
afterEach(async () => {
  await world.close();
});

const keysOf = (computer = COMPUTER): SessionKeys => new SessionKeys(vault, service, computer);
const plan = () => ({ name: sessionKeyName(base), role });
const until = (): Date => new Date(world.clock.now().getTime() + HOUR);
const notes = (): readonly SessionKeyRecord[] => vault.list(sessionKeysCollection).map(({ value }) => value);
const secretOf = (id: string): Promise<string> =>
  service.useSecret(id, 'inject', (secret) => secret.revealText());
const listed = (name: string): readonly KeySummary[] =>
  service.listKeys().filter((key) => key.apiName === name);

const atServer = (name: string) => keysAtServer(world, (called) => called === name);

function note(record: Partial<SessionKeyRecord>): void {
  vault.transaction((transaction) => {
    transaction.put(sessionKeysCollection, 'note', {
      ...{ connectionId, name: 'x', keyId: null, computer: COMPUTER, processId: process.pid },
      ...{ madeAt: world.clock.now().toISOString(), expiresAt: until().toISOString() },
      ...record,
    });
  });
}

describe('a key for one session', () => {
  it('is noted before it is asked for, works with its role until its time, and is gone with the session', async () => {
    const keys = keysOf();
    const wanted = plan();
    const noted: unknown[] = [];
    onSend = (what) => {
      if (what === 'POST /v1/auth/api-keys') noted.push(...notes());
    };
    const { id, key } = await keys.make(base, wanted, until());
    expect(noted).toMatchObject([{ name: wanted.name, keyId: null, connectionId }]);
    expect(key).toMatchObject({ isOfSession: true, roleName: 'Reader', name: wanted.name });
    expect(Date.parse(key.expiresAt!)).toBeGreaterThanOrEqual(until().getTime() - 60_000);
    expect(Date.parse(key.expiresAt!)).toBeLessThan(until().getTime() + 2 * 60_000);
    const secret = await secretOf(key.id);
    expect(await works(world, secret)).toBe(true);
    // While it is in use, nobody's tidying takes it away.
    await keys.tidy();
    expect(await works(world, secret)).toBe(true);

    await keys.end(id);
    expect(await works(world, secret)).toBe(false);
    expect((await atServer(wanted.name))[0]!.revoked_at).not.toBeNull();
    expect(notes()).toEqual([]);
    expect(listed(wanted.name)).toEqual([]);
    expect(vault.hasSecret(key.id)).toBe(false);
    // Nor does the next list of the server bring it back.
    await service.sync(connectionId);
    expect(listed(wanted.name)).toEqual([]);
    expect(await works(world, await secretOf(base.id))).toBe(true);
  });

  it.each(['known', 'not known yet'])(
    'that a killed process left, its id %s, is ended by the next',
    async (which) => {
      const { id, key } = await keysOf().make(base, plan(), until());
      const secret = await secretOf(key.id);
      if (which !== 'known') {
        const record = vault.get(sessionKeysCollection, id)!;
        vault.transaction((transaction) => {
          transaction.put(sessionKeysCollection, id, { ...record, keyId: null });
        });
      }
      await keysOf().tidy();
      expect(await works(world, secret)).toBe(false);
      expect(notes()).toEqual([]);
    },
  );

  it('whose reply is lost is found, and ended', async () => {
    const wanted = plan();
    const keys = keysOf();
    await world.control('faults', {
      ...{ path: '^/v1/auth/api-keys$', method: 'POST' },
      ...{ dropAfterCommit: true, times: 50 },
    });
    await expect(keys.make(base, wanted, until())).rejects.toMatchObject({ code: 'outcome-unknown' });
    expect(notes()).toHaveLength(1);
    await world.control('faults');
    await keys.tidy();
    expect(notes()).toEqual([]);
    const there = await atServer(wanted.name);
    expect(there).toHaveLength(1);
    expect(there[0]!.revoked_at).not.toBeNull();
  });

  it('that the API refuses to make leaves nothing', async () => {
    await world.control('faults', { path: '^/v1/auth/api-keys$', method: 'POST', status: 422, times: 1 });
    const keys = keysOf();
    await expect(keys.make(base, plan(), until())).rejects.toBeDefined();
    await keys.tidy();
    expect(notes()).toEqual([]);
  });

  it('is ended later where the API is down at its end', async () => {
    const keys = keysOf();
    const { id, key } = await keys.make(base, plan(), until());
    const secret = await secretOf(key.id);
    isDown = true;
    await keys.end(id);
    expect(notes()).toHaveLength(1);
    expect(await works(world, secret)).toBe(true);
    isDown = false;
    await keys.tidy();
    expect(await works(world, secret)).toBe(false);
    expect(notes()).toEqual([]);
    keys.close();
  });

  it('holds no lock up: nothing is sent any more, and the note stays', async () => {
    const keys = keysOf();
    const { id } = await keys.make(base, plan(), until());
    keys.close();
    sent = [];
    await keys.end(id);
    expect(sent).toEqual([]);
    expect(notes()).toHaveLength(1);
  });

  it('of another computer is left to it until its time', async () => {
    const { key } = await keysOf('another').make(base, plan(), until());
    const secret = await secretOf(key.id);
    await keysOf().tidy();
    expect(notes()).toHaveLength(1);
    expect(await works(world, secret)).toBe(true);
  });

  it('of another process is left to it while that lives', async () => {
    const { id, key } = await keysOf().make(base, plan(), until());
    const secret = await secretOf(key.id);
    const ofProcess = (processId: number): void => {
      vault.transaction((transaction) => {
        transaction.put(sessionKeysCollection, id, { ...vault.get(sessionKeysCollection, id)!, processId });
      });
    };
    ofProcess(process.ppid);
    await keysOf().tidy();
    expect(await works(world, secret)).toBe(true);
    ofProcess(spawnSync(process.execPath, ['-e', '0']).pid);
    await keysOf().tidy();
    expect(await works(world, secret)).toBe(false);
    expect(notes()).toEqual([]);
  });

  it('that its service ended by itself, or a person, is put away', async () => {
    const { key } = await keysOf().make(base, plan(), until());
    expect((await world.elsewhere('DELETE', `/v1/auth/api-keys/${key.id}`)).status).toBe(200);
    await service.sync(connectionId);
    await keysOf().tidy();
    expect(notes()).toEqual([]);
    expect(listed(key.apiName)).toEqual([]);
  });

  it('of a connection that was removed leaves no note', async () => {
    await keysOf().make(base, plan(), until());
    service.removeConnection(connectionId);
    await keysOf().tidy();
    expect(notes()).toEqual([]);
  });
});

describe('a note that speaks of another key', () => {
  it('ends none that was there before it, whatever a server calls it', async () => {
    const name = base.apiName;
    note({ name, madeAt: new Date(world.clock.now().getTime() + 1).toISOString() });
    await keysOf().tidy();
    expect(notes()).toEqual([]);
    expect(await works(world, await secretOf(base.id))).toBe(true);
  });

  it('never ends the key that the vault itself works with', async () => {
    const adminKeyId = vault.get(connectionsCollection, connectionId)!.adminKeyId!;
    note({ keyId: adminKeyId });
    await keysOf().tidy();
    expect(notes()).toEqual([]);
    expect(vault.get(keysCollection, adminKeyId)!.revokedAt).toBeNull();
    await service.sync(connectionId);
  });
});
