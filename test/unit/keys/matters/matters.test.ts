import { describe, expect, it } from 'vitest';
import type { MattersInput } from '../../../../electron/keys/matters/matters-by-source.ts';
import { matterIdOfDate, mattersOf } from '../../../../electron/keys/matters/matters-of.ts';
import { scheduleOf } from '../../../../electron/keys/matters/schedule.ts';
import { en as english } from '../../../../electron/app/messages/en.ts';
import { sayDate } from '../../../../electron/app/notice-words.ts';
import { mayWaitForChange, type Matter } from '../../../../shared/matters.ts';
import { upcomingExpiries } from '../../../../renderer/features/overview/expiries.ts';
import type { Connection } from '../../../../shared/domain.ts';
import type { Finding, ScanFinding } from '../../../../shared/findings.ts';
import type { PutOff } from '../../../../shared/ipc/attention-channels.ts';
import type { KeptReply } from '../../../../shared/kept-replies.ts';
import { makeKey } from '../../renderer/factory.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const days = (count: number): string => new Date(NOW + count * 86_400_000).toISOString();
const nothing: MattersInput = { keys: [], connections: [], findings: [], rotations: [] };

const listed = (input: MattersInput, now: number): readonly Matter[] => mattersOf(input, now).items;

describe('mattersOf', () => {
  it('is empty where nothing is wrong', () => {
    expect(listed({ ...nothing, keys: [makeKey(NOW)] }, NOW)).toEqual([]);
  });
  it('says nothing of the end of a key that ends with its session, and all of its leak', () => {
    const ending = { status: 'expiring', expiresAt: days(0.1), lastUsedAt: null, roleType: 'admin' } as const;
    const key = makeKey(NOW, { ...ending, isOfSession: true });
    expect(listed({ ...nothing, keys: [key] }, NOW)).toEqual([]);
    expect(scheduleOf([key], new Date(NOW))).toEqual([]);
    expect(upcomingExpiries([key], NOW, 90)).toEqual([]);
    expect(listed({ ...nothing, keys: [makeKey(NOW, ending)] }, NOW)).toMatchObject([{ kind: 'expiring' }]);
    expect(listed({ ...nothing, keys: [{ ...key, leakCount: 1 }] }, NOW)).toMatchObject([{ kind: 'leaked' }]);
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
    expect(listed({ ...nothing, keptReplies }, NOW)).toMatchObject([
      { kind: 'kept-reply', count: 2, state: 'kept_1,kept_2' },
    ]);
    expect(listed({ ...nothing, keptReplies: keptReplies.slice(2) }, NOW)).toEqual([]);
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
    expect(listed({ ...nothing, findings }, NOW)).toMatchObject([{ kind: 'unknown-leak', count: 2 }]);
    expect(listed({ ...nothing, findings: findings.slice(2) }, NOW)).toEqual([]);
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
    const kinds = listed({ ...nothing, keys, connections: [connection] }, NOW).map((item) => item.kind);
    expect(kinds).toEqual(['unresolved', 'connection', 'leaked', 'expiring', 'stale', 'never-used']);
  });
  it('says nothing about dead keys, a leak of a dead key, or the documentation key', () => {
    const keys = [
      makeKey(NOW, { status: 'revoked', leakCount: 3, lastUsedAt: null }),
      makeKey(NOW, { isDocumentationKey: true, lastUsedAt: null, status: 'expiring', expiresAt: days(2) }),
    ];
    expect(listed({ ...nothing, keys }, NOW)).toEqual([]);
  });
});

