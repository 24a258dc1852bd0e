/** What the vault's own log says of backups and of the recovery key, and the matters that follow. */
import { describe, expect, it } from 'vitest';
import { ofProtection } from '../../../../electron/keys/matters/matters-by-source.ts';
import { mattersOf } from '../../../../electron/keys/matters/matters-of.ts';
import { protectionFacts, type ProtectionFacts } from '../../../../electron/keys/matters/protection-facts.ts';
import type { AuditEntry } from '../../../../shared/domain.ts';
import { makeKey } from '../../renderer/factory.ts';

type Event = AuditEntry['action'] | 'process.restore-drill-passed' | 'process.recovery-key-confirmed';

function log(events: readonly Event[], slots: readonly string[] = ['password', 'recovery']) {
  const entries: AuditEntry[] = [];
  let pages = 0;
  const add = (event: Event): void => {
    const isNote = event.startsWith('process.');
    const sequence = entries.length + 1;
    entries.push({
      sequence,
      at: new Date(Date.UTC(2026, 0, 1, 0, 0, sequence)).toISOString(),
      action: isNote ? 'note' : (event as AuditEntry['action']),
      actor: 'app',
      subjectId: null,
      subjectName: null,
      reason: null,
      detail: null,
      ...(isNote ? { said: [{ id: event as 'process.restore-drill-passed' }] } : {}),
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
      lastBackup: 'never',
      unconfirmedSince: vault.at(1),
    });
    vault.add('backup-made');
    expect(protectionFacts(vault).lastBackup).toBe(vault.at(4));
    vault.add('key-rotated');
    expect(protectionFacts(vault)).toMatchObject({ lastBackup: vault.at(4), newestSecretAt: vault.at(5) });
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

  it.each(['process.recovery-key-confirmed', 'process.restore-drill-passed'] as const)(
    'by %s that somebody has the recovery key, until there is another one',
    (confirmed) => {
      const vault = log(['vault-created']);
      expect(protectionFacts(vault).unconfirmedSince).toBe(vault.at(1));
      vault.add(confirmed);
      expect(protectionFacts(vault).unconfirmedSince).toBeNull();
      vault.add('unlocked');
      expect(protectionFacts(vault).unconfirmedSince).toBeNull();
      vault.add('recovery-key-created');
      expect(protectionFacts(vault).unconfirmedSince).toBe(vault.at(4));
    },
  );

  it('nothing of a recovery key where there is none', () => {
    expect(protectionFacts(log(['vault-created'], ['password'])).unconfirmedSince).toBeNull();
  });
});

describe('the matters', () => {
  const calm: ProtectionFacts = {
    newestSecretAt: '2026-01-02T00:00:00.000Z',
    lastBackup: '2026-01-03T00:00:00.000Z',
    unconfirmedSince: null,
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
    const behind = '2026-01-01T00:00:00.000Z';
    expect(of({ lastBackup: behind })).toEqual([['backup-old', 'back-up', behind]]);
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
