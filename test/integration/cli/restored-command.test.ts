/** A vault restored on another computer, in the command: its connections sleep, are named, and are woken by name. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createVault } from '../../../electron/vault/index.ts';
import { KDF_CEILING, KDF_FLOOR } from '../../../electron/vault/crypto/kdf.ts';
import { runCommand } from '../providers/augno/support/command.ts';
import { password, World } from '../providers/augno/support/world.ts';

const PASSWORD = password().revealText();
const BACKUP_PASSWORD = 'kept in the safe';

let world: World;
let otherComputer: string;
let before: string | undefined;
beforeEach(async () => {
  world = await World.start();
  otherComputer = mkdtempSync(path.join(tmpdir(), 'other-computer-'));
  before = process.env['XDG_DATA_HOME'];
});
afterEach(async () => {
  if (before === undefined) delete process.env['XDG_DATA_HOME'];
  else process.env['XDG_DATA_HOME'] = before;
  rmSync(otherComputer, { recursive: true });
  await world.close();
});

it('says which connections sleep, and wakes each by its name with the key that it has', async () => {
  const folder = path.join(world.folder, 'here');
  const { vault } = await createVault({
    folder,
    name: 'Here',
    password: password(),
    withRecoveryKey: false,
    kdf: { choose: () => Promise.resolve(KDF_FLOOR), floor: KDF_FLOOR, ceiling: KDF_CEILING },
  });
  vault.close();
  const admin = world.account('prod').adminKey;
  await runCommand(folder, ['connect', '--url', world.sandbox.url, '--name', 'Prod'], [PASSWORD, admin]);
  const file = path.join(world.folder, 'x.augnobackup');
  await runCommand(folder, ['backup', file], [PASSWORD, BACKUP_PASSWORD]);

  // On the same computer nothing has to be asked again.
  const same = path.join(world.folder, 'same');
  expect((await runCommand(same, ['restore', file, '--json'], [BACKUP_PASSWORD])).json()).toMatchObject({
    asleep: [],
  });
  expect((await runCommand(same, ['sync'], [PASSWORD])).code).toBe(0);

  process.env['XDG_DATA_HOME'] = otherComputer;
  const there = path.join(world.folder, 'there');
  const restored = await runCommand(there, ['restore', file, '--json'], [BACKUP_PASSWORD]);
  expect(restored.json()).toMatchObject({ asleep: [{ name: 'Prod', url: world.sandbox.url }] });
  expect(restored.err).toContain('connections repair "Prod"');

  const asleep = await runCommand(there, ['sync', '--json'], [PASSWORD]);
  expect(asleep.code).toBe(4);
  expect(asleep.json()).toMatchObject({ connections: [{ health: 'asleep' }] });
  expect(await runCommand(there, ['sync', '--connection', 'Prod'], [PASSWORD])).toMatchObject({
    code: 4,
    error: { code: 'address-unconfirmed' },
  });

  const woken = await runCommand(there, ['connections', 'repair', 'Prod', '--json'], [PASSWORD]);
  expect(woken.code).toBe(0);
  expect(woken.err).toContain(world.sandbox.url);
  expect(woken.json()).toMatchObject({ name: 'Prod', health: 'ok' });
  expect((await runCommand(there, ['sync'], [PASSWORD])).code).toBe(0);
});
