/** What became of a request that a program made through a session: a status of the API, or one of these ids. */
import { say, type Said } from './messages/say.ts';

export const REQUEST_OUTCOMES = [
  /** Until it is known. */
  'sent',
  /** It was not in order, not in the table of endpoints, or one too many: it went no further. */
  'refused',
  'not-allowed',
  'key-revoked',
  'key-expired',
  /** The vault was locked, or the session ended, before it was sent; it could not be written down first. */
  'not-sent',
  /** While it was under way: it may have taken effect. */
  'cut-by-lock',
  'timed-out',
  'failed',
  /** The reply held a key and was no text. */
  'kept-back',
] as const;
export type RequestOutcome = (typeof REQUEST_OUTCOMES)[number];

/** The words in which versions before wrote it down. */
const BEFORE: Readonly<Record<string, RequestOutcome>> = {
  'cut by the lock': 'cut-by-lock',
  'timed out': 'timed-out',
  'refused: insufficient_permissions': 'not-allowed',
  'refused: service_unavailable': 'not-sent',
  'refused: api_key_revoked': 'key-revoked',
  'refused: api_key_expired': 'key-expired',
};

/** @param stored as any version wrote it @returns a status, an id, or what a newer version calls it */
export function requestOutcome(stored: string): string {
  return Object.hasOwn(BEFORE, stored) ? (BEFORE[stored] ?? stored) : stored;
}

const WORDS = {
  sent: say('agent.outcome-sent'),
  refused: say('agent.outcome-refused'),
  'not-allowed': say('agent.outcome-not-allowed'),
  'key-revoked': say('agent.outcome-key-revoked'),
  'key-expired': say('agent.outcome-key-expired'),
  'not-sent': say('agent.outcome-not-sent'),
  'cut-by-lock': say('agent.outcome-cut-by-lock'),
  'timed-out': say('agent.outcome-timed-out'),
  failed: say('agent.outcome-failed'),
  'kept-back': say('agent.outcome-kept-back'),
} as const satisfies Readonly<Record<RequestOutcome, Said>>;

/** For people; a status stands for itself. */
export function outcomeWords(outcome: string): Said | string {
  return Object.hasOwn(WORDS, outcome) ? WORDS[outcome as RequestOutcome] : outcome;
}