describe('what was just rotated', () => {
  const step = (input: Partial<MattersInput>, kind: Matter['kind']) =>
    listed({ ...nothing, ...input }, NOW).find((matter) => matter.kind === kind)?.step;
  const expiring = { status: 'expiring' as const, expiresAt: days(3) };
  const rotation = {
    id: 'r1',
    oldKeyId: 'apke_old',
    newKeyId: 'apke_1',
    startedAt: days(0),
    oldWorksUntil: days(1),
    oldRefusedAt: null,
    places: [],
    state: 'rolling-out' as const,
    endedBy: 'server' as const,
  };

  it('is not to be rotated again, neither the old key nor the new one', () => {
    expect(step({ keys: [makeKey(NOW, { leakCount: 1 })] }, 'leaked')).toBe('rotate-leaked');
    const replaced = { replacedBy: 'apke_2' };
    expect(step({ keys: [makeKey(NOW, { leakCount: 1, ...replaced })] }, 'leaked')).toBe('continue-rotation');
    expect(step({ keys: [makeKey(NOW, expiring)] }, 'expiring')).toBe('rotate');
    expect(step({ keys: [makeKey(NOW, { ...expiring, ...replaced })] }, 'expiring')).toBe(
      'continue-rotation',
    );
    const rotations = [rotation];
    expect(step({ keys: [makeKey(NOW, expiring)], rotations }, 'expiring')).toBe('continue-rotation');
    const done = [{ ...rotation, state: 'done' as const }];
    expect(step({ keys: [makeKey(NOW, expiring)], rotations: done }, 'expiring')).toBe('rotate');
  });

  it('has no policy any more that wants a rotation', () => {
    const care = { owner: null, access: [], rotateEveryDays: 90, rotateBy: null, expiresAt: null };
    expect(step({ keys: [makeKey(NOW, { care })] }, 'rotation-due')).toBe('rotate');
    expect(step({ keys: [makeKey(NOW, { care, replacedBy: 'apke_2' })] }, 'rotation-due')).toBeUndefined();
  });

  it('stops on its day, and notices say no more of it than that', () => {
    const key = makeKey(NOW, { ...expiring, replacedBy: 'apke_2' });
    const [date] = scheduleOf([key], new Date(NOW));
    expect(date).toMatchObject({ kind: 'revocation', at: expiring.expiresAt });
    const said = sayDate({ id: 'n', entry: date!, days: 3, over: false }, english);
    expect(said.title).toContain('stops working');
    expect(said.body).not.toContain('Rotate');
  });
});

describe('what is put off', () => {
  const stale = makeKey(NOW, { id: 'apke_stale', lastUsedAt: days(-120) });
  const record = (changes: Partial<PutOff>): PutOff => ({
    id: 'stale:apke_stale',
    kind: 'stale',
    state: days(-120),
    until: null,
    name: 'ERP Sync',
    mode: 'prod',
    keyId: 'apke_stale',
    putOffAt: days(0),
    ...changes,
  });
  const shown = (input: Partial<MattersInput>): readonly string[] =>
    mattersOf({ ...nothing, ...input }, NOW).items.map(({ id }) => id);

  it('is left out until its time, and is in a list of its own', () => {
    const until = days(1);
    const { items, putOff } = mattersOf({ ...nothing, keys: [stale], putOffs: [record({ until })] }, NOW);
    expect(items).toEqual([]);
    expect(putOff).toMatchObject([{ matter: { id: 'stale:apke_stale' }, until }]);
    expect(shown({ keys: [stale], putOffs: [record({ until: days(-1) })] })).toEqual(['stale:apke_stale']);
  });

  it('comes back when it changes', () => {
    expect(shown({ keys: [stale], putOffs: [record({})] })).toEqual([]);
    expect(shown({ keys: [stale], putOffs: [record({ state: 'as it was before' })] })).toEqual([
      'stale:apke_stale',
    ]);
  });

  it('hides one matter of a key, not the others', () => {
    const leaked = { ...stale, leakCount: 1 };
    expect(shown({ keys: [leaked] })).toEqual(['leaked:apke_stale']);
    const putOffs = [record({ id: 'leaked:apke_stale', kind: 'leaked', until: days(1) })];
    expect(shown({ keys: [leaked], putOffs })).toEqual(['stale:apke_stale']);
  });

  it('is that of its date, and of no other', () => {
    const key = makeKey(NOW, { id: 'apke_soon', status: 'expiring', expiresAt: days(3) });
    const date = { id: 'd1', subjectId: key.id, kind: 'expiry' as const, at: days(3) };
    const [matter] = mattersOf({ ...nothing, keys: [key], dates: [date] }, NOW).items;
    expect(matter).toMatchObject({ id: matterIdOfDate(date), date: { id: 'd1', at: days(3) } });
    // The date of another matter of that key does not count.
    const other = { ...date, kind: 'rotation-due' as const };
    expect(mattersOf({ ...nothing, keys: [key], dates: [other] }, NOW).items[0]?.date).toBeNull();
    expect(matterIdOfDate(other)).toBe('rotation-due:apke_soon');
  });

  it('may not be for good where waiting does harm', () => {
    const leaked = mattersOf({ ...nothing, keys: [makeKey(NOW, { leakCount: 1 })] }, NOW).items[0]!;
    expect(mayWaitForChange(leaked)).toBe(false);
    expect(mayWaitForChange(mattersOf({ ...nothing, keys: [stale] }, NOW).items[0]!)).toBe(true);
  });
});

