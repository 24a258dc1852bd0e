/**
 * What a person allowed which program, and what waits for their word. Kept in the memory of the process that holds the open
 * vault: locking ends the process, and with it all of this.
 */
import { randomInt } from 'node:crypto';
import { AppError } from '../../shared/errors.ts';
import { say } from '../../shared/messages/say.ts';
import { noSuchCode, Offers, type Offer } from './offers.ts';
import { subjectKey, type Program } from './program.ts';

/** Each for itself: who may have a secret put into a program is not thereby allowed to have it shown. */
export const PURPOSES = ['list', 'use', 'inject', 'reveal', 'recognise'] as const;
export type Purpose = (typeof PURPOSES)[number];

export interface NamedKey {
  readonly id: string;
  readonly name: string;
}

export interface Need {
  readonly purpose: Purpose;
  /** Null: whatever the vault holds. */
  readonly keys: readonly NamedKey[] | null;
  /** What it is for, where that is more than the purpose says: `may: read orders, units`. */
  readonly scope?: string;
  /** Shown with the question, and no part of what is then allowed. */
  readonly summary?: string;
  /** Asked about each time: a yes is for this once, however it is said. */
  readonly isOnce?: true;
}

/** SECURITY: showing a secret, and having a key made, are never remembered. */
export const isOnceOnly = ({ purpose, isOnce }: Need): boolean => purpose === 'reveal' || isOnce === true;

export interface Grant {
  readonly id: string;
  readonly program: Program;
  readonly need: Need;
  readonly madeAt: Date;
  readonly until: Date;
  uses: number;
  lastUsedAt: Date | null;
}

/** Its code is shown at both ends, so that a person says yes to the one they started. */
export interface Question extends Offer {
  /** Resolves once it was answered, wherever, or nobody waits for the answer any more. */
  readonly over: Promise<void>;
}

export interface Verdict {
  /** Null: for this once. */
  readonly forMs: number | null;
}

/** What a person does not answer is no. */
const PATIENCE_MS = 5 * 60_000;
/** More at once can't be told apart by anybody. */
const MOST_QUESTIONS = 8;
/** Of one program, which leaves places for others. */
const MOST_OF_ONE = 4;
const MOST_GRANTS = 200;

interface Waiting {
  readonly question: Question;
  readonly settle: (verdict: Verdict | null) => void;
}

export interface GrantEvents {
  readonly asked: (question: Question) => void;
  readonly granted: (program: Program, need: Need, verdict: Verdict) => void;
  readonly refused: (question: Offer) => void;
  /** Something new waits for a person who looks. */
  readonly offered: () => void;
  readonly ended: (grant: Grant) => void;
  /** One that was made before, or just now. */
  readonly used: (grant: Grant) => void;
}

function refused(): AppError {
  return new AppError({
    code: 'cancelled',
    message: say('agent.refused'),
    hint: say('agent.refused-hint'),
  });
}

export class GrantBook {
  readonly #events: GrantEvents;
  readonly #now: () => Date;
  readonly #grants = new Map<string, Grant>();
  readonly #waiting = new Map<string, Waiting>();
  readonly #offers: Offers;
  #count = 0;

  constructor(events: GrantEvents, now: () => Date = () => new Date()) {
    this.#events = events;
    this.#now = now;
    this.#offers = new Offers(now);
  }

