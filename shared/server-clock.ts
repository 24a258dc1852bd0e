/** How a server's clock stands to this computer's, and which of the two counts for what. */
import { DAY_MS, HOUR_MS, MINUTE_MS } from './times.ts';
import { certain } from './certain.ts';
import { say, type Said } from './messages/say.ts';

/** A difference over this is said. */
const SAID_FROM_MS = MINUTE_MS;
/** A difference over this is asked about before a time that depends on it is sent. */
const ASKED_FROM_MS = HOUR_MS;
/**
 * SECURITY: a server that says that it is earlier there can put off what is said of its keys by this much and no more; one
 * that says that it is later only has it said sooner.
 */
const LONGEST_DELAY_MS = DAY_MS;

export function isClockSaid(aheadMs: number | null): aheadMs is number {
  return aheadMs !== null && Math.abs(aheadMs) > SAID_FROM_MS;
}

export function isClockAsked(aheadMs: number | null): aheadMs is number {
  return aheadMs !== null && Math.abs(aheadMs) > ASKED_FROM_MS;
}

/** What is to be added to this computer's time where it is compared with times of the server. */
export function countedAhead(aheadMs: number | null | undefined): number {
  return isClockSaid(aheadMs ?? null) ? Math.max(-LONGEST_DELAY_MS, certain(aheadMs)) : 0;
}

/** `5 h 2 min`, the same in every language of the app. */
export function lengthOf(milliseconds: number): string {
  const minutes = Math.round(Math.abs(milliseconds) / MINUTE_MS);
  const hours = Math.floor(minutes / 60);
  return hours === 0 ? `${String(minutes)} min` : `${String(hours)} h ${String(minutes % 60)} min`;
}

export function clockSentence(aheadMs: number, host: string): Said {
  return say(aheadMs > 0 ? 'state.clock-behind' : 'state.clock-ahead', { length: lengthOf(aheadMs), host });
}
