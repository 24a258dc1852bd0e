/** What the vault's own log says of backups and of the recovery key, and the matters that follow. */
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ofProtection } from '../../../../electron/keys/matters/matters-by-source.ts';
import { mattersOf } from '../../../../electron/keys/matters/matters-of.ts';
import {
  enterPassedDrill,
  protectionFacts,
  type ProtectionFacts,
} from '../../../../electron/keys/matters/protection-facts.ts';
import { restoreDrill, restoreVault } from '../../../../electron/vault/index.ts';
import type { AuditEntry } from '../../../../shared/domain.ts';
import { cheapKdf } from '../../../fixtures/vault/cheap-kdf.ts';
import { say, type Said } from '../../../../shared/messages/say.ts';
import {
  makeFolder,
  makeVault,
  options,
  plant,
  removeFolder,
  reopen,
  text,
} from '../../../fixtures/vault/sample.ts';
import { makeKey } from '../../renderer/factory.ts';

type Event =
  | AuditEntry['action']
  | 'process.restore-drill-passed'
  | 'process.recovery-key-confirmed'
  | { readonly action: AuditEntry['action']; readonly said: Said };

function log(events: readonly Event[], slots: readonly string[] = ['password', 'recovery']) {
  const entries: AuditEntry[] = [];
  let pages = 0;
  const add = (event: Event): void => {
    const { action, said } =
      typeof event === 'object'
        ? event
        : event.startsWith('process.')
          ? { action: 'note' as const, said: { id: event as 'process.restore-drill-passed' } }
          : { action: event as AuditEntry['action'], said: null };
    const sequence = entries.length + 1;
    entries.push({
      sequence,
      at: new Date(Date.UTC(2026, 0, 1, 0, 0, sequence)).toISOString(),
      action,
      actor: 'app',
      subjectId: null,
      subjectName: null,
      reason: null,
      detail: null,
      ...(said === null ? {} : { said: [said] }),
    });
  };
  for (const event of events) add(event);
  return {
    add,
    pages: () => pages,
    at: (sequence: number): string => entries[sequence - 1]!.at,
    auditLog: ({ limit, before = null }: { readonly limit: number; readonly before?: number | null }) => {
      pages += 1;
      return entries
        .filter(({ sequence }) => before === null || sequence < before)
        .toReversed()
        .slice(0, limit);
    },
    slots: () => slots.map((kind) => ({ kind })) as never,
  };
}

describe('the log says', () => {
  it('that there was never a backup, until there is one', () => {
    const vault = log(['vault-created', 'unlocked', 'key-created']);
    expect(protectionFacts(vault)).toEqual({
      newestSecretAt: vault.at(3),
      hasNewerSecret: true,
      lastBackup: 'never',
      lastDrillAt: null,
      unconfirmedSince: vault.at(1),
      hasShownRecoveryKey: false,
    });
    vault.add('backup-made');
    expect(protectionFacts(vault)).toMatchObject({ lastBackup: vault.at(4), hasNewerSecret: false });
    vault.add('unlocked');
    expect(protectionFacts(vault).hasNewerSecret).toBe(false);
    vault.add('key-rotated');
    expect(protectionFacts(vault)).toMatchObject({
      ...{ lastBackup: vault.at(4), newestSecretAt: vault.at(6), hasNewerSecret: true },
    });
  });

  it('nothing of “never” where it is too long to be read to its beginning', () => {
    const vault = log([
      'backup-made',
      ...Array.from({ length: 2500 }, () => 'unlocked' as const),
      'imported',
    ]);
    expect(protectionFacts(vault).lastBackup).toBe('long-ago');
    const before = vault.pages();
    vault.add('locked');
    // Only what is new is read.
    expect(protectionFacts(vault).lastBackup).toBe('long-ago');
    expect(vault.pages() - before).toBe(1);
  });

  it('of a vault that was restored that the backup it came out of was made, and when', () => {
    const at = '2025-12-01T00:00:00.000Z';
    const restored = { action: 'restored', said: say('vault.from-a-backup-made-at', { at }) } as const;
    const vault = log(['vault-created', 'key-created', restored]);
    expect(protectionFacts(vault).lastBackup).toBe(at);
    vault.add('backup-made');
    expect(protectionFacts(vault).lastBackup).toBe(vault.at(4));
    // A backup of a computer whose clock was wrong holds what is newer by date as little as any other.
    const ahead = {
      action: 'restored',
      said: say('vault.from-a-backup-made-at', { at: '2199-01-01T00:00:00.000Z' }),
    } as const;
    expect(protectionFacts(log(['vault-created', 'key-created', ahead])).hasNewerSecret).toBe(false);
    expect(protectionFacts(log(['vault-created', ahead, 'key-created'])).hasNewerSecret).toBe(true);
    // A copy beside the vault is lost with it.
    const copied = { action: 'restored', said: say('vault.from-the-automatic-copy-of', { at }) } as const;
    expect(protectionFacts(log(['vault-created', copied])).lastBackup).toBe('never');
  });

  it('that somebody has the recovery key, until there is another one', () => {
    const vault = log(['vault-created']);
    expect(protectionFacts(vault).unconfirmedSince).toBe(vault.at(1));
    vault.add('process.recovery-key-confirmed');
    expect(protectionFacts(vault).unconfirmedSince).toBeNull();
    vault.add('unlocked');
    expect(protectionFacts(vault).unconfirmedSince).toBeNull();
    vault.add('recovery-key-created');
    expect(protectionFacts(vault).unconfirmedSince).toBe(vault.at(4));
  });

  it('when a drill last passed, which by itself says nothing of the present recovery key', () => {
    const vault = log(['vault-created', 'process.restore-drill-passed', 'unlocked']);
    expect(protectionFacts(vault)).toMatchObject({ lastDrillAt: vault.at(2), unconfirmedSince: vault.at(1) });
  });

  it('nothing of a recovery key where there is none', () => {
    expect(protectionFacts(log(['vault-created'], ['password'])).unconfirmedSince).toBeNull();
  });
});

