/** The list of what programs asked for: sealed, one at a time, and still there under a new vault key. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
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
