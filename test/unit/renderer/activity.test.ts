/** The audit log on screen: nothing is missing, however much came in meanwhile. */
import { expect, it } from 'vitest';
import {
  kindOf,
  matchesActivity,
  readSince,
  type ReadAudit,
} from '../../../renderer/features/activity/activity-log.ts';
import type { AuditEntry } from '../../../shared/domain.ts';
import { say, type Said } from '../../../shared/messages/say.ts';
import { german } from '../../../shared/messages/de/index.ts';
import { inEnglish, wordsOf } from '../../../shared/messages/words.ts';

const entry = (sequence: number): AuditEntry => ({
  sequence,
  at: '2026-05-01T00:00:00.000Z',
  action: 'key-created',
  actor: 'app',
  subjectId: `apke_${sequence}`,
  subjectName: `Shop ${sequence}`,
  reason: null,
  detail: null,
});

function logOf(count: number): ReadAudit {
  const all = Array.from({ length: count }, (_, index) => entry(count - index));
  return ({ limit, before }) =>
    Promise.resolve({
      ok: true,
      value: { entries: all.filter(({ sequence }) => before === null || sequence < before).slice(0, limit) },
    });
}

it('keeps more than a thousand entries, and closes the gap to what came in meanwhile', async () => {
  const known = Array.from({ length: 1500 }, (_, index) => entry(1500 - index));
  const done = await readSince(logOf(1750), known, 100);
  if (!done.ok) throw new Error(done.error.message);
  expect(done.entries.map(({ sequence }) => sequence)).toEqual(
    Array.from({ length: 1750 }, (_, index) => 1750 - index),
  );
});

it('reads one page when nothing is known, and says whether there is more', async () => {
  expect(await readSince(logOf(101), [], 100)).toMatchObject({ ok: true, more: true });
  expect(await readSince(logOf(99), [], 100)).toMatchObject({ ok: true, more: false });
});

it('finds by the words that the reader sees', () => {
  const moved = { ...entry(7), detail: 'Restore drill passed', said: [say('process.restore-drill-passed')] };
  expect(matchesActivity(moved, 'all', 'restore drill', inEnglish)).toBe(true);
  const inGerman = (said: Said | string): string => wordsOf(said, german);
  expect(matchesActivity(moved, 'all', 'restore drill', inGerman)).toBe(false);
  expect(matchesActivity(moved, 'all', inGerman(moved.said[0]!), inGerman)).toBe(true);
});

it('finds by kind and by every word', () => {
  expect(kindOf('secret-copied')).toBe('secrets');
  expect(kindOf('scan-finished')).toBe('findings');
  expect(kindOf('unlocked')).toBe('vault');
  expect(matchesActivity(entry(7), 'keys', 'shop 7', inEnglish)).toBe(true);
  expect(matchesActivity(entry(7), 'keys', 'shop 8', inEnglish)).toBe(false);
  expect(matchesActivity(entry(7), 'vault', '', inEnglish)).toBe(false);
});
