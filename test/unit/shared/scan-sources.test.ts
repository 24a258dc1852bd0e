import { describe, expect, it } from 'vitest';
import { nextScanAt } from '../../../shared/scan-schedule.ts';
import type { Source } from '../../../shared/ipc/source-channels.ts';

const now = new Date('2026-11-21T09:00:00Z');
const last = (at: string): Source['last'] => ({
  at,
  outcome: 'clean',
  findings: 0,
  newFindings: 0,
  skipped: 0,
  error: null,
});

describe('when a watched folder is scanned next', () => {
  it('is at once for one that never was, and never for one that is scanned on request', () => {
    expect(nextScanAt({ schedule: 'day', last: null }, now)).toEqual(now);
    expect(nextScanAt({ schedule: 'never', last: null }, now)).toBeNull();
  });

  it.each([
    ['change', '2026-11-21T09:10:00.000Z'],
    ['hour', '2026-11-21T09:55:00.000Z'],
    ['day', '2026-11-22T08:55:00.000Z'],
  ] as const)('%s counts from the last scan', (schedule, expected) => {
    expect(nextScanAt({ schedule, last: last('2026-11-21T08:55:00Z') }, now)?.toISOString()).toBe(expected);
  });

  it('is at once after the clock was set back', () => {
    expect(nextScanAt({ schedule: 'day', last: last('2027-01-01T00:00:00Z') }, now)).toEqual(now);
  });
});
