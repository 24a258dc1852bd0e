/** The figures of the usage chart: requests by day, and which keys made them. Pure. */
import { DAY_MS } from '../../../shared/times.ts';
import { dayAt, dayStarts } from '../../../shared/day-starts.ts';
import type { AccountUsage } from '../../../shared/ipc/attention-channels.ts';

export const USAGE_DAYS = 30;

export interface Counts {
  readonly ok: number;
  /** 4xx. */
  readonly refused: number;
  /** 5xx. */
  readonly failed: number;
}

export interface UsageDay extends Counts {
  /** About its noon, where the user is. */
  readonly date: Date;
  /** Whether all of that day was read, of every account. */
  readonly known: boolean;
}

export interface KeyTotal extends Counts {
  readonly keyId: string;
  readonly total: number;
  /** By day, oldest first. */
  readonly days: readonly number[];
}

export interface Usage {
  readonly days: readonly UsageDay[];
  /** Busiest first. */
  readonly keys: readonly KeyTotal[];
  readonly total: number;
}

const HALF_DAY_MS = DAY_MS / 2;
const NONE: Counts = { ok: 0, refused: 0, failed: 0 };

export function totalOf({ ok, refused, failed }: Counts): number {
  return ok + refused + failed;
}

function plus(left: Counts, right: Counts): Counts {
  return {
    ok: left.ok + right.ok,
    refused: left.refused + right.refused,
    failed: left.failed + right.failed,
  };
}

/** @param keyId only this key's requests in `days`; null: all. `keys` always tells of all. */
export function usageOf(accounts: readonly AccountUsage[], now: Date, keyId: string | null): Usage {
  const starts = dayStarts(now, USAGE_DAYS);
  const sums = starts.map(() => NONE);
  const keys = new Map<string, { counts: Counts; days: number[] }>();
  for (const { days } of accounts) {
    for (const day of days) {
      const index = dayAt(starts, Date.parse(day.day));
      if (index < 0) continue;
      const key = keys.get(day.keyId) ?? { counts: NONE, days: starts.map(() => 0) };
      key.counts = plus(key.counts, day);
      key.days[index] = (key.days[index] ?? 0) + totalOf(day);
      keys.set(day.keyId, key);
      if (keyId === null || keyId === day.keyId) sums[index] = plus(sums[index] ?? NONE, day);
    }
  }
  const known = (start: number): boolean =>
    accounts.every(({ readBackTo }) => readBackTo !== null && Date.parse(readBackTo) <= start);
  return {
    days: starts.map((start, index) => ({
      date: new Date(start + HALF_DAY_MS),
      known: known(start),
      ...(sums[index] ?? NONE),
    })),
    keys: [...keys]
      .map(([id, { counts, days }]) => ({ keyId: id, ...counts, total: totalOf(counts), days }))
      .sort((left, right) => right.total - left.total || left.keyId.localeCompare(right.keyId)),
    total: sums.reduce((sum, counts) => sum + totalOf(counts), 0),
  };
}

/** A round figure at or above the highest day, for the scale. */
export function scaleTop(most: number): number {
  if (most <= 4) return 4;
  const unit = 10 ** Math.floor(Math.log10(most));
  return ([1, 2, 4, 5, 10].find((step) => step * unit >= most) ?? 10) * unit;
}
