/** A new recovery key of the app: until the person has it, the one before goes on opening the vault, and that is said. */
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { notesOfRecoveryKey, protectionFacts } from '../../../electron/keys/matters/protection-facts.ts';
import type { OpenParts } from '../../../electron/processes/handlers/open-parts.ts';
import { protectionHandlers } from '../../../electron/processes/handlers/protection.ts';
import type { ManagedVault } from '../../../electron/vault/index.ts';
import { canMount, SmallDisk } from '../../fixtures/disk.ts';
import { makeFolder, makeVault, PASSWORD, removeFolder, reopen, text } from '../../fixtures/vault/sample.ts';

const UNSAID = 'process.a-new-recovery-key-opens-nothing';

let folder: string;
let vault: ManagedVault;
let earlier: string;
let protection: ReturnType<typeof protectionHandlers>;
/** What the person types into main's window next. */
let typed: string;
/** What the window asked for. */
let asked: object[];

/** As a process of the vault begins: it knows nothing but what the file says. */
function begin(opened: ManagedVault): void {
  vault = opened;
  protection = protectionHandlers(
    () => ({ vault }) as OpenParts,
    async (action, use) => {
      asked.push(action);
      return await use({ password: text(PASSWORD), newPassword: null, filePassword: null });
    },
    async (action, check) => {
      asked.push(action);
      return await check(text(typed), null);
    },
  );
}

beforeEach(async () => {
  folder = makeFolder();
  asked = [];
  const made = await makeVault(folder);
  earlier = made.recoveryKey;
  begin(made.vault);
});
afterEach(() => {
  vault.close();
  removeFolder(folder);
});

const make = async (): Promise<string> => {
  const { recoveryKey } = await protection.channels['vault.new-recovery-key'](undefined);
  return recoveryKey;
};
const settle = async (outcome: 'typed' | 'written-down' | 'not-kept'): Promise<void> => {
  await protection.channels['vault.settle-recovery-key']({ outcome });
};
/** Which of both opens the vault. */
const opening = (made: string): boolean[] =>
  [earlier, made].map((one) => vault.confirmRecoveryKey(text(one)));
const isOnKit = (made: string): boolean =>
  made.split('-').every((group) => protection.kitPage()?.includes(`>${group}<`) === true);
const BEFORE = [true, false];
const AFTER = [false, true];

/** Nothing was ended in order: the file is as a crash leaves it. */
async function startAnew(): Promise<readonly string[]> {
  const left = vault;
  begin(await reopen(folder));
  left.close();
  return notesOfRecoveryKey(vault).map(({ message }) => message.id);
}

describe('a new recovery key', () => {
  it('is shown before it opens anything, and takes effect when the person has written it down', async () => {
    const made = await make();
    expect(opening(made)).toEqual(BEFORE);
    expect(isOnKit(made)).toBe(true);
    await settle('written-down');
    expect(opening(made)).toEqual(AFTER);
    expect(protectionFacts(vault).unconfirmedSince).not.toBeNull();
    expect(isOnKit(made)).toBe(true);
    expect(await startAnew()).toEqual([]);
  });

  it('takes effect as it is typed, and the one before does not pass for it', async () => {
    const made = await make();
    typed = earlier;
    await expect(settle('typed')).rejects.toMatchObject({ code: 'vault-wrong-password' });
    expect(opening(made)).toEqual(BEFORE);
    typed = made.toLowerCase().replaceAll('-', ' ');
    await settle('typed');
    expect(opening(made)).toEqual(AFTER);
    expect(protectionFacts(vault).unconfirmedSince).toBeNull();
    expect(asked.at(-1)).toEqual({ kind: 'confirm-recovery-key', isNew: true });
  });

  it('that nobody wants opens nothing, then and later', async () => {
    const made = await make();
    await settle('not-kept');
    expect(protection.kitPage()).toBeNull();
    await expect(settle('written-down')).rejects.toMatchObject({ code: 'conflict' });
    expect(opening(made)).toEqual(BEFORE);
    expect(await startAnew()).toEqual([]);
  });

  it('that a lock or a crash came upon opens nothing, which is said once', async () => {
    const made = await make();
    expect(await startAnew()).toEqual([UNSAID]);
    expect(opening(made)).toEqual(BEFORE);
    await expect(settle('written-down')).rejects.toMatchObject({ code: 'conflict' });
    expect(await startAnew()).toEqual([]);
  });

  it.skipIf(!canMount())('for which the disk has no room is there to be tried again', async () => {
    vault.close();
    const disk = new SmallDisk(path.join(folder, 'disk'));
    try {
      const there = await makeVault(disk.folder);
      earlier = there.recoveryKey;
      begin(there.vault);
      const made = await make();
      disk.fill();
      await expect(settle('written-down')).rejects.toMatchObject({ code: 'vault-disk-full' });
      expect(opening(made)).toEqual(BEFORE);
      disk.empty();
      await settle('written-down');
      expect(opening(made)).toEqual(AFTER);
    } finally {
      vault.close();
      disk.remove();
    }
  });

  it('is none without the master password, and takes the place of one that was shown before', async () => {
    await expect(settle('written-down')).rejects.toMatchObject({ code: 'conflict' });
    const first = await make();
    const second = await make();
    expect(asked.map((one) => 'kind' in one && one.kind)).toEqual(['new-recovery-key', 'new-recovery-key']);
    await settle('written-down');
    expect(opening(second)).toEqual(AFTER);
    expect(vault.confirmRecoveryKey(text(first))).toBe(false);
  });
});
