/** Copies of the vault that somebody made who has its key: folding one in moves no key, breaks no list and outranks nothing. */
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { MERGE_RULES } from '../../../electron/inventory/collections.ts';
import { providerConnectionsCollection } from '../../../electron/keys/registry/other-records.ts';
import { keysCollection } from '../../../electron/keys/registry/records.ts';
import { createProviderService } from '../../../electron/providers/index.ts';
import { trashCollection } from '../../../electron/keys/trash/trash.ts';
import { seenCopies } from '../../../electron/vault/copies.ts';
import { resolveDependencies } from '../../../electron/vault/dependencies.ts';
import { listRollingBackups } from '../../../electron/vault/backup/rolling.ts';
import type { Engine } from '../../../electron/vault/engine.ts';
import { createVault, type ManagedVault } from '../../../electron/vault/index.ts';
import type { MergeReport } from '../../../electron/vault/merge/types.ts';
import { openEngine } from '../../../electron/vault/open-engine.ts';
import { openWithPassword } from '../../../electron/vault/slots.ts';
import type { VaultTransaction } from '../../../electron/vault/types.ts';
import { cheapKdf } from '../../fixtures/vault/cheap-kdf.ts';
import { copyVaultFile, fold, openAt } from '../../fixtures/vault/copies.ts';
import { makeFolder, options, PASSWORD, removeFolder, text } from '../../fixtures/vault/sample.ts';

let folder: string;
let ours: string;
let theirs: string;
let good: string;
let evil: string;
let key: string;
let asked: string[];

const serviceOn = (vault: ManagedVault) =>
  createProviderService({
    vault,
    fetch: (url) => {
      asked.push(url);
      return Promise.resolve(new Response('{}'));
    },
    userAgent: 'test',
    actor: 'app',
  });

beforeEach(async () => {
  asked = [];
  folder = makeFolder();
  ours = path.join(folder, 'ours');
  theirs = path.join(folder, 'theirs');
  const { vault } = await createVault({ ...options(ours), name: 'Vault', password: text(PASSWORD) });
  const service = serviceOn(vault);
  const connection = { provider: 'generic', header: 'X-Key', headerPrefix: null, mode: 'prod' } as const;
  good = service.addConnection({ ...connection, name: 'Good', url: 'https://good.example/ask' }).id;
  // Of somebody else, with an address that a person confirmed for keys of theirs.
  evil = service.addConnection({ ...connection, name: 'Evil', url: 'https://evil.example/ask' }).id;
  const stored = await service.addKey({
    connectionId: good,
    name: 'Labels',
    owner: null,
    expiresAt: null,
    rotateBy: null,
    scanPrefix: null,
    secret: text(`parcel-${'k'.repeat(30)}`),
  });
  key = stored.key.id;
  vault.close();
  copyVaultFile(ours, theirs);
  asked = [];
});
afterEach(() => {
  removeFolder(folder);
});

async function change(at: string, work: (transaction: VaultTransaction) => void): Promise<void> {
  const vault = await openAt(at);
  vault.transaction(work);
  vault.close();
}

/** As whoever writes the copy pleases: no schema is asked. */
const anything = (name: string) => ({ name, schema: z.unknown() });

async function engineOn(at: string): Promise<Engine> {
  return await openEngine(path.join(at, 'vault.db'), resolveDependencies(options(at)), async (header) => {
    const opened = await openWithPassword(header, text(PASSWORD), cheapKdf);
    return opened!.vaultKey;
  });
}

const take = (): Promise<MergeReport> => fold(ours, theirs, MERGE_RULES);

async function afterwards<Result>(look: (vault: ManagedVault) => Promise<Result> | Result): Promise<Result> {
  const vault = await openAt(ours);
  try {
    expect(vault.verify().sound).toBe(true);
    return await look(vault);
  } finally {
    vault.close();
  }
}

