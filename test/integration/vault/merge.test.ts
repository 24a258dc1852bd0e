/** Another copy of the same vault is folded in: what each has is there afterwards, whichever came first. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createVault, defineCollection, type ManagedVault } from '../../../electron/vault/index.ts';
import { otherSecretId } from '../../../electron/vault/merge/secrets.ts';
import type { MergeRules } from '../../../electron/vault/merge/types.ts';
import { generateKey } from '../../../shared/key-format.ts';
import {
  contentsOf,
  copyVaultFile,
  fold,
  NO_RULES,
  openAt,
  type Contents,
} from '../../fixtures/vault/copies.ts';
import {
  makeFastFolder,
  options,
  PASSWORD,
  removeFolder,
  reveal,
  text,
} from '../../fixtures/vault/sample.ts';
import { say } from '../../../shared/messages/say.ts';

const notes = defineCollection(
  'things',
  z.object({ name: z.string(), notes: z.string(), tags: z.array(z.string()).optional() }),
);

let folder: string;
let a: string;
let b: string;
beforeEach(async () => {
  folder = makeFastFolder();
  a = path.join(folder, 'a');
  b = path.join(folder, 'b');
  const { vault } = await createVault({ ...options(a), name: 'Vault', password: text(PASSWORD) });
  put(vault, 'one', { name: 'One', notes: 'first' });
  put(vault, 'two', { name: 'Two', notes: 'second' });
  putSecret(vault, 'one', 'secret of one');
  vault.close();
  copyVaultFile(a, b);
});
afterEach(() => {
  removeFolder(folder);
});

type Note = z.infer<typeof notes.schema>;

function put(vault: ManagedVault, id: string, value: Note): void {
  vault.transaction((transaction) => {
    transaction.put(notes, id, value);
  });
}

function putSecret(vault: ManagedVault, id: string, value: string): void {
  vault.transaction((transaction) => {
    const secret = text(value);
    transaction.putSecret(id, secret);
    secret.wipe();
  });
}

async function change(at: string, work: (vault: ManagedVault) => unknown): Promise<void> {
  const vault = await openAt(at);
  await work(vault);
  vault.close();
}

const get = async (at: string, id: string): Promise<Note | undefined> => {
  const vault = await openAt(at);
  const value = vault.get(notes, id);
  vault.close();
  return value;
};

describe('fields', () => {
  it('edits of different fields are both there, in either order', async () => {
    await change(a, (vault) => {
      put(vault, 'one', { name: 'One', notes: 'changed in a' });
    });
    await change(b, (vault) => {
      put(vault, 'one', { name: 'Uno', notes: 'first' });
    });
    const report = await fold(a, b);
    expect(report).toMatchObject({ relation: 'diverged', changed: 1, differences: [] });
    expect(await get(a, 'one')).toEqual({ name: 'Uno', notes: 'changed in a' });
    copyVaultFile(b, path.join(folder, 'b2'));
    await fold(b, a);
    expect(await get(b, 'one')).toEqual({ name: 'Uno', notes: 'changed in a' });
  });

  it('two edits of one field are both kept and shown until one is chosen, and the choice travels', async () => {
    await change(a, (vault) => {
      put(vault, 'one', { name: 'One', notes: 'in a' });
    });
    await change(b, (vault) => {
      put(vault, 'one', { name: 'One', notes: 'in b' });
    });
    const report = await fold(a, b);
    expect(report.differences).toEqual([{ collection: 'things', id: 'one', name: 'One', field: 'notes' }]);
    await change(a, (vault) => {
      const [kept] = vault.differences(NO_RULES);
      expect([...(kept?.values ?? [])].sort()).toEqual(['in a', 'in b']);
      // Another edit of the same field takes nothing away.
      put(vault, 'one', { name: 'One', notes: 'later' });
      expect(vault.differences(NO_RULES)[0]?.values).toHaveLength(2);
      const index = vault.differences(NO_RULES)[0]!.values.findIndex((value) => value !== 'later');
      vault.chooseDifference({ collection: 'things', id: 'one', field: 'notes' }, index);
      expect(vault.differences(NO_RULES)).toEqual([]);
      expect(() => {
        vault.chooseDifference({ collection: 'things', id: 'one', field: 'notes' }, 0);
      }).toThrow('nothing to choose');
    });
    const chosen = await get(a, 'one');
    expect(chosen?.notes).not.toBe('later');
    expect((await fold(a, b)).isEmpty).toBe(true);
    await fold(b, a);
    expect(await get(b, 'one')).toEqual(chosen);
    expect((await contentsOf(b, [])).differences).toEqual([]);
  });

  it('a dry run says the same and writes nothing', async () => {
    await change(b, (vault) => {
      put(vault, 'three', { name: 'Three', notes: '' });
    });
    const vault = await openAt(a);
    const before = readFileSync(path.join(a, 'vault.db'));
    const report = await vault.mergeCopy(path.join(b, 'vault.db'), null, NO_RULES, { dryRun: true });
    expect(report).toMatchObject({ relation: 'diverged', added: 1, isEmpty: false });
    expect(vault.get(notes, 'three')).toBeUndefined();
    expect(readFileSync(path.join(a, 'vault.db')).equals(before)).toBe(true);
    vault.close();
    expect((await fold(a, b)).added).toBe(1);
  });
});

describe('deletions', () => {
  const remove = (vault: ManagedVault, id: string): void => {
    vault.transaction((transaction) => transaction.delete(notes, id));
  };

  it('happen by a record of the deletion only, and lose against an edit', async () => {
    await change(b, (vault) => {
      remove(vault, 'one');
      remove(vault, 'two');
      put(vault, 'three', { name: 'Three', notes: '' });
    });
    await change(a, (vault) => {
      put(vault, 'two', { name: 'Two', notes: 'still needed' });
      put(vault, 'four', { name: 'Four', notes: '' });
    });
    const report = await fold(a, b);
    expect(report).toMatchObject({ deleted: 1, keptDespiteDeletion: 1, added: 1 });
    expect(await get(a, 'one')).toBeUndefined();
    expect((await get(a, 'two'))?.notes).toBe('still needed');
    expect(await get(a, 'four')).toBeDefined();
    await fold(b, a);
    expect(await contentsOf(b, [])).toEqual(await contentsOf(a, []));
    // What was deleted is not brought back by a third copy that never heard of it, and may be made anew.
    await change(a, (vault) => {
      put(vault, 'one', { name: 'One again', notes: '' });
    });
    await fold(b, a);
    expect((await get(b, 'one'))?.name).toBe('One again');
  });
});

describe('secrets', () => {
  it('are never dropped: two under one id are both kept, and shown', async () => {
    const [inA, inB] = [generateKey('test'), generateKey('test')];
    await change(a, (vault) => {
      putSecret(vault, 'one', inA);
    });
    await change(b, (vault) => {
      putSecret(vault, 'one', inB);
      putSecret(vault, 'new', 'only in b');
    });
    const report = await fold(a, b);
    expect(report.secretsAdded).toBe(2);
    expect(report.differences).toEqual([{ collection: 'things', id: 'one', name: 'One', field: null }]);
    await fold(b, a);
    for (const at of [a, b]) {
      await change(at, async (vault) => {
        const [secretA, secretB] = [text(inA), text(inB)];
        const others = [secretA, secretB].map((one) => otherSecretId('one', vault.fingerprint(one)));
        const held = [];
        for (const id of ['one', ...others]) if (vault.hasSecret(id)) held.push(await reveal(vault, id));
        expect(held.sort()).toEqual([inA, inB].sort());
        expect(await reveal(vault, 'new')).toBe('only in b');
        expect(vault.differences(NO_RULES)).toMatchObject([{ id: 'one', field: null, name: 'One' }]);
      });
    }
    expect(await fold(a, b)).toMatchObject({ added: 0, changed: 0, secretsAdded: 0, secretsDestroyed: 0 });
    // The one that is not chosen is gone, and stays so.
    await change(a, async (vault) => {
      const before = await reveal(vault, 'one');
      vault.chooseDifference({ collection: 'things', id: 'one', field: null }, 1);
      expect(await reveal(vault, 'one')).not.toBe(before);
      expect(vault.differences(NO_RULES)).toEqual([]);
    });
    await fold(b, a);
    await fold(a, b);
    expect((await contentsOf(a, ['one'])).secrets).toEqual((await contentsOf(b, ['one'])).secrets);
    expect((await contentsOf(b, [])).differences).toEqual([]);
  });

  it('that were destroyed stay destroyed, and are still recognised', async () => {
    await change(a, (vault) => {
      vault.transaction((transaction) => {
        transaction.destroySecret('one');
      });
    });
    await change(b, (vault) => {
      put(vault, 'one', { name: 'One', notes: 'goes on in b' });
    });
    await fold(a, b);
    await fold(b, a);
    for (const at of [a, b]) {
      await change(at, (vault) => {
        expect(vault.hasSecret('one')).toBe(false);
        const secret = text('secret of one');
        expect(vault.secretIdByFingerprint(vault.fingerprint(secret))).toBe('one');
      });
    }
  });

  it('come from copies under another vault key, by their own password', async () => {
    await change(b, async (vault) => {
      putSecret(vault, 'three', 'in b');
      (await vault.rotateVaultKey(text(PASSWORD))).recoveryKey?.wipe();
      await vault.changePassword(text(PASSWORD), text('another password'));
      putSecret(vault, 'four', 'in b, later');
    });
    const vault = await openAt(a);
    const file = path.join(b, 'vault.db');
    await expect(vault.mergeCopy(file, null, NO_RULES, { dryRun: false })).rejects.toMatchObject({
      code: 'vault-wrong-password',
      field: 'copyPassword',
    });
    await expect(vault.mergeCopy(file, text(PASSWORD), NO_RULES, { dryRun: false })).rejects.toMatchObject({
      code: 'vault-wrong-password',
    });
    await vault.mergeCopy(file, text('another password'), NO_RULES, { dryRun: false });
    expect(await reveal(vault, 'three')).toBe('in b');
    expect(await reveal(vault, 'four')).toBe('in b, later');
    const again = await vault.mergeCopy(file, text('another password'), NO_RULES, { dryRun: false });
    expect(again.isEmpty).toBe(true);
    expect(vault.verify().problems).toEqual([]);
    vault.close();
  });
});

describe('a secret whose days in the trash were over in one copy', () => {
  const expire = (vault: ManagedVault): void => {
    vault.transaction((transaction) => {
      transaction.delete(notes, 'one');
      transaction.destroySecret('one', 'by-date');
    });
  };
  const bothWays = async (): Promise<readonly (string | null)[]> => {
    const c = path.join(folder, 'c');
    copyVaultFile(a, c);
    await fold(a, b);
    await fold(b, c);
    await fold(b, a);
    expect((await fold(a, b)).secretsDestroyed).toBe(0);
    const held: (string | null)[] = [];
    for (const at of [a, b])
      await change(at, async (vault) => {
        held.push(vault.hasSecret('one') ? await reveal(vault, 'one') : null);
      });
    return held;
  };

  it('stays where the other copy went on with its record', async () => {
    await change(a, expire);
    await change(b, (vault) => {
      put(vault, 'one', { name: 'One', notes: 'still needed' });
    });
    expect(await bothWays()).toEqual(['secret of one', 'secret of one']);
    expect((await get(a, 'one'))?.notes).toBe('still needed');
  });

  it('goes where nobody did, and where a person had it destroyed', async () => {
    await change(a, expire);
    await change(b, (vault) => {
      put(vault, 'two', { name: 'Two', notes: 'something else' });
    });
    expect(await bothWays()).toEqual([null, null]);
  });

  it('goes by a person’s word, also where the other copy went on with its record', async () => {
    await change(a, (vault) => {
      vault.transaction((transaction) => {
        transaction.delete(notes, 'one');
        transaction.destroySecret('one');
      });
    });
    await change(b, (vault) => {
      put(vault, 'one', { name: 'One', notes: 'still needed' });
    });
    expect(await bothWays()).toEqual([null, null]);
  });

  it('and by a person’s word in a third copy, in either order', async () => {
    const [c, d] = [path.join(folder, 'third'), path.join(folder, 'fourth')];
    copyVaultFile(a, c);
    await change(a, expire);
    await change(b, (vault) => {
      put(vault, 'one', { name: 'One', notes: 'still needed' });
    });
    await change(c, (vault) => {
      vault.transaction((transaction) => {
        transaction.destroySecret('one');
      });
    });
    copyVaultFile(a, d);
    await fold(a, b);
    await fold(a, c);
    await fold(d, c);
    await fold(d, b);
    for (const at of [a, d])
      await change(at, (vault) => {
        expect(vault.hasSecret('one')).toBe(false);
      });
  });
});

describe('secrets of three copies', () => {
  it('a destroyed one does not come back from beside the one in use, in whatever order', async () => {
    const [c, d] = [path.join(folder, 'c'), path.join(folder, 'd')];
    copyVaultFile(a, c);
    await change(a, (vault) => {
      putSecret(vault, 'one', 'put in its place');
    });
    await change(b, (vault) => {
      put(vault, 'three', { name: 'Three', notes: '' });
      vault.transaction((transaction) => {
        transaction.destroySecret('one');
      });
    });
    await change(c, (vault) => {
      put(vault, 'four', { name: 'Four', notes: '' });
    });
    // By way of the copy that knows of neither: it still has the first secret, and keeps it beside the second.
    copyVaultFile(c, d);
    await fold(d, a);
    await fold(d, b);
    await fold(b, a);
    await fold(b, c);
    for (const at of [b, d]) {
      await change(at, async (vault) => {
        const first = otherSecretId('one', vault.fingerprint(text('secret of one')));
        const second = otherSecretId('one', vault.fingerprint(text('put in its place')));
        const held = ['one', first, second].filter((id) => vault.hasSecret(id));
        expect(held).toHaveLength(1);
        expect(await reveal(vault, held[0]!)).toBe('put in its place');
      });
    }
    expect((await contentsOf(b, ['one'])).secrets).toEqual((await contentsOf(d, ['one'])).secrets);
  });

  it('the one that a person left in use stays, also in a copy that had the other one in use', async () => {
    await change(a, (vault) => {
      putSecret(vault, 'one', 'of a');
    });
    await change(b, (vault) => {
      put(vault, 'three', { name: 'Three', notes: '' });
      putSecret(vault, 'one', 'of b');
    });
    copyVaultFile(a, path.join(folder, 'c'));
    await fold(b, a);
    const [chosen] = Object.values((await contentsOf(b, ['one'])).secrets);
    await change(b, (vault) => {
      vault.chooseDifference({ collection: 'things', id: 'one', field: null }, 0);
    });
    for (const at of [a, path.join(folder, 'c')]) {
      await fold(at, b);
      expect(await contentsOf(at, ['one'])).toMatchObject({ secrets: { one: chosen }, differences: [] });
    }
    // Stored once more where it was destroyed, it is in use again everywhere.
    await change(b, (vault) => {
      putSecret(vault, 'one', 'of a');
    });
    await fold(a, b);
    expect((await contentsOf(a, ['one'])).secrets).toEqual({ one: 'of a' });
    expect((await fold(a, b)).isEmpty).toBe(true);
  });
});

describe('logs', () => {
  it('lie side by side, once each, and survive a new vault key', async () => {
    await change(a, (vault) => {
      vault.transaction((transaction) => {
        transaction.audit({ action: 'note', detail: say('file.as-it-is', { text: 'written in a' }) });
      });
    });
    await change(b, (vault) => {
      vault.transaction((transaction) => {
        transaction.audit({ action: 'note', detail: say('file.as-it-is', { text: 'written in b' }) });
      });
    });
    await fold(a, b);
    await fold(a, b);
    await change(b, (vault) => {
      vault.transaction((transaction) => {
        transaction.audit({ action: 'note', detail: say('file.as-it-is', { text: 'written in b, later' }) });
      });
    });
    await fold(a, b);
    await change(a, async (vault) => {
      const own = vault.auditLog({ limit: 1000 }).map(({ detail }) => detail);
      expect(own).toContain('written in a');
      expect(own).not.toContain('written in b');
      (await vault.rotateVaultKey(text(PASSWORD))).recoveryKey?.wipe();
      const [log, ...more] = vault.otherAuditLogs();
      expect(more).toEqual([]);
      const details = log!.entries.map(({ detail }) => detail);
      expect(details.filter((detail) => detail === 'written in b')).toHaveLength(1);
      expect(details).toContain('written in b, later');
      expect(vault.verify().problems).toEqual([]);
    });
  });
});

describe('what is not another copy', () => {
  it('an older state of this very file adds nothing and brings nothing back', async () => {
    await change(a, (vault) => {
      vault.transaction((transaction) => transaction.delete(notes, 'two'));
    });
    expect(await fold(a, b)).toMatchObject({ relation: 'older', isEmpty: true });
    expect(await get(a, 'two')).toBeUndefined();
  });

  it('another vault, no file, and the vault itself are refused', async () => {
    const other = path.join(folder, 'other');
    const made = await createVault({ ...options(other), name: 'Other', password: text(PASSWORD) });
    made.vault.close();
    const vault = await openAt(a);
    const merge = async (file: string): Promise<unknown> =>
      await vault.mergeCopy(file, null, NO_RULES, { dryRun: false });
    await expect(merge(path.join(other, 'vault.db'))).rejects.toMatchObject({ code: 'vault-foreign' });
    await expect(merge(path.join(folder, 'nowhere'))).rejects.toMatchObject({ code: 'not-found' });
    await expect(merge(path.join(a, 'vault.db'))).rejects.toMatchObject({ code: 'invalid-input' });
    vault.close();
  });
});

describe('a file that only says it is a copy', () => {
  it('brings nothing in, though it bears this vault’s id and its giver tells its password', async () => {
    const real = await openAt(a);
    const id = Buffer.from(real.vaultId, 'hex');
    let isFirst = true;
    const forged = path.join(folder, 'forged');
    const { vault } = await createVault({
      ...options(forged, {
        // The id stands in the clear in each copy.
        random: (length) => {
          const isId = length === id.length && isFirst;
          if (isId) isFirst = false;
          return isId ? Buffer.from(id) : randomBytes(length);
        },
      }),
      name: 'Vault',
      password: text('told to the victim'),
    });
    expect(vault.vaultId).toBe(real.vaultId);
    put(vault, 'planted', { name: 'Planted', notes: '' });
    putSecret(vault, 'one', 'of somebody else');
    vault.transaction((transaction) => transaction.delete(notes, 'two'));
    vault.close();
    const before = await contentsOf(b, ['one']);
    await expect(
      real.mergeCopy(path.join(forged, 'vault.db'), text('told to the victim'), NO_RULES, { dryRun: false }),
    ).rejects.toMatchObject({
      code: 'vault-foreign',
      message: expect.stringContaining('was not made from it') as string,
    });
    real.close();
    const { records, secrets } = await contentsOf(a, ['one']);
    expect({ records, secrets }).toEqual({ records: before.records, secrets: before.secrets });
  });
});

describe('what needs a person’s word', () => {
  const rules: MergeRules = {
    collections: new Map([
      ['things', { merge: 'fields', fields: { name: 'trusted', notes: 'quiet' }, proposes: 'connection' }],
    ]),
    trustedSecrets: new Map([['one', 'identity']]),
  };

  it('stays as it is here, and is named', async () => {
    await change(b, (vault) => {
      put(vault, 'one', { name: 'Elsewhere', notes: 'synchronised later' });
      put(vault, 'three', { name: 'Three', notes: '' });
      putSecret(vault, 'one', 'another identity');
    });
    await change(a, (vault) => {
      put(vault, 'two', { name: 'Two', notes: 'of a' });
    });
    const report = await fold(a, b, rules);
    expect(report.differences).toEqual([]);
    expect(report.proposals).toMatchObject([
      { kind: 'address', id: 'one', here: 'One', there: 'Elsewhere' },
      { kind: 'connection', id: 'three', here: null },
      { kind: 'identity', id: 'one' },
    ]);
    expect(await get(a, 'one')).toEqual({ name: 'One', notes: 'synchronised later' });
    await change(a, async (vault) => {
      expect(await reveal(vault, 'one')).toBe('secret of one');
      expect(vault.differences(rules).map(({ proposal }) => proposal)).toEqual(['address', 'identity']);
    });
    // However often: nobody has said yes.
    await fold(a, b, rules);
    expect((await get(a, 'one'))?.name).toBe('One');
  });
});

const IDS = ['one', 'two', 'three'] as const;
const edit = fc.oneof(
  fc.record({
    do: fc.constant('put' as const),
    id: fc.constantFrom(...IDS),
    name: fc.constantFrom('x', 'y'),
    notes: fc.constantFrom('n', 'm'),
    tags: fc.option(fc.constantFrom(['t'], ['u', 't']), { nil: undefined }),
  }),
  fc.record({ do: fc.constant('delete' as const), id: fc.constantFrom(...IDS) }),
  fc.record({
    do: fc.constant('secret' as const),
    id: fc.constantFrom(...IDS),
    value: fc.constantFrom('s', 't'),
  }),
  fc.record({ do: fc.constant('destroy' as const), id: fc.constantFrom(...IDS) }),
  fc.record({ do: fc.constant('expire' as const), id: fc.constantFrom(...IDS) }),
);
type Edit = typeof edit extends fc.Arbitrary<infer One> ? One : never;

function apply(vault: ManagedVault, one: Edit): void {
  vault.transaction((transaction) => {
    switch (one.do) {
      case 'put': {
        const { name, notes: said, tags } = one;
        transaction.put(notes, one.id, {
          name,
          notes: said,
          ...(tags === undefined ? {} : { tags: [...tags] }),
        });
        break;
      }
      case 'delete':
        transaction.delete(notes, one.id);
        break;
      case 'secret': {
        const secret = text(`secret ${one.value}`);
        transaction.putSecret(one.id, secret);
        break;
      }
      case 'destroy':
        transaction.destroySecret(one.id);
        break;
      case 'expire':
        transaction.delete(notes, one.id);
        transaction.destroySecret(one.id, 'by-date');
        break;
    }
  });
}

/** Every id under which one of the secrets of the test may be. */
async function secretIds(at: string): Promise<readonly string[]> {
  const vault = await openAt(at);
  const values = ['secret of one', 'secret s', 'secret t'].map((value) => vault.fingerprint(text(value)));
  vault.close();
  return [...IDS, ...IDS.flatMap((id) => values.map((value) => otherSecretId(id, value)))];
}