  grants(): readonly Grant[] {
    for (const grant of this.#grants.values()) if (this.#now() >= grant.until) this.#end(grant);
    return [...this.#grants.values()];
  }

  questions(): readonly Question[] {
    return [...this.#waiting.values()].map(({ question }) => question);
  }

  /** What nobody is asked about. */
  offers(): readonly Offer[] {
    return this.#offers.list();
  }

  /** The grant that covers it; null where there is none. */
  covering(program: Program, need: Need): Grant | null {
    if (isOnceOnly(need)) return null;
    const wanted = subjectKey(program.subject);
    return (
      this.grants().find(
        (grant) => subjectKey(grant.program.subject) === wanted && covers(grant.need, need),
      ) ?? null
    );
  }

  /**
   * Resolves once it is allowed, by a grant or by a person's word.
   * @param asking told of the code, where a person has to be asked
   * @param over aborted where whoever asked is gone
   * @returns the grant it goes by; null: this once
   * @throws AppError `cancelled` where it is refused, or nobody answers
   */
  async require(
    program: Program,
    need: Need,
    asking: (question: Question) => void,
    over: AbortSignal,
  ): Promise<Grant | null> {
    const known = this.covering(program, need);
    if (known !== null) return this.#use(known);
    const verdict = await this.#ask(program, need, asking, over);
    this.#events.granted(program, need, verdict);
    if (verdict.forMs === null || isOnceOnly(need)) return null;
    return this.#use(this.#add(program, need, verdict.forMs));
  }

  /** The same for who is not to ask. @returns null where there is none: it waits for a person who looks */
  useOrOffer(program: Program, need: Need): Grant | null {
    const known = this.covering(program, need);
    if (known !== null) return this.#use(known);
    if (this.#offers.note(program, need, () => this.#freeCode())) this.#events.offered();
    return null;
  }

  #use(grant: Grant): Grant {
    grant.uses += 1;
    grant.lastUsedAt = this.#now();
    this.#events.used(grant);
    return grant;
  }

  #add(program: Program, need: Need, forMs: number): Grant {
    const oldest = this.grants()[0];
    if (oldest !== undefined && this.#grants.size >= MOST_GRANTS) this.#end(oldest);
    const madeAt = this.#now();
    const until = new Date(madeAt.getTime() + forMs);
    this.#count += 1;
    const id = `grant-${String(this.#count)}`;
    const grant: Grant = { id, program, need, madeAt, until, uses: 0, lastUsedAt: null };
    this.#grants.set(id, grant);
    return grant;
  }

  async #ask(
    program: Program,
    need: Need,
    asking: (question: Question) => void,
    over: AbortSignal,
  ): Promise<Verdict> {
    const subject = subjectKey(program.subject);
    const own = this.questions().filter((each) => subjectKey(each.program.subject) === subject);
    if (own.length >= MOST_OF_ONE || this.#waiting.size >= MOST_QUESTIONS || over.aborted) throw refused();
    const code = this.#freeCode();
    let end = (): void => undefined;
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const question: Question = { code, program, need, askedAt: this.#now(), over: ended };
    let stop = (): void => undefined;
    const timer = setTimeout(() => {
      stop();
    }, PATIENCE_MS);
    try {
      const verdict = await new Promise<Verdict | null>((settle) => {
        stop = () => {
          settle(null);
        };
        over.addEventListener('abort', stop, { once: true });
        this.#waiting.set(code, { question, settle });
        asking(question);
        this.#events.asked(question);
      });
      if (verdict !== null) return verdict;
    } finally {
      clearTimeout(timer);
      over.removeEventListener('abort', stop);
      this.#waiting.delete(code);
      end();
    }
    this.#events.refused(question);
    throw refused();
  }

  #freeCode(): string {
    for (;;) {
      const digits = String(randomInt(1_000_000)).padStart(6, '0');
      const code = `${digits.slice(0, 3)}-${digits.slice(3)}`;
      if (!this.#waiting.has(code) && this.offers().every((offer) => offer.code !== code)) return code;
    }
  }

  /**
   * @param verdict null: no
   * @throws AppError `not-found` where nothing waits under that code, `invalid-input` where it can't be for this once
   */
  answer(code: string, verdict: Verdict | null): void {
    const waiting = this.#waiting.get(code);
    if (waiting !== undefined) waiting.settle(verdict);
    else this.#answerOffer(code, verdict);
  }

  #answerOffer(code: string, verdict: Verdict | null): void {
    const offer = this.offers().find((each) => each.code === code);
    if (offer === undefined) throw noSuchCode();
    if (verdict === null) {
      this.#offers.take(offer, true);
      this.#events.refused(offer);
      return;
    }
    // Whoever wished for it did not wait for an answer: there is no “this once”.
    if (verdict.forMs === null) {
      throw new AppError({
        code: 'invalid-input',
        message: say('agent.not-for-once'),
        hint: say('agent.not-for-once-hint'),
      });
    }
    this.#offers.take(offer, false);
    this.#add(offer.program, offer.need, verdict.forMs);
    this.#events.granted(offer.program, offer.need, verdict);
  }

  /** @throws AppError `not-found` */
  revoke(id: string): Grant {
    const grant = this.#grants.get(id);
    if (grant === undefined) {
      throw new AppError({
        code: 'not-found',
        message: say('agent.no-such-grant'),
        hint: say('agent.no-such-grant-hint'),
      });
    }
    this.#end(grant);
    return grant;
  }

  #end(grant: Grant): void {
    if (this.#grants.delete(grant.id)) this.#events.ended(grant);
  }

  /** Those whose scope ends with it. */
  endWithin(scopeEnd: string): void {
    for (const grant of this.grants()) if (grant.need.scope?.endsWith(scopeEnd) === true) this.#end(grant);
  }

  /** Everything at once: the vault is being locked. */
  endAll(): void {
    for (const { settle } of this.#waiting.values()) settle(null);
    this.#offers.clear();
    for (const grant of this.#grants.values()) this.#end(grant);
  }
}

function covers(given: Need, wanted: Need): boolean {
  if (given.purpose !== wanted.purpose || given.scope !== wanted.scope) return false;
  if (given.keys === null) return true;
  const ids = new Set(given.keys.map(({ id }) => id));
  return wanted.keys !== null && wanted.keys.every(({ id }) => ids.has(id));
}