describe('of a real vault', () => {
  let folder: string;
  beforeEach(() => {
    folder = makeFolder();
  });
  afterEach(() => {
    removeFolder(folder);
  });
  const file = (): string => path.join(folder, 'a.augnobackup');

  it('a drill counts for the recovery key that it was passed with', async () => {
    const { vault, recoveryKey } = await makeVault(folder);
    plant(vault, 1);
    await vault.backup(file(), text('backup password'));
    const present = vault.draftRecoveryKey();
    vault.keepRecoveryKey(present);
    const since = protectionFacts(vault).unconfirmedSince;
    const secret = { kind: 'recovery-key', recoveryKey: text(recoveryKey) } as const;
    const drilled = await restoreDrill({
      ...{ file: file(), actor: 'app', secret, kdf: cheapKdf },
      backupPassword: text('backup password'),
    });
    expect(drilled.sound).toBe(true);
    // The backup of before opens with the key of before, which opens this vault no more.
    enterPassedDrill(vault, drilled, text(recoveryKey));
    expect(protectionFacts(vault)).toMatchObject({ unconfirmedSince: since });
    expect(protectionFacts(vault).lastDrillAt).not.toBeNull();
    enterPassedDrill(vault, { vaultId: 'another' }, present);
    expect(protectionFacts(vault).unconfirmedSince).toBe(since);
    enterPassedDrill(vault, drilled, present);
    expect(protectionFacts(vault).unconfirmedSince).toBeNull();
    vault.close();
  });

  it('one that came out of a backup is backed up', async () => {
    const { vault } = await makeVault(folder);
    plant(vault, 1);
    await vault.backup(file(), text('backup password'));
    vault.close();
    const target = path.join(folder, 'restored');
    const { madeAt } = await restoreVault({
      ...options(path.join(target, 'vault')),
      file: file(),
      backupPassword: text('backup password'),
    });
    const restored = await reopen(target);
    expect(protectionFacts(restored).lastBackup).toBe(madeAt.toISOString());
    restored.close();
  });
});

describe('the matters', () => {
  const calm: ProtectionFacts = {
    newestSecretAt: '2026-01-02T00:00:00.000Z',
    hasNewerSecret: false,
    lastBackup: '2026-01-03T00:00:00.000Z',
    lastDrillAt: null,
    unconfirmedSince: null,
    hasShownRecoveryKey: false,
  };
  const of = (facts: Partial<ProtectionFacts>, secretHeld = true) =>
    ofProtection({
      keys: [makeKey(0, { secretHeld })],
      ...{ connections: [], findings: [], rotations: [] },
      protection: { ...calm, ...facts },
    }).map(({ kind, step, state }) => [kind, step, state]);

  it('are none where a backup holds what there is and the key was checked, or where there is no secret', () => {
    expect(of({})).toEqual([]);
    expect(of({ lastBackup: 'never' }, false)).toEqual([]);
    expect(ofProtection({ keys: [makeKey(0)], connections: [], findings: [], rotations: [] })).toEqual([]);
  });

  it('are the backup that was never made, and the one that is behind, until the next', () => {
    expect(of({ lastBackup: 'never' })).toEqual([['never-backed-up', 'back-up', 'never']]);
    const behind = '2199-01-01T00:00:00.000Z';
    expect(of({ lastBackup: behind, hasNewerSecret: true })).toEqual([['backup-old', 'back-up', behind]]);
    expect(of({ lastBackup: 'long-ago' })).toEqual([['backup-old', 'back-up', 'long-ago']]);
  });

  it('are the recovery key that nobody checked', () => {
    const since = '2026-01-01T00:00:00.000Z';
    expect(of({ unconfirmedSince: since })).toEqual([
      ['recovery-unconfirmed', 'confirm-recovery-key', since],
    ]);
  });

  it('stay behind what does harm, and wait until they change', () => {
    const input = {
      keys: [makeKey(0, { secretHeld: true })],
      ...{ connections: [], findings: [], rotations: [] },
      protection: { ...calm, lastBackup: 'never' as const },
    };
    const { items } = mattersOf(input, Date.UTC(2026, 0, 4));
    expect(items.find(({ kind }) => kind === 'never-backed-up')?.severity).toBe('soon');
    const putOffs = [{ id: 'never-backed-up', state: 'never', until: null }] as never;
    expect(
      mattersOf({ ...input, putOffs }, Date.UTC(2026, 0, 4)).putOff.map(({ matter }) => matter.id),
    ).toEqual(['never-backed-up']);
  });
});
