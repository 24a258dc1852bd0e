/** A secret that was kept aside is taken in also where its file can't be taken away. */
import { copyFileSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { foldRescues } from '../../../../electron/providers/augno/index.ts';
import { inEnglish } from '../../../../shared/messages/words.ts';
import { canMount, coverReadOnly, uncover } from '../../../fixtures/disk.ts';
import { World } from './support/world.ts';

let world: World;
beforeEach(async () => {
  world = await World.start();
});
afterEach(async () => {
  await world.close();
});

/** The vault's file is replaced in the moment in which the server's answer has come. */
async function createAndReplace(): Promise<void> {
  const file = path.join(world.vaultFolder, 'vault.db');
  const { vault, service } = await world.open({
    fetch: async (input, init) => {
      const response = await fetch(input, init);
      if (init?.method !== 'POST' || !input.includes('api-key')) return response;
      const text = await response.text();
      copyFileSync(file, `${file}.tmp`);
      renameSync(`${file}.tmp`, file);
      return new Response(text, { status: response.status, headers: response.headers });
    },
  });
  const { id } = await service.connect({
    url: world.sandbox.url,
    name: 'Test',
    adminKey: world.adminKey(),
  });
  const roleId = (await service.listRoles(id)).find(({ name }) => name === 'Admin')!.id;
  const created = service.createKey({ connectionId: id, name: 'Rescued', roleId, expiresAt: null });
  await expect(created).rejects.toMatchObject({ code: 'vault-replaced' });
  await service.close();
  vault.close();
}

async function fold(): Promise<readonly string[]> {
  const { vault, service } = await world.open();
  const said = foldRescues(vault).map(({ message }) => inEnglish(message));
  expect(service.listKeys().filter((key) => key.name === 'Rescued')).toMatchObject([{ secretHeld: true }]);
  await service.close();
  vault.close();
  return said;
}

it.skipIf(!canMount())('keeps nobody out, and goes once it can', async () => {
  await createAndReplace();
  const profile = `${world.vaultFolder}.app`;
  mkdirSync(profile, { recursive: true });
  const kept = (at: string): string[] => readdirSync(at).filter((name) => name.startsWith('rescue-'));
  const [name] = kept(world.vaultFolder);
  renameSync(path.join(world.vaultFolder, name!), path.join(profile, name!));
  const taken = 'The secret of “Rescued”, which had been kept aside, is in the vault now.';
  coverReadOnly(profile);
  try {
    expect(await fold()).toEqual([taken]);
    expect(await fold()).toEqual([taken]);
    expect(kept(profile)).toEqual([name]);
  } finally {
    uncover(profile);
  }
  expect(await fold()).toEqual([taken]);
  expect(kept(profile)).toEqual([]);
});
