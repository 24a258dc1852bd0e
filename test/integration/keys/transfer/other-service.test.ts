/** A line of an import that is another service's key: said, and added under that service on a person's word. */
import '../../../fixtures/vault/cheap-derivation.ts';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { planKeyImport, type ImportPlan } from '../../../../electron/keys/transfer/import-file.ts';
import type { AccountService } from '../../../../electron/keys/types.ts';
import { createProviderService, type ProviderService } from '../../../../electron/providers/index.ts';
import { SecretBytes } from '../../../../electron/vault/secret-bytes.ts';
import { createVault, type ManagedVault } from '../../../../electron/vault/index.ts';
import { looksRandom } from '../../../../shared/evidence.ts';
import { generateKey } from '../../../../shared/key-format.ts';
import { runCommand } from '../../providers/augno/support/command.ts';
import { KDF_CEILING, KDF_FLOOR } from '../../../../electron/vault/crypto/kdf.ts';
import { password, World } from '../../providers/augno/support/world.ts';

let world: World;
let vault: ManagedVault;
let accounts: AccountService;
let services: ProviderService;
const folderOf = (): string => path.join(world.folder, 'imports');
beforeEach(async () => {
  world = await World.start();
  ({ vault } = await createVault({
    folder: folderOf(),
    name: 'Imports',
    password: password(),
    withRecoveryKey: false,
    kdf: { choose: () => Promise.resolve(KDF_FLOOR), floor: KDF_FLOOR, ceiling: KDF_CEILING },
  }));
  accounts = world.serviceOn(vault);
  services = createProviderService({
    vault,
    fetch: () => Promise.reject(new Error('no network')),
    userAgent: '',
    actor: 'app',
  });
});
afterEach(async () => {
  services.close();
  await accounts.close();
  vault.close();
  await world.close();
});

/** As a machine draws one: a few of them happen to look like words. */
function drawn(prefix: string, bytes: number): string {
  for (;;) {
    const body = randomBytes(bytes).toString('base64url');
    if (looksRandom(body, 20)) return `${prefix}${body}`;
  }
}
const routerKey = (): string => drawn('rtr_', 32);
const userKey = (): string => drawn('user.', 24);

function addService(name: string, provider: 'auxot' | 'generic' = 'auxot'): string {
  const url = provider === 'auxot' ? 'http://127.0.0.1:8080' : null;
  const header = provider === 'auxot' ? null : 'X-Key';
  return services.addConnection({ provider, name, url, header, headerPrefix: null, mode: 'test' }).id;
}

async function planned<Result>(
  content: string,
  use: (plan: ImportPlan) => Result,
  name = '.env',
): Promise<Result> {
  const file = path.join(world.folder, name);
  writeFileSync(file, content);
  const plan = await planKeyImport(file, vault, accounts, { services });
  try {
    return use(plan);
  } finally {
    plan.wipe();
  }
}
const outcomesOf = (content: string, name?: string): Promise<readonly string[]> =>
  planned(content, ({ entries }) => entries.map(({ outcome }) => outcome), name);
const held = (): readonly string[] =>
  services.keys
    .listKeys()
    .map(({ name }) => name)
    .toSorted();

