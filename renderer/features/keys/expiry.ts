/** The presets of an expiry, and what they come to. */
import { endOfLocalDay } from '../../ui/time.ts';
import { DAY_MS } from '../../../shared/times.ts';

export const EXPIRY_PRESETS = ['30', '90', '180', '365', 'never', 'date'] as const;
export type ExpiryPreset = (typeof EXPIRY_PRESETS)[number];

export type Expiry =
  | { readonly ok: true; readonly at: string | null }
  | { readonly ok: false; readonly problem: 'missing' | 'past' };

export function resolveExpiry(preset: ExpiryPreset, date: string, now: Date): Expiry {
  if (preset === 'never') return { ok: true, at: null };
  if (preset !== 'date')
    return { ok: true, at: new Date(now.getTime() + Number(preset) * DAY_MS).toISOString() };
  const end = endOfLocalDay(date);
  if (end === null) return { ok: false, problem: 'missing' };
  return end.getTime() <= now.getTime()
    ? { ok: false, problem: 'past' }
    : { ok: true, at: end.toISOString() };
}
