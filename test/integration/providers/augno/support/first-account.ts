/** The account of a world's sandbox, connected under a role that its keys are made with. */
import type { AccountService } from '../../../../../electron/keys/types.ts';
import type { World } from './world.ts';

/** @returns makes a key of this name, and gives back its id */
export async function connectFirstAccount(
  world: World,
  service: AccountService,
  mode: 'test' | 'prod' = 'test',
): Promise<(name: string) => Promise<string>> {
  const { id: connectionId } = await service.connect({
    url: world.sandbox.url,
    name: 'ACME',
    adminKey: world.adminKey(mode),
  });
  const role = (await service.listRoles(connectionId))[0]!;
  return async (name) =>
    (await service.createKey({ connectionId, name, roleId: role.id, expiresAt: null })).keyId;
}
