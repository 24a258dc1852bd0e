/** What was done to a key elsewhere: by the ids of the log's entry; those of versions before have words alone. */
import { expect, it } from 'vitest';
import { changeOf, GONE_ELSEWHERE, REVOKED_ELSEWHERE } from '../../../../electron/keys/matters/elsewhere.ts';
import type { KeyRecord } from '../../../../electron/keys/registry/records.ts';
import type { AuditEntry } from '../../../../shared/domain.ts';
import { say } from '../../../../shared/messages/say.ts';

const entry: AuditEntry = {
  sequence: 1,
  at: '2027-01-31T10:00:00.000Z',
  action: 'key-changed-elsewhere',
  actor: 'background',
  subjectId: 'apke_x',
  subjectName: 'ERP',
  reason: null,
  detail: 'It was revoked elsewhere.',
};
const record = (change: Partial<KeyRecord>): (() => KeyRecord) => {
  return () => ({ revokedAt: null, missingSince: null, ...change }) as KeyRecord;
};

it('is told by the id, whatever the words', () => {
  const none = (): undefined => undefined;
  expect(changeOf({ ...entry, detail: 'Anything.', said: [REVOKED_ELSEWHERE] }, none)).toBe('revoked');
  expect(changeOf({ ...entry, said: [say('account.it-was-renamed-elsewhere'), GONE_ELSEWHERE] }, none)).toBe(
    'gone',
  );
  expect(changeOf({ ...entry, said: [say('account.it-was-renamed-elsewhere')] }, none)).toBe('changed');
  expect(changeOf({ ...entry, action: 'key-revoked', said: [REVOKED_ELSEWHERE] }, none)).toBeNull();
});

it('of an entry without ids is told by the key itself', () => {
  expect(changeOf(entry, record({ revokedAt: '2027-01-30T00:00:00.000Z' }))).toBe('revoked');
  expect(changeOf(entry, record({ revokedAt: '2027-02-28T00:00:00.000Z' }))).toBe('revocation-planned');
  expect(changeOf(entry, record({ missingSince: '2027-01-30T00:00:00.000Z' }))).toBe('gone');
  expect(changeOf(entry, record({}))).toBe('changed');
});