describe('a key of another service', () => {
  it('is told among keys of an account, other settings, and in a table, and says where it can go', async () => {
    const lines = [
      `AUGNO_API_KEY=${generateKey('prod')}`,
      `AUXOT_API_KEY=${userKey()}`,
      'TEAM_PAGE=team.engineering-platform.example.com',
      'USER_NAME=user.somebody-with-a-long-name-indeed',
      `ROUTER=${routerKey()}`,
      `PASSWORD=${randomBytes(24).toString('base64url')}`,
    ];
    expect(await outcomesOf(lines.join('\n'))).toEqual(['not-listed', 'other-service', 'other-service']);
    expect(await outcomesOf(`Title,Password\nCI,${userKey()}\nShop,hunter2\n`, 'export.csv')).toEqual([
      'other-service',
    ]);
    await planned(lines.join('\n'), ({ entries }) => {
      expect(entries[1]).toMatchObject({ service: { provider: 'auxot', name: 'Auxot', connections: [] } });
      expect(JSON.stringify(entries)).not.toMatch(/user\.[A-Za-z0-9_-]{6}/);
    });
    const id = addService('Agents');
    await planned(lines.join('\n'), ({ entries }) => {
      expect(entries[1]?.service?.connections).toEqual([{ id, name: 'Agents' }]);
    });
  });

  it('is added under the service that a person chose, and nowhere else', async () => {
    const [first, second] = [addService('Agents'), addService('Other agents')];
    const shelf = addService('Shelf', 'generic');
    const keys = [userKey(), userKey(), userKey()];
    const content = keys.map((key, index) => `KEY_${String(index)}=${key}`).join('\n');
    const stored = await planned(content, (plan) =>
      plan.apply(
        new Set(),
        new Map([
          [0, first],
          [1, shelf],
          [2, 'no such service'],
        ]),
      ),
    );
    expect(stored).toHaveLength(1);
    expect(held()).toEqual(['KEY_0']);
    expect(services.keys.listKeys()[0]?.connectionId).toBe(first);
    // It is here now; the others can go to either.
    await planned(content, (plan) => {
      expect(plan.entries.map(({ outcome, keyName }) => [outcome, keyName])).toEqual([
        ['held', 'KEY_0'],
        ['other-service', null],
        ['other-service', null],
      ]);
      expect(
        plan.apply(
          new Set(),
          new Map([
            [0, second],
            [1, second],
          ]),
        ),
      ).toHaveLength(1);
    });
    expect(held()).toEqual(['KEY_0', 'KEY_1']);
    await vault.withSecret(stored[0]!, (secret) => {
      expect(secret.revealText()).toBe(keys[0]);
    });
  });

  it('is taken once where it stands twice, and without a word not at all', async () => {
    const id = addService('Agents');
    const key = userKey();
    const content = `A=${key}\nB=${key}\nC=${userKey()}`;
    await planned(content, (plan) => {
      expect(plan.entries.map(({ outcome }) => outcome)).toEqual([
        'other-service',
        'repeated',
        'other-service',
      ]);
      expect(plan.apply()).toEqual([]);
      expect(
        plan.apply(
          new Set(),
          new Map([
            [0, id],
            [1, id],
          ]),
        ),
      ).toHaveLength(1);
    });
    expect(held()).toEqual(['A']);
  });

  it('of a service of one’s own is known by the beginning that was given with a key, and by itself', async () => {
    const id = addService('Parcels', 'generic');
    const known = `pcl_${randomBytes(24).toString('base64url')}`;
    await services.addKey({
      connectionId: id,
      name: 'Labels',
      owner: null,
      expiresAt: null,
      rotateBy: null,
      scanPrefix: 'pcl_',
      secret: SecretBytes.fromText(known),
    });
    const other = `pcl_${randomBytes(24).toString('base64url')}`;
    await planned(`A=${known}\nB=${other}\nC=pcl_just_a_name_of_something_else`, (plan) => {
      expect(plan.entries.map(({ outcome, service }) => [outcome, service?.name])).toEqual([
        ['held', 'Parcels'],
        ['other-service', 'Parcels'],
      ]);
      expect(plan.apply(new Set(), new Map([[1, id]]))).toHaveLength(1);
    });
    expect(held()).toEqual(['B', 'Labels']);
  });

  it('has names that a file may give, hostile ones included', async () => {
    const id = addService('Agents');
    const name = 'x'.repeat(150);
    await planned(`${name}=${userKey()}\n${userKey()}`, (plan) => {
      plan.apply(
        new Set(),
        new Map([
          [0, id],
          [1, id],
        ]),
      );
    });
    expect(held()).toEqual(['Agents 2', 'x'.repeat(100)]);
  });

  it('is named by the command with the command that adds it', async () => {
    const file = path.join(world.folder, 'notes.env');
    writeFileSync(file, `AUXOT_API_KEY=${userKey()}\n`);
    const secrets = [password().revealText()];
    const run = (...args: string[]) => runCommand(folderOf(), args, secrets);
    expect((await run('keys', 'import', file)).out).toContain('provider add NAME --provider auxot');
    addService('Agents');
    const found = await run('keys', 'import', file);
    expect(found.out).toContain('a key of Auxot: add it there with provider import "Agents" FILE');
    expect(found.code).toBe(1);
    expect((await run('--language', 'de', 'keys', 'import', file)).out).toContain('ein Schlüssel von Auxot');
    const { keys } = (await run('--json', 'keys', 'import', file)).json<{ keys: readonly unknown[] }>();
    expect(keys).toMatchObject([{ outcome: 'other-service', provider: 'auxot' }]);
    expect((await run('provider', 'import', 'Agents', file)).code).toBe(0);
    vault.takeUpChanges();
    expect(held()).toEqual(['AUXOT_API_KEY']);
  });
});
