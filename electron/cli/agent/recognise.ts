/**
 * Which of the vault's keys stand in what an assistant is about to see, for the hook of that assistant. Nobody is asked: by
 * a grant that a person gave beforehand, or not at all.
 *
 * SECURITY: an answer is where a key stands in the text that was sent, and what it is called; no value and no fingerprint.
 * Whoever has the grant learns of any text whether it is a key of the vault: how much of it in a minute is bounded, and what
 * goes beyond is refused and in the log.
 */
import type { Grant, Need } from '../../agent/grants.ts';
import type { RequestOf } from '../../agent/protocol.ts';
import type { Exchange } from '../../agent/server.ts';
import { RECOGNISE, type RecognisedKey } from '../../agent/spoken.ts';
import { AppError } from '../../../shared/errors.ts';
import { terminalLine } from '../../../shared/harmless-text.ts';
import { say } from '../../../shared/messages/say.ts';
import { DAY_MS, MINUTE_MS } from '../../../shared/times.ts';
import { heldInText, type HeldInText } from '../../keys/findings/held-in-text.ts';
import { enter, type AgentDesk } from './desk.ts';
import { purposeText } from './grant-words.ts';

const NEED: Need = { purpose: 'recognise', keys: null };
/** Of one grant in a minute: several assistants of one at work need a tenth of it. */
const MOST_REQUESTS = 600;
const MOST_CHARACTERS = 4 << 20;
/** Of one grant in a day. */
const MOST_NAMED_IN_LOG = 50;

interface Use {
  minute: number;
  requests: number;
  characters: number;
  day: number;
  /** What the log has of this day already: names of keys, and the marks below. */
  readonly logged: Set<string>;
}
const USED = 'used';
const TOO_MUCH = 'bound';

export class Recognition {
  readonly #desk: AgentDesk;
  readonly #now: () => number;
  /** By grant. */
  readonly #uses = new Map<string, Use>();

  constructor(desk: AgentDesk, now: () => number = Date.now) {
    this.#desk = desk;
    this.#now = now;
  }

  /** @throws AppError `cancelled` without a grant, `conflict` where it was asked too much of */
  answer(
    { program }: Pick<Exchange, 'program'>,
    { text }: Pick<RequestOf<'recognise'>, 'text'>,
  ): { readonly found: readonly RecognisedKey[] } {
    const { book, vault } = this.#desk;
    const grant = book.useOrOffer(program, NEED);
    if (grant === null) throw notAllowed();
    const use = this.#useOf(grant);
    use.requests += 1;
    use.characters += text.length;
    if (use.requests > MOST_REQUESTS || use.characters > MOST_CHARACTERS) {
      this.#once(use, TOO_MUCH, () => {
        enter(vault, say('agent.log-recognise-bound', { program: program.label }));
      });
      throw tooMuch();
    }
    this.#once(use, USED, () => {
      enter(vault, say('agent.log-used', { program: program.label, purpose: purposeText('recognise') }));
    });
    const held = heldInText(vault, Buffer.from(text, 'latin1'), RECOGNISE.shortestKey).slice(
      0,
      RECOGNISE.mostFound,
    );
    for (const key of held) this.#note(grant, use, key);
    return {
      found: held.map(({ at, length, name }) => ({
        at,
        length,
        name: terminalLine(name).slice(0, RECOGNISE.longestName),
      })),
    };
  }

  #useOf({ id }: Grant): Use {
    const now = this.#now();
    const [minute, day] = [Math.floor(now / MINUTE_MS), Math.floor(now / DAY_MS)];
    let use = this.#uses.get(id);
    if (use?.day !== day) {
      const there = new Set(this.#desk.book.grants().map((grant) => grant.id));
      for (const other of this.#uses.keys()) if (!there.has(other)) this.#uses.delete(other);
      use = {
        minute,
        requests: use?.requests ?? 0,
        characters: use?.characters ?? 0,
        day,
        logged: new Set(),
      };
      this.#uses.set(id, use);
    }
    if (use.minute !== minute) Object.assign(use, { minute, requests: 0, characters: 0 });
    return use;
  }

  /** Each key once a day: that it nearly came into a conversation is what a person wants to know. */
  #note({ program }: Grant, use: Use, { keyId, name }: HeldInText): void {
    if (use.logged.size >= MOST_NAMED_IN_LOG) return;
    this.#once(use, `key ${keyId}`, () => {
      enter(this.#desk.vault, say('agent.log-recognised', { program: program.label }), keyId, name);
    });
  }

  #once({ logged }: Use, what: string, write: () => void): void {
    if (logged.has(what)) return;
    write();
    logged.add(what);
  }
}

function notAllowed(): AppError {
  return new AppError({
    code: 'cancelled',
    message: say('agent.refused'),
    hint: say('agent.refused-hint'),
  });
}

function tooMuch(): AppError {
  return new AppError({
    code: 'conflict',
    message: say('agent.recognise-too-much'),
    hint: say('agent.recognise-too-much-hint'),
  });
}
