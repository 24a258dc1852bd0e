/** The list of what programs asked for: sealed, one at a time, and still there under a new vault key. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { canMount, coverReadOnly, uncover } from '../../fixtures/disk.ts';
import { password, World } from '../providers/augno/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(async () => {
  await world.close();
});

const files = (): readonly string[] =>
  [`${world.vaultFolder}.app`, world.vaultFolder].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.startsWith('requests-'))
      .map((name) => path.join(folder, name)),
  );

it('is one sealed file, replaced by whoever writes next, and moves with a new vault key', async () => {
  const first = await world.openVault();
  expect(first.readRequests()).toBeNull();
  first.writeRequests(Buffer.from('[1]'));
  first.writeRequests(Buffer.from('["something to look for"]'));
  expect(files()).toHaveLength(1);
  expect(readFileSync(files()[0]!, 'latin1')).not.toContain('something');
  first.close();

  const second = await world.openVault();
  expect(second.readRequests()?.toString()).toBe('["something to look for"]');
  second.writeRequests(Buffer.from('[3]'));
  expect(files()).toHaveLength(1);
  await second.rotateVaultKey(password());
  expect(second.readRequests()?.toString()).toBe('[3]');
  expect(files()).toHaveLength(1);
  second.writeRequests(Buffer.from('[4]'));
  expect(files()).toHaveLength(1);
  expect(second.readRequests()?.toString()).toBe('[4]');
  second.close();
});

it('is none where somebody else’s or a damaged file lies there', async () => {
  const vault = await world.openVault();
  const [file = ''] = files();
  const bytes = readFileSync(file);
  bytes[bytes.length - 10]! ^= 1;
  writeFileSync(file, bytes);
  expect(vault.readRequests()).toBeNull();
  vault.writeRequests(Buffer.from('[5]'));
  expect(vault.readRequests()?.toString()).toBe('[5]');
  vault.close();
});

it.skipIf(!canMount())(
  'is the newest where one of before can’t be taken away, and that one goes once it can',
  async () => {
    const profile = `${world.vaultFolder}.app`;
    mkdirSync(profile, { recursive: true });
    const vault = await world.openVault();
    vault.writeRequests(Buffer.from('[6]'));
    // One that nobody can read may lie there for good.
    const before = files().length;
    coverReadOnly(profile);
    try {
      // By whoever wrote that one, and by another.
      vault.writeRequests(Buffer.from('[6,7]'));
      expect(vault.readRequests()?.toString()).toBe('[6,7]');
      vault.close();
      const next = await world.openVault();
      expect(next.readRequests()?.toString()).toBe('[6,7]');
      next.writeRequests(Buffer.from('[6,7,8]'));
      expect(files()).toHaveLength(before + 1);
      expect(next.readRequests()?.toString()).toBe('[6,7,8]');
      next.close();
    } finally {
      uncover(profile);
    }
    const last = await world.openVault();
    expect(last.readRequests()?.toString()).toBe('[6,7,8]');
    last.writeRequests(Buffer.from('[9]'));
    expect(files()).toHaveLength(before);
    expect(last.readRequests()?.toString()).toBe('[9]');
    last.close();
  },
);
