/** The vault is locked while a new key is on its way back: its secret is stored, kept aside, or looked into later. */
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountService } from '../../../../electron/keys/types.ts';
import { AppError } from '../../../../shared/errors.ts';
import { exchange, expectHeld, rescueFiles, whenAnswered } from './support/rescued.ts';
import { works, World } from './support/world.ts';

let world: World;
let connectionId: string;
let roleId: string;
beforeEach(async () => {
  world = await World.start();
  const { vault, service } = await world.open();
  const adminKey = world.adminKey();
  ({ id: connectionId } = await service.connect({ url: world.sandbox.url, name: 'Test', adminKey }));
  roleId = (await service.listRoles(connectionId)).find(({ name }) => name === 'Admin')!.id;
  await service.close();
  vault.close();
});
afterEach(async () => {
  await world.close();
});

const create = (service: AccountService): Promise<{ keyId: string }> =>
  service.createKey({ connectionId, name: 'Rescued', roleId, expiresAt: null });

describe('locking', () => {
  it('commits an answer that has come before the vault is closed', async () => {
    const closing: Promise<void>[] = [];
    const vault = await world.openVault();
    const service = world.serviceOn(vault, {
      fetch: whenAnswered(() => {
        closing.push(service.close());
      }),
    });
    await create(service).catch(() => undefined);
    await Promise.all(closing);
    vault.close();
    const again = await world.open();
    expect(again.service.listKeys().find(({ name }) => name === 'Rescued')).toMatchObject({
      secretHeld: true,
    });
    await again.service.close();
    again.vault.close();
  });
});

describe('locking, where the vault’s file was replaced as the answer came', () => {
  it('keeps it aside before the vault is closed', async () => {
    const closing: Promise<void>[] = [];
    const vault = await world.openVault();
    const service = world.serviceOn(vault, {
      fetch: whenAnswered(() => {
        const file = path.join(world.vaultFolder, 'vault.db');
        exchange(file, file);
        closing.push(service.close());
      }),
    });
    await expect(create(service)).rejects.toMatchObject({ code: 'vault-replaced' });
    await Promise.all(closing);
    vault.close();
    expect(rescueFiles(world.vaultFolder)).toHaveLength(1);
    await expectHeld(world);
  });
});

describe('locking, while the answer is still under way', () => {
  it('leaves it to the operation, which is looked into after the next unlock', async () => {
    const closing: Promise<void>[] = [];
    const vault = await world.openVault();
    const service = world.serviceOn(vault, {
      fetch: async (input, init) => {
        const { signal = null, ...rest } = init;
        if (init.method !== 'POST') return fetch(input, init);
        // The server has done it, whatever becomes of its answer.
        await (await fetch(input, rest)).arrayBuffer();
        closing.push(service.close());
        return await new Promise<Response>((_, reject) => {
          const end = (): void => {
            reject(new DOMException('It was ended.', 'AbortError'));
          };
          if (signal?.aborted === true) end();
          else signal?.addEventListener('abort', end);
        });
      },
    });
    await expect(create(service)).rejects.toBeInstanceOf(AppError);
    await Promise.all(closing);
    vault.close();
    expect(rescueFiles(world.vaultFolder)).toEqual([]);
    const again = await world.open();
    expect(again.service.listKeys().filter(({ status }) => status === 'unresolved')).toHaveLength(1);
    world.clock.advance(10 * 60_000);
    await again.service.sync(null);
    const [key, ...others] = again.service.listKeys().filter(({ name }) => name === 'Rescued');
    expect(others).toEqual([]);
    expect(key).toMatchObject({ secretHeld: true, status: 'active' });
    const secret = await again.service.useSecret(key!.id, 'reveal', (held) => held.revealText());
    expect(await works(world, secret)).toBe(true);
    await again.service.close();
    again.vault.close();
  });
});