describe('a key', () => {
  it('is not moved to another service, whose address is confirmed', async () => {
    await change(theirs, (transaction) => {
      const record = transaction.get(keysCollection, key)!;
      transaction.put(keysCollection, key, { ...record, connectionId: evil, notes: 'moved' });
    });
    const report = await take();
    expect(report.refused).toEqual([{ collection: 'keys', id: key, name: 'Labels' }]);
    await afterwards(async (vault) => {
      await serviceOn(vault).keys.testKey(key);
    });
    expect(asked).toEqual(['https://good.example/ask']);
  });

  it('is not brought back from a trash as another service’s', async () => {
    await change(theirs, (transaction) => {
      const record = transaction.get(keysCollection, key)!;
      transaction.put(trashCollection, key, {
        connectionId: evil,
        key: { ...record, connectionId: evil },
        rotations: [],
        deletedAt: '2026-11-01T10:00:00.000Z',
        purgeAt: '2999-12-01T10:00:00.000Z',
      });
      transaction.delete(keysCollection, key);
    });
    const report = await take();
    expect(report.refused).toEqual([{ collection: 'trash', id: key, name: 'Labels' }]);
    await afterwards((vault) => {
      expect(serviceOn(vault).keys.listTrash()).toEqual([]);
      // What took it away in that copy is not believed without what was put in its place.
      expect(serviceOn(vault).keys.listKeys()).toMatchObject([
        { id: key, connectionId: good, secretHeld: true },
      ]);
    });
  });

  it('keeps its service, which was removed in one copy while the key was edited in the other', async () => {
    const remove = (transaction: VaultTransaction): void => {
      transaction.delete(keysCollection, key);
      transaction.delete(providerConnectionsCollection, good);
    };
    const edit = (transaction: VaultTransaction): void => {
      const record = transaction.get(keysCollection, key)!;
      transaction.put(keysCollection, key, { ...record, notes: 'still needed' });
    };
    for (const [here, there] of [
      [remove, edit],
      [edit, remove],
    ] as const) {
      const [left, right] = [path.join(folder, 'left'), path.join(folder, 'right')];
      removeFolder(left);
      removeFolder(right);
      copyVaultFile(ours, left);
      copyVaultFile(ours, right);
      await change(left, here);
      await change(right, there);
      const report = await fold(left, right, MERGE_RULES);
      expect(report).toMatchObject({ keptDespiteDeletion: 2, deleted: 0, refused: [] });
      const vault = await openAt(left);
      expect(serviceOn(vault).keys.listKeys()).toMatchObject([{ id: key, connectionId: good }]);
      vault.close();
      // And stays, however often.
      await fold(right, left, MERGE_RULES);
      await fold(left, right, MERGE_RULES);
      const again = await openAt(left);
      expect(again.get(providerConnectionsCollection, good)).toBeDefined();
      again.close();
    }
  });

  it('of a service that nobody has is left out', async () => {
    await change(theirs, (transaction) => {
      const record = transaction.get(keysCollection, key)!;
      transaction.put(keysCollection, 'pvk_planted', { ...record, connectionId: 'pvc_nowhere' });
    });
    expect((await take()).refused).toMatchObject([{ id: 'pvk_planted' }]);
    await afterwards((vault) => {
      expect(serviceOn(vault).keys.listKeys()).toHaveLength(1);
    });
  });
});

it.each([{ x: 1 }, null, [], 'text', { __proto__: { tags: [] } }])(
  'a record of another form is left out and makes nothing unreadable: %o',
  async (planted) => {
    await change(theirs, (transaction) => {
      transaction.put(anything('keys'), 'pvk_planted', planted);
      const record = transaction.get(anything('keys'), key) as object;
      transaction.put(anything('keys'), key, { ...record, tags: planted });
    });
    const report = await take();
    expect(report.refused.map(({ id }) => id)).toContain('pvk_planted');
    await afterwards((vault) => {
      expect(serviceOn(vault).keys.listKeys()).toHaveLength(1);
    });
  },
);

it('numbers that outrank every later write are refused, and this vault stays whole', async () => {
  const copies = await engineOn(ours);
  const known = new Map([...seenCopies(copies.index).keys()].map((copy) => [copy, Number.MAX_SAFE_INTEGER]));
  copies.close();
  const forged: ((engine: Engine) => void)[] = [
    (engine) => void engine.write('command', (staged) => staged.audit({ action: 'note' }), {}, 2 ** 53 - 2),
    (engine) =>
      void engine.write('command', (staged) => {
        staged.noteSeen(known);
        staged.audit({ action: 'note' });
      }),
    (engine) =>
      void engine.write('command', (staged) => {
        const stamp = { copy: 'f'.repeat(16), counter: 2 ** 52 };
        staged.replace('keys', key, '{}', { fields: new Map(), rest: stamp, others: new Map() });
      }),
    (engine) =>
      void engine.write('command', (staged) => {
        staged.deleteAs({ collection: 'keys', id: key, copy: 'f'.repeat(16), counter: 2 ** 52 });
      }),
  ];
  for (const forge of forged) {
    removeFolder(theirs);
    copyVaultFile(ours, theirs);
    const engine = await engineOn(theirs);
    forge(engine);
    engine.close();
    await expect(take()).rejects.toMatchObject({ code: 'vault-damaged' });
  }
  await change(ours, (transaction) => {
    transaction.audit({ action: 'note' });
  });
  await afterwards((vault) => {
    expect(serviceOn(vault).keys.listKeys()).toMatchObject([{ id: key, secretHeld: true }]);
  });
});

it('secrets that were destroyed there are in a rolling copy of before', async () => {
  await change(theirs, (transaction) => {
    transaction.destroySecret(key);
  });
  const before = listRollingBackups(ours).length;
  expect(await take()).toMatchObject({ secretsDestroyed: 1 });
  expect(listRollingBackups(ours)).toHaveLength(before + 1);
});