describe('what others did', () => {
  const revoked = makeKey(NOW, { id: 'apke_r', status: 'revoked', revokedAt: days(-1) });
  it('waits until somebody knows about it', () => {
    const elsewhere = [{ keyId: 'apke_r', kind: 'revoked' as const, seenAt: days(-1), sequence: 7 }];
    const { items } = mattersOf({ ...nothing, keys: [revoked], elsewhere }, NOW);
    expect(items).toMatchObject([{ kind: 'elsewhere', elsewhere: 'revoked', urgency: 11 }]);
    const made = makeKey(NOW, { origin: 'elsewhere', createdAt: days(-2) });
    const kinds = (known: readonly string[]): readonly string[] =>
      mattersOf({ ...nothing, keys: [made], knownElsewhere: new Set(known) }, NOW).items.map(
        ({ kind }) => kind,
      );
    expect(kinds([])).toEqual(['made-elsewhere']);
    expect(kinds([made.id])).toEqual([]);
  });
});

describe('an access review', () => {
  const review = (changes: object) => ({
    id: 'r1',
    startedAt: days(-100),
    finishedAt: days(-99),
    nextAt: days(-1),
    items: [],
    ...changes,
  });
  const kinds = (changes: object): readonly unknown[] =>
    mattersOf({ ...nothing, reviews: [review(changes)] }, NOW).items.map(({ dueAt, decided }) => [
      dueAt,
      decided,
    ]);
  it('waits when it is due or under way', () => {
    expect(kinds({})).toEqual([[days(-1), null]]);
    expect(kinds({ nextAt: days(1) })).toEqual([]);
    expect(kinds({ nextAt: null })).toEqual([]);
    expect(kinds({ finishedAt: null })).toEqual([[null, 0]]);
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

  it.each([5, -5])('goes by the clock of the keys, %i h ahead of this computer’s', (hours) => {
    const clockAheadMs = hours * 3_600_000;
    const at = (inHours: number): string => new Date(NOW + inHours * 3_600_000).toISOString();
    const keys = [
      makeKey(NOW, { id: 'over', expiresAt: at(hours - 1), clockAheadMs }),
      makeKey(NOW, { id: 'soon', expiresAt: at(hours + 1), clockAheadMs }),
      makeKey(NOW, { id: 'near', expiresAt: at(24 + hours - 1), clockAheadMs }),
      makeKey(NOW, { id: 'far', expiresAt: at(24 + hours + 1), clockAheadMs }),
    ];
    const found = upcomingExpiries(keys, NOW, 1);
    expect(found.map(({ key }) => key.id)).toEqual(['soon', 'near']);
    expect(found[0]!.at).toBe(NOW + 3_600_000);
  });
});