it('gives the same in either order, when repeated, and by way of a third copy', async () => {
  const ids = await secretIds(a);
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(edit, { maxLength: 5 }),
      fc.array(edit, { maxLength: 5 }),
      fc.array(edit, { maxLength: 3 }),
      async (inA, inB, inC) => {
        run += 1;
        const at = (name: string): string => path.join(folder, `run-${String(run)}-${name}`);
        const copies = { a: at('a'), b: at('b'), c: at('c') };
        for (const [name, edits] of [
          ['a', inA],
          ['b', inB],
          ['c', inC],
        ] as const) {
          copyVaultFile(b, copies[name]);
          await change(copies[name], (vault) => {
            for (const one of edits) apply(vault, one);
          });
        }
        const clone = (from: string, name: string): string => {
          copyVaultFile(from, at(name));
          return at(name);
        };
        const ab = clone(copies.a, 'ab');
        await fold(ab, copies.b);
        const ba = clone(copies.b, 'ba');
        await fold(ba, copies.a);
        const merged = await contentsOf(ab, ids);
        expect(await contentsOf(ba, ids)).toEqual(merged);
        expect((await fold(ab, copies.b)).isEmpty).toBe(true);
        expect(await contentsOf(ab, ids)).toEqual(merged);
        // Each learns what the other made of it, and nothing changes by that.
        await fold(ab, ba);
        expect(await contentsOf(ab, ids)).toEqual(merged);
        const abc = clone(ab, 'abc');
        await fold(abc, copies.c);
        const cba = clone(copies.c, 'cba');
        await fold(cba, copies.b);
        await fold(cba, copies.a);
        // What only a date destroyed, and no copy asked so far still needed, is gone before the copy comes that needs it.
        const byDate = [inA, inB, inC].flat().some((one) => one.do === 'expire');
        const read = async (at: string): Promise<Partial<Contents>> => {
          const { records, secrets, differences } = await contentsOf(at, ids);
          return byDate ? { records } : { records, secrets, differences };
        };
        const all = await read(abc);
        expect(await read(cba)).toEqual(all);
        const acb = clone(copies.a, 'acb');
        await fold(acb, copies.c);
        await fold(acb, copies.b);
        expect(await read(acb)).toEqual(all);
        removeFolder(at('a'));
      },
    ),
    { numRuns: 25 },
  );
}, 300_000);
