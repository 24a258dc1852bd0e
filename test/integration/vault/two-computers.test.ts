/** Two computers, each with a keychain that remembers what it saw, and one file that a sync tool carries between them. */
import { copyFileSync, mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createVault, openVault, type ManagedVault } from '../../../electron/vault/index.ts';
import { NO_RULES } from '../../fixtures/vault/copies.ts';
import {
  makeFastFolder,
  memoryKeychain,
  options,
  PASSWORD,
  plantOne,
  removeFolder,
  text,
  things,
} from '../../fixtures/vault/sample.ts';

type Computer = 'desk' | 'laptop';

let folder: string;
let keychains: Readonly<Record<Computer, ReturnType<typeof memoryKeychain>>>;
const folderOf = (computer: Computer): string => path.join(folder, computer);
const fileOf = (computer: Computer): string => path.join(folderOf(computer), 'vault.db');

beforeEach(async () => {
  folder = makeFastFolder();
  keychains = { desk: memoryKeychain(), laptop: memoryKeychain() };
  const { vault } = await createVault({
    ...options(folderOf('desk'), { keychain: keychains.desk }),
    name: 'Vault',
    password: text(PASSWORD),
  });
  plantOne(vault, 'first');
  vault.close();
  mkdirSync(folderOf('laptop'));
});
afterEach(() => {
  removeFolder(folder);
});

/** @returns what was said of the file */
async function use(
  computer: Computer,
  work: (vault: ManagedVault) => unknown = () => undefined,
): Promise<string | null> {
  const vault = await openVault({
    ...options(folderOf(computer), { keychain: keychains[computer] }),
    credential: { kind: 'password', password: text(PASSWORD) },
  });
  await work(vault);
  const warning = vault.rollbackWarning?.code ?? null;
  vault.close();
  return warning;
}

/** As sync tools do: the newer file takes the older one's place. */
function sync(from: Computer, to: Computer): void {
  copyFileSync(fileOf(from), `${fileOf(to)}.part`);
  renameSync(`${fileOf(to)}.part`, fileOf(to));
}

const keep = (name: string, from: Computer): string => {
  const file = path.join(folder, name);
  copyFileSync(fileOf(from), file);
  return file;
};
const put = (id: string) => (vault: ManagedVault) => {
  plantOne(vault, id);
};
const fold = (file: string) => async (vault: ManagedVault) => {
  await vault.mergeCopy(file, null, NO_RULES, { dryRun: false });
};

it('one that is used by turns says nothing on either', async () => {
  for (const turn of ['one', 'two', 'three']) {
    expect(await use('desk', put(`desk-${turn}`))).toBeNull();
    sync('desk', 'laptop');
    expect(await use('laptop', put(`laptop-${turn}`))).toBeNull();
    sync('laptop', 'desk');
  }
  expect(await use('desk')).toBeNull();
});

it('used at once: a conflict copy is folded in on one, and neither is warned from then on', async () => {
  sync('desk', 'laptop');
  expect(await use('laptop', put('of-laptop'))).toBeNull();
  expect(await use('desk', put('of-desk'))).toBeNull();
  // The laptop's file stays; the desk's comes to it as a conflict copy, and the laptop folds it in.
  const conflict = keep('vault (conflicted copy).db', 'desk');
  expect(await use('laptop', fold(conflict))).toBeNull();
  sync('laptop', 'desk');
  // The desk's own last entry stands there in a folded-in log.
  expect(
    await use('desk', (vault) => {
      expect(vault.get(things, 'of-laptop')).toBeDefined();
      expect(vault.get(things, 'of-desk')).toBeDefined();
    }),
  ).toBeNull();
  for (const turn of ['one', 'two']) {
    sync('desk', 'laptop');
    expect(await use('laptop', put(`laptop-${turn}`))).toBeNull();
    sync('laptop', 'desk');
    expect(await use('desk', put(`desk-${turn}`))).toBeNull();
  }
});

it('each folds the other’s in, and one file takes the place of the other: said until it is one again', async () => {
  sync('desk', 'laptop');
  await use('laptop', put('of-laptop'));
  await use('desk', put('of-desk'));
  const [fromDesk, fromLaptop] = [keep('desk.db', 'desk'), keep('laptop.db', 'laptop')];
  expect(await use('laptop', fold(fromDesk))).toBeNull();
  expect(await use('desk', fold(fromLaptop))).toBeNull();
  const merged = keep('merged.db', 'laptop');
  sync('desk', 'laptop');
  // What the laptop did since is missing from the desk's file: it is said, until that is folded in.
  expect(await use('laptop')).toBe('vault-another-copy');
  expect(await use('laptop', fold(merged))).toBeNull();
  sync('laptop', 'desk');
  expect(await use('desk')).toBeNull();
});

it('a file without what the other did is another copy, and no rollback; folding in ends that', async () => {
  sync('desk', 'laptop');
  await use('laptop', put('of-laptop'));
  await use('desk', put('of-desk'));
  const lost = keep('laptop.db', 'laptop');
  sync('desk', 'laptop');
  const warned = await use('laptop');
  expect(warned).toBe('vault-another-copy');
  // Nobody accepted anything: it is said again until what is missing is there.
  expect(await use('laptop')).toBe('vault-another-copy');
  expect(await use('laptop', fold(lost))).toBeNull();
  expect(await use('laptop')).toBeNull();
});

it('an older copy that comes back is a rollback, each time, also after merges and under a new vault key', async () => {
  sync('desk', 'laptop');
  const old = keep('old.db', 'desk');
  await use('laptop', put('of-laptop'));
  await use('desk', put('of-desk'));
  await use('laptop', fold(keep('desk.db', 'desk')));
  const merged = keep('merged.db', 'laptop');
  copyFileSync(old, fileOf('laptop'));
  for (const time of [1, 2, 3]) expect(await use('laptop'), String(time)).toBe('vault-rolled-back');
  copyFileSync(merged, fileOf('laptop'));
  await use('laptop', async (vault) => {
    (await vault.rotateVaultKey(text(PASSWORD))).recoveryKey?.wipe();
  });
  expect(await use('laptop')).toBeNull();
  sync('laptop', 'desk');
  expect(await use('desk')).toBeNull();
  copyFileSync(merged, fileOf('laptop'));
  for (const time of [1, 2]) expect(await use('laptop'), String(time)).toBe('vault-rolled-back');
});
