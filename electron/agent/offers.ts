/**
 * What would be of use to somebody who is not to ask: it waits in the list until a person looks there, and nobody is
 * disturbed. Kept in memory, as grants are.
 */
import { AppError } from '../../shared/errors.ts';
import { say } from '../../shared/messages/say.ts';
import { HOUR_MS } from '../../shared/times.ts';
import type { Need } from './grants.ts';
import { subjectKey, type Program } from './program.ts';

/** Since it was last wished for. */
const LIFETIME_MS = HOUR_MS;
const MOST_OFFERS = 8;
const MOST_DECLINED = 64;

export interface Offer {
  readonly code: string;
  readonly program: Program;
  readonly need: Need;
  readonly askedAt: Date;
}

export function noSuchCode(): AppError {
  return new AppError({
    code: 'not-found',
    message: say('agent.no-such-code'),
    hint: say('agent.no-such-code-hint'),
  });
}

export class Offers {
  /** By program and purpose, the one that was wished for last at the end. */
  readonly #offers = new Map<string, Offer>();
  /** SECURITY: who was told no does not come up again until the lock. */
  readonly #declined = new Set<string>();
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** @returns whether it is a new one */
  note(program: Program, need: Need, newCode: () => string): boolean {
    const key = keyOf(program, need);
    if (this.#declined.has(key)) return false;
    const known = this.list().find((offer) => keyOf(offer.program, offer.need) === key);
    this.#offers.delete(key);
    const [oldest] = this.#offers.keys();
    if (this.#offers.size >= MOST_OFFERS && oldest !== undefined) this.#offers.delete(oldest);
    const code = known?.code ?? newCode();
    this.#offers.set(key, { code, program, need, askedAt: this.#now() });
    return known === undefined;
  }

  list(): readonly Offer[] {
    for (const [key, { askedAt }] of this.#offers)
      if (this.#now().getTime() >= askedAt.getTime() + LIFETIME_MS) this.#offers.delete(key);
    return [...this.#offers.values()];
  }

  /** Answered: it does not wait any more. */
  take({ program, need }: Offer, isDeclined: boolean): void {
    const key = keyOf(program, need);
    this.#offers.delete(key);
    if (isDeclined && this.#declined.size < MOST_DECLINED) this.#declined.add(key);
  }

  clear(): void {
    this.#offers.clear();
  }
}

const keyOf = ({ subject }: Program, { purpose }: Need): string => `${purpose} ${subjectKey(subject)}`;
