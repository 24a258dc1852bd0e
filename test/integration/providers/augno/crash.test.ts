/** SIGKILL to a real process between the server's commit and the vault's, at each answer of an operation in turn. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { AccountService } from '../../../../electron/keys/types.ts';
import { CONTRACT_VERSIONS } from './support/run-sequences.ts';
import { works, World } from './support/world.ts';

const CHILD = fileURLToPath(new URL('support/crash-child.ts', import.meta.url));
/** More answers than any operation has. */
const MOST_ANSWERS = 16;

/** false: it finished before the n-th answer, so there is nothing to kill any more. */
function runAndKill(
  world: World,
  version: string,
  answer: number,
  operation: string,
  keyId: string,
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ['--no-warnings', CHILD, world.vaultFolder, version, String(answer), operation, keyId],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      if (text.includes('answered')) child.kill('SIGKILL');
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      if (signal === 'SIGKILL') resolve(true);
      else if (code === 0 && text.includes('finished')) resolve(false);
      else reject(new Error(`The child ended with ${String(code ?? signal)}.`));
    });
  });
}

interface Aftermath {
  readonly service: AccountService;
  readonly alive: readonly { readonly id: string; readonly name: string }[];
  readonly creations: number;
  readonly ends: ReadonlyMap<string, number>;
}

/** What the server knows, and what the vault made of it after it was opened anew and synchronised. */
async function look(world: World): Promise<Aftermath> {
  const { service } = await world.open();
  await service.sync(null);
  world.clock.advance(10 * 60_000);
  await service.sync(null);
  // The connection may work with another key by now: the server is asked with that one.
  const admin = service.listConnections()[0]!.adminKeyId!;
  const key = await service.useSecret(admin, 'reveal', (secret) => secret.revealText());
  const list = async (path: string) =>
    (await world.elsewhere('GET', path, undefined, 'test', key)).body['data'] as Record<
      string,
      string | null
    >[];
  const keys = await list('/v1/auth/api-keys?limit=1000');
  const events = await list('/v1/core/audit-events?limit=1000&resource_types[]=api_key');
  const now = world.clock.now().toISOString();
  const ends = new Map<string, number>();
  for (const event of events.filter(({ action }) => action === 'update')) {
    ends.set(event['resource_id']!, (ends.get(event['resource_id']!) ?? 0) + 1);
  }
  return {
    service,
    alive: keys
      .filter((entry) => entry['revoked_at'] === null || entry['revoked_at']! > now)
      .map((entry) => ({ id: entry['id']!, name: entry['name']! })),
    creations: events.filter((event) => event['action'] === 'create' && event['idempotency_key'] !== null)
      .length,
    ends,
  };
}

async function prepared(
  version: string,
): Promise<{ world: World; connectionKey: string; keyId: string; creations: number }> {
  const world = await World.start({
    sandbox: { seed: 'empty' },
    tuning: { preferredVersion: version as '1.0.forge-preview.1' },
  });
  const { vault, service } = await world.open();
  const connection = await service.connect({ url: world.sandbox.url, name: 'C', adminKey: world.adminKey() });
  const role = (await service.listRoles(connection.id)).find(({ name }) => name === 'Admin')!;
  const { keyId } = await service.createKey({
    connectionId: connection.id,
    name: 'victim',
    roleId: role.id,
    expiresAt: null,
  });
  await service.close();
  vault.close();
  return { world, connectionKey: connection.adminKeyId!, keyId, creations: 1 };
}

const OPERATIONS = [
  ['create', 'a creation'],
  ['rotate', 'a rotation'],
  ['overlap', 'a rotation with an overlap'],
  ['revoke', 'a revocation'],
  ['connection', "the rotation of the connection's own key"],
] as const;

describe.each(CONTRACT_VERSIONS)('a process that dies, by %s', (version) => {
  it.each(OPERATIONS)('in the middle of %s (%s) loses nothing and does nothing twice', async (operation) => {
    for (let answer = 1; answer <= MOST_ANSWERS; answer += 1) {
      const { world, keyId, creations: before } = await prepared(version);
      try {
        const isConnection = operation === 'connection';
        const killed = await runAndKill(
          world,
          version,
          answer,
          isConnection ? 'rotate' : operation,
          isConnection ? 'connection' : keyId,
        );
        const { service, alive, creations, ends } = await look(world);
        const where = `${operation}, answer ${answer}`;
        expect(service.listConnections()[0]!.health, where).toBe('ok');
        const shown = new Map(service.listKeys().map((key) => [key.id, key]));
        for (const key of alive) {
          const summary = shown.get(key.id)!;
          expect(summary.secretHeld, `${where}: the secret of ${key.name}`).toBe(true);
          const secret = await service.useSecret(key.id, 'reveal', (held) => held.revealText());
          expect(await works(world, secret), where).toBe(true);
        }
        expect(creations - before, where).toBeLessThanOrEqual(operation === 'revoke' ? 0 : 1);
        expect(Math.max(0, ...ends.values()), where).toBeLessThanOrEqual(1);
        if (!killed) {
          expect(creations - before).toBe(operation === 'revoke' ? 0 : 1);
          return;
        }
      } finally {
        await world.close();
      }
    }
    throw new Error('The operation never finished.');
  });
});
