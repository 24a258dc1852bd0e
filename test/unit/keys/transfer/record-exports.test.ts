/** The activity and the list of keys as files. */
import { describe, expect, it } from 'vitest';
import {
  activityCsv,
  activityJson,
  keysCsv,
  readWholeLog,
} from '../../../../electron/keys/transfer/record-exports.ts';
import { csvCell } from '../../../../shared/harmless-text.ts';
import type { AuditEntry } from '../../../../shared/domain.ts';
import { generateKey } from '../../../../shared/key-format.ts';
import { makeKey } from '../../renderer/factory.ts';
import { say } from '../../../../shared/messages/say.ts';

const PROBLEM = say('file.as-it-is', { text: 'row 3' });

const NOW = Date.parse('2026-11-21T12:00:00Z');
const secret = generateKey('prod');
const entry = (sequence: number, changes: Partial<AuditEntry> = {}): AuditEntry => ({
  sequence,
  at: '2026-11-21T12:00:00.000Z',
  action: 'key-edited',
  actor: 'app',
  subjectId: 'apke_1',
  subjectName: 'Shop',
  reason: null,
  detail: null,
  ...changes,
});

describe('a cell', () => {
  it.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '\uFF1D1+1',
    '\uFF0B1',
    '\uFF0D1',
    '\uFF20x',
  ])('that begins like a formula is text: %j', (text) => {
    expect(csvCell(text).replaceAll('"', '').startsWith("'")).toBe(true);
  });
  it('is quoted where it would end early', () => {
    expect(csvCell('a;b')).toBe('"a;b"');
    expect(csvCell('a "b"')).toBe('"a ""b"""');
    expect(csvCell('plain = text')).toBe('plain = text');
  });
});

describe('the activity', () => {
  const hostile = entry(2, { subjectName: '=HYPERLINK("http://evil")', reason: `a\nb ${secret}` });

  it('is read to its beginning, oldest first', () => {
    const all = Array.from({ length: 2500 }, (_, index) => entry(2500 - index));
    const read = readWholeLog({
      auditLog: ({ limit, before = null }) =>
        all.filter(({ sequence }) => before === null || sequence < before).slice(0, limit),
    });
    expect(read.map(({ sequence }) => sequence)).toEqual(all.map(({ sequence }) => sequence).reverse());
  });

  it('says in every row whether the chain is whole, and holds no secret', () => {
    const text = activityCsv([entry(1), hostile], { sound: true, problems: [] });
    const rows = text.trimEnd().split('\r\n');
    expect(rows).toHaveLength(3);
    expect(rows.slice(1).every((row) => row.endsWith(',whole'))).toBe(true);
    expect(rows[2]).toContain(`"'=HYPERLINK(""http://evil"")"`);
    expect(text).not.toContain(secret.slice(-50));
    expect(activityCsv([entry(1)], { sound: false, problems: [PROBLEM] })).toContain(',damaged\r\n');
  });

  it('is JSON with the verdict, and holds no secret', () => {
    const text = activityJson(
      [entry(1), hostile],
      { sound: false, problems: [PROBLEM] },
      'Acme',
      new Date(NOW),
    );
    expect(text).not.toContain(secret.slice(-50));
    expect(JSON.parse(text)).toMatchObject({
      schema: 'augno-vault/activity@1',
      vault: 'Acme',
      chain: { sound: false, problems: ['row 3'], entries: 2, first: 1, last: 2 },
      entries: [{ sequence: 1 }, { sequence: 2 }],
    });
  });
});

describe('the list of keys', () => {
  it('has a row for each key that was asked for, in that order, with its redacted value', () => {
    const keys = [
      makeKey(NOW, { id: 'apke_a' }),
      makeKey(NOW, { id: 'apke_b', name: '@here', tags: ['erp', 'eu'] }),
    ];
    const text = keysCsv(keys, ['apke_b', 'apke_gone', 'apke_a'], new Map([['c1', 'ACME; prod']]));
    const rows = text.trimEnd().split('\r\n');
    expect(rows).toHaveLength(3);
    expect(rows[1]).toMatch(/^'@here,/);
    expect(rows[1]).toContain('"ACME; prod"');
    expect(rows[1]).toContain('"erp, eu"');
    expect(rows[2]).toContain('apke_a');
    expect(rows[2]).toContain('aug_sk_prod_****UCZu');
  });
});
