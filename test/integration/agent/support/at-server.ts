/** What the server itself has, whatever the vault says. */
import type { World } from '../../providers/augno/support/world.ts';

interface ServerKey {
  readonly id: string;
  readonly name: string;
  readonly revoked_at: string | null;
}

export async function keysAtServer(
  world: World,
  isMeant: (name: string) => boolean,
): Promise<readonly ServerKey[]> {
  const { body } = await world.elsewhere('GET', '/v1/auth/api-keys?limit=100');
  return (body['data'] as ServerKey[]).filter(({ name }) => isMeant(name));
}
