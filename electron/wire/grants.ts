/**
 * What a person agreed to in a dialog of main's own, held where it is used. SECURITY: the page has a number for it and
 * nothing else; it is good for one purpose, one use, the page that asked, and a few minutes.
 */
import { randomInt } from 'node:crypto';
import type { EditorCommand } from '../../shared/editor-command.ts';
import { AppError } from '../../shared/errors.ts';
import type { Program } from '../../shared/ipc/flow-channels.ts';
import type { ChoicePurpose } from '../../shared/grant-purposes.ts';
import { MINUTE_MS } from '../../shared/times.ts';
import { say } from '../../shared/messages/say.ts';

/** By its purpose: a path, an address as it was parsed, a program. */
export type GrantContents = Readonly<Record<Exclude<ChoicePurpose, 'watch-usual-places'>, string>> & {
  readonly 'watch-usual-places': null;
  /** `agreed`: in main's dialog, or it needs nobody's word. Otherwise the password window asks about it when it is used. */
  readonly account: { readonly url: string; readonly agreed: boolean };
  readonly service: string;
  readonly 'update-feed': string;
  readonly 'pass-on': { readonly keyId: string; readonly program: Program };
  readonly editor: EditorCommand;
};
export type GrantPurpose = keyof GrantContents;

export type Grant = {
  readonly [Purpose in GrantPurpose]: {
    readonly grant: number;
    readonly purpose: Purpose;
    readonly content: GrantContents[Purpose];
  };
}[GrantPurpose];

/** Time to type a password twice. */
export const GRANT_LIFETIME_MS = 10 * MINUTE_MS;
/** More than a person has dialogs for in that time. */
const MOST_GRANTS = 200;

/** Not to be guessed: a page gone wrong may try numbers. */
export function newGrantNumber(): number {
  return randomInt(1, 2 ** 48 - 1);
}

interface Held {
  readonly given: Grant;
  readonly until: number;
}

export class GrantBook {
  readonly #held = new Map<number, Held>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  put(given: Grant): void {
    for (const [number, { until }] of this.#held) if (until <= this.#now()) this.#held.delete(number);
    const oldest = this.#held.keys().next();
    if (this.#held.size >= MOST_GRANTS && oldest.done !== true) this.#held.delete(oldest.value);
    this.#held.set(given.grant, { given, until: this.#now() + GRANT_LIFETIME_MS });
  }

  /** Its one use, whatever comes of it. @throws AppError `conflict` */
  take<Purpose extends GrantPurpose>(grant: number, purpose: Purpose): GrantContents[Purpose] {
    const { given } = this.#takeOut(grant, purpose);
    return given.content as GrantContents[Purpose];
  }

  /**
   * Its one use; given back where `work` throws, so that a mistyped password is no reason to choose the file again.
   * @throws AppError `conflict`, and what `work` throws
   */
  async use<Purpose extends GrantPurpose, Result>(
    grant: number,
    purpose: Purpose,
    work: (content: GrantContents[Purpose]) => Result | Promise<Result>,
  ): Promise<Result> {
    const held = this.#takeOut(grant, purpose);
    const book = this.#generation;
    try {
      return await work(held.given.content as GrantContents[Purpose]);
    } catch (thrown) {
      if (book === this.#generation) this.#held.set(grant, held);
      throw thrown;
    }
  }

  /** For what changes nothing; the use is still to come. @throws AppError `conflict` */
  look<Purpose extends GrantPurpose>(grant: number, purpose: Purpose): GrantContents[Purpose] {
    const held = this.#takeOut(grant, purpose);
    this.#held.set(grant, held);
    return held.given.content as GrantContents[Purpose];
  }

  /** Another page is there: what the one before was given is void. */
  clear(): void {
    this.#held.clear();
    this.#generation += 1;
  }

  #generation = 0;

  /** A number that is shown for another purpose is spent as well. */
  #takeOut(grant: number, purpose: GrantPurpose): Held {
    const held = this.#held.get(grant);
    this.#held.delete(grant);
    if (held !== undefined && held.given.purpose === purpose && held.until > this.#now()) return held;
    throw new AppError({
      code: 'conflict',
      message: say('process.what-was-chosen-for-this-is-not'),
      hint: say('process.nothing-was-done-choose-it-again-then'),
    });
  }
}
