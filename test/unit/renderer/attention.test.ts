import { describe, expect, it } from 'vitest';
import { attentionOf } from '../../../renderer/features/overview/attention.ts';
import type { AttentionInput, AttentionItem } from '../../../renderer/features/overview/attention-types.ts';
import { upcomingExpiries } from '../../../renderer/features/overview/expiries.ts';
import type { Connection } from '../../../shared/domain.ts';
import type { Finding, ScanFinding } from '../../../shared/findings.ts';
import type { KeptReply } from '../../../shared/kept-replies.ts';
import { makeKey } from './factory.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const days = (count: number): string => new Date(NOW + count * 86_400_000).toISOString();
const nothing = { keys: [], connections: [], findings: [], rotations: [] };

const attentionList = (input: AttentionInput, now: number): readonly AttentionItem[] =>
  attentionOf(input, now).items;

describe('attentionOf', () => {
  it('is empty where nothing is wrong', () => {
    expect(attentionList({ ...nothing, keys: [makeKey(NOW)] }, NOW)).toEqual([]);
  });
  it('brings up what servers sent in place of keys until a person knows about it', () => {
    const reply = (id: string, seenAt: string | null): KeptReply => ({
      id,
      connectionId: 'c',
      connectionName: 'Acme',
      name: 'Till',
      operation: 'create',
      receivedAt: days(-1),
      faults: ['not-a-key'],
      keyId: null,
      keyOf: null,
      length: 6,
      seenAt,
    });
    const keptReplies = [reply('kept_1', null), reply('kept_2', null), reply('kept_3', days(0))];
    expect(attentionList({ ...nothing, keptReplies }, NOW)).toMatchObject([
      { kind: 'kept-reply', count: 2, state: 'kept_1,kept_2' },
    ]);
    expect(attentionList({ ...nothing, keptReplies: keptReplies.slice(2) }, NOW)).toEqual([]);
  });
  it('names leaks of keys that are in no vault, but not what only looks like a key', () => {
    const stranger = (changes: Partial<Finding>, kind: ScanFinding['class'] = 'valid'): Finding => ({
      id: 'f1',
      root: '/repo',
      finding: {
        fingerprint: 'f',
        class: kind,
        mode: 'prod',
        brand: 'augno',
        keyId: null,
        redacted: 'aug_sk_prod_****aaaa',
        path: '.env',
        line: 1,
        column: 1,
        encoding: [],
        container: [],
        ignoredByGit: false,
        clientSide: false,
        source: 'worktree',
        unreachable: false,
        verified: null,
        blob: null,
        commit: null,
      },
      keyId: null,
      keyName: null,
      keyStatus: null,
      connectionId: null,
      state: 'open',
      ignoredReason: null,
      ignoredUntil: null,
      firstSeenAt: days(-1),
      lastSeenAt: days(0),
      ...changes,
    });
    const findings = [
      stranger({}),
      stranger({ id: 'f2' }),
      stranger({ state: 'ignored' }),
      stranger({ keyId: 'apke_1' }),
      stranger({}, 'malformed'),
    ];
    expect(attentionList({ ...nothing, findings }, NOW)).toMatchObject([{ kind: 'unknown-leak', count: 2 }]);
    expect(attentionList({ ...nothing, findings: findings.slice(2) }, NOW)).toEqual([]);
  });
  it('puts what can do harm first', () => {
    const connection: Connection = {
      id: 'c1',
      name: 'ACME',
      brand: 'augno',
      url: 'https://api.augno.com',
      mode: 'prod',
      embeddedSandbox: false,
      adminKeyId: 'apke_9',
      health: 'key-refused',
      healthMessage: null,
      lastSyncedAt: null,
      keyCount: 0,
      secretCount: 0,
    };
    const keys = [
      makeKey(NOW, { id: 'apke_stale', lastUsedAt: days(-120) }),
      makeKey(NOW, { id: 'apke_soon', status: 'expiring', expiresAt: days(3) }),
      makeKey(NOW, { id: 'apke_leak', leakCount: 2 }),
      makeKey(NOW, { id: 'apke_open', status: 'unresolved' }),
      makeKey(NOW, { id: 'apke_new', lastUsedAt: null, createdAt: days(-8) }),
    ];
    const kinds = attentionList({ ...nothing, keys, connections: [connection] }, NOW).map(
      (item) => item.kind,
    );
    expect(kinds).toEqual(['unresolved', 'connection', 'leaked', 'expiring', 'stale', 'never-used']);
  });
  it('says nothing about dead keys, a leak of a dead key, or the documentation key', () => {
    const keys = [
      makeKey(NOW, { status: 'revoked', leakCount: 3, lastUsedAt: null }),
      makeKey(NOW, { isDocumentationKey: true, lastUsedAt: null, status: 'expiring', expiresAt: days(2) }),
    ];
    expect(attentionList({ ...nothing, keys }, NOW)).toEqual([]);
  });
});

describe('upcomingExpiries', () => {
  it('takes the earlier of expiry and revocation, soonest first', () => {
    const keys = [
      makeKey(NOW, { id: 'late', expiresAt: days(80) }),
      makeKey(NOW, { id: 'revoking', status: 'revoking', expiresAt: days(60), revokedAt: days(1) }),
      makeKey(NOW, { id: 'beyond', expiresAt: days(91) }),
      makeKey(NOW, { id: 'dead', status: 'expired', expiresAt: days(-1) }),
    ];
    expect(upcomingExpiries(keys, NOW, 90).map(({ key }) => key.id)).toEqual(['revoking', 'late']);
  });
});
