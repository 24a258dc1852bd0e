import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ManagedVault } from '../../../electron/vault/index.ts';
import { copyVaultFile, NO_RULES, openAt } from '../../fixtures/vault/copies.ts';
import { OtherProcess } from '../../fixtures/vault/other-process.ts';
import {
  makeFolder,
  makeVault,
  PASSWORD,
  plantOne,
  removeFolder,
  reopen,
  text,
  things,
} from '../../fixtures/vault/sample.ts';

let folder: string;
let vault: ManagedVault;
let other: OtherProcess;
beforeEach(async () => {
  folder = makeFolder();
  ({ vault } = await makeVault(folder, { pollIntervalMs: 50, busyTimeoutMs: 20_000 }));
  other = await OtherProcess.start(folder);
});
afterEach(async () => {
  vault.close();
  await other.end();
  removeFolder(folder);
});

function nextChange(): Promise<readonly string[]> {
  return new Promise((resolve) => {
    const stop = vault.onChange((change) => {
      if (change.by !== 'other' || !change.collections.has(things.name)) return;
      stop();
      resolve([...change.collections].sort());
    });
  });
}

describe('two processes on one vault', () => {
  it('are told of each other’s new, changed and deleted records', async () => {
    let change = nextChange();
    await other.ask({ put: 'from-the-other' });
    expect(await change).toEqual(['things', '~secret']);
    expect(vault.get(things, 'from-the-other')?.name).toBe('Name of from-the-other');
    expect(vault.hasSecret('from-the-other')).toBe(true);
    change = nextChange();
    await other.ask({ remove: 'from-the-other' });
    await change;
    expect(vault.get(things, 'from-the-other')).toBeUndefined();
    plantOne(vault, 'from-here');
    expect(await other.ask({ get: 'from-here' })).toEqual({ name: 'Name of from-here' });
    expect(vault.verify().problems).toEqual([]);
  });

  it('lose nothing when both write at once', async () => {
    const theirs = other.ask({ many: 60, prefix: 'theirs' });
    for (let index = 0; index < 60; index += 1) {
      plantOne(vault, `mine-${String(index)}`);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await theirs;
    const ids = vault.transaction((transaction) => transaction.list(things).map(({ id }) => id));
    expect(ids.length).toBe(120);
    expect(vault.verify()).toMatchObject({ sound: true, secrets: 120 });
  });

  it('lose nothing when one folds a copy in while the other writes', async () => {
    plantOne(vault, 'common');
    const apart = `${folder}-copy`;
    try {
      const file = copyVaultFile(vault.folder, apart);
      const copy = await openAt(apart);
      for (let index = 0; index < 30; index += 1) plantOne(copy, `copied-${String(index)}`);
      copy.close();
      const theirs = other.ask({ many: 60, prefix: 'theirs' });
      // More than once, so that some of it falls among the writes, wherever the other process stands.
      for (let index = 0; index < 4; index += 1) {
        await vault.mergeCopy(file, null, NO_RULES, { dryRun: false });
        plantOne(vault, `mine-${String(index)}`);
      }
      expect(await theirs).toEqual({ done: true });
      const { isEmpty } = await vault.mergeCopy(file, null, NO_RULES, { dryRun: true });
      expect(isEmpty).toBe(true);
      const ids = vault.transaction((transaction) => transaction.list(things).map(({ id }) => id));
      expect(ids.length).toBe(1 + 30 + 60 + 4);
      expect(vault.verify()).toMatchObject({ sound: true, secrets: 1 + 30 + 60 + 4 });
    } finally {
      removeFolder(apart);
    }
  });

  it.runIf(process.platform !== 'win32')(
    'do not wait for one that was killed in the middle of writing, and nothing of it is there',
    async () => {
      plantOne(vault, 'before');
      expect(await other.ask({ hold: 'half', until: `${folder}/never` })).toEqual({ holding: true });
      other.signal('SIGKILL');
      await other.exited;
      plantOne(vault, 'after');
      expect(vault.get(things, 'half')).toBeUndefined();
      expect(vault.verify()).toMatchObject({ sound: true, secrets: 2 });
      // Nor has one that comes now.
      const third = await reopen(folder);
      expect(
        third
          .list(things)
          .map(({ id }) => id)
          .toSorted(),
      ).toEqual(['after', 'before']);
      third.close();
    },
  );

  it.runIf(process.platform !== 'win32')(
    'say so where the other is stopped in the middle of writing; both go on when it does',
    async () => {
      const impatient = await reopen(folder, { busyTimeoutMs: 100 });
      plantOne(vault, 'before');
      const go = `${folder}/go`;
      expect(await other.ask({ hold: 'held', until: go })).toEqual({ holding: true });
      other.signal('SIGSTOP');
      try {
        // Reading goes on, writing is refused in a sentence, and nothing of it is stored.
        expect(impatient.get(things, 'held')).toBeUndefined();
        expect(() => plantOne(impatient, 'refused')).toThrow(
          expect.objectContaining({
            code: 'vault-busy',
            hint: expect.stringContaining('Nothing was changed') as string,
          }) as Error,
        );
      } finally {
        writeFileSync(go, '');
        other.signal('SIGCONT');
      }
      expect(await other.answer()).toEqual({ done: true });
      plantOne(impatient, 'mine');
      expect(impatient.list(things).map(({ id }) => id)).toEqual(['before', 'held', 'mine']);
      expect(impatient.verify().sound).toBe(true);
      impatient.close();
    },
  );

  it('end each other’s session when one rotates the vault key', async () => {
    plantOne(vault, 'before');
    const third = await reopen(folder);
    const problem = new Promise<string>((resolve) =>
      vault.onProblem(({ code }) => {
        resolve(code);
      }),
    );
    await third.rotateVaultKey(text(PASSWORD));
    expect(await problem).toBe('vault-locked');
    expect(() => vault.get(things, 'before')).toThrow(
      expect.objectContaining({ code: 'vault-locked' }) as Error,
    );
    expect(third.verify().problems).toEqual([]);
    third.close();
  });
});
