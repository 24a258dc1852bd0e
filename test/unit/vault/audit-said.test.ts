/** What an entry of the log says: by id and values, and in English for what reads the log without them. */
import { expect, it } from 'vitest';
import { auditContents, contentsSchema, toAuditEntry } from '../../../electron/vault/audit-chain.ts';
import { generateKey } from '../../../shared/key-format.ts';
import { german } from '../../../shared/messages/de/index.ts';
import { say } from '../../../shared/messages/say.ts';
import { wordsOf } from '../../../shared/messages/words.ts';

const at = new Date('2027-01-31T10:00:00.000Z');

it('is kept by id and values, and in English', () => {
  const detail = [say('keys.revoked-elsewhere'), say('account.renamed-from-name', { name: 'ERP' })];
  const contents = auditContents({ action: 'note', detail }, 'app', at);
  expect(contents.detail).toBe('It was revoked elsewhere. Renamed from ERP.');
  const read = toAuditEntry(1, contentsSchema.parse(JSON.parse(JSON.stringify(contents))));
  expect(read.said).toEqual(detail);
  expect(read.said?.map((said) => wordsOf(said, german)).join(' ')).toBe(
    'Er wurde anderswo widerrufen. Hieß vorher ERP.',
  );
});

it('holds no key, wherever one stands', () => {
  const key = generateKey('test');
  const contents = auditContents(
    {
      action: 'note',
      detail: say('app.first-second', {
        first: say('account.renamed-from-name', { name: key }),
        second: `before ${key}`,
      }),
    },
    'app',
    at,
  );
  expect(JSON.stringify(contents)).not.toContain(key);
  expect(contents.said).toHaveLength(1);
});

it('of a version before is read as it was written', () => {
  const before = {
    at: at.toISOString(),
    action: 'key-changed-elsewhere',
    actor: 'background',
    subjectId: 'apke_x',
    subjectName: 'ERP',
    reason: null,
    detail: 'It was revoked elsewhere.',
  };
  expect(contentsSchema.parse(before)).toEqual(before);
});
