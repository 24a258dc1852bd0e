/**
 * Replaces secrets in a stream of bytes, however it is cut into chunks. Holds back only what may be the beginning of a
 * secret; the result does not depend on the chunks.
 */
import type { MaskForm } from './forms.ts';

const NOTHING = Buffer.alloc(0);

export class SecretMasker {
  /** Forms by the byte they can begin with, for the last one of a text. */
  readonly #byFirst: readonly (readonly MaskForm[])[];
  /** For each pair of bytes which of {@link #byPair} can begin with it; 0: none, and it is passed over quickly. */
  readonly #pairs = new Uint16Array(65_536);
  readonly #byPair: readonly (readonly MaskForm[])[];
  /** SECURITY: may hold the first part of a secret. */
  #held: Buffer = NOTHING;
  /** How much of what is held was passed on already. */
  #shown = 0;

  constructor(forms: readonly MaskForm[]) {
    const byFirst: MaskForm[][] = Array.from({ length: 256 }, () => []);
    const byPair: MaskForm[][] = [[]];
    for (const form of forms) {
      form.eachBeginning((first, second) => {
        const pair = (first << 8) | second;
        if (this.#pairs[pair] === 0) this.#pairs[pair] = byPair.push([]) - 1;
        for (const list of [byFirst[first]!, byPair[this.#pairs[pair]!]!]) {
          if (list.at(-1) !== form) list.push(form);
        }
      });
    }
    this.#byFirst = byFirst;
    this.#byPair = byPair;
  }

  /** Whether something is held back that {@link release} could show. */
  get isHolding(): boolean {
    return this.#held.length > this.#shown;
  }

  /** What can be passed on now. */
  push(chunk: Buffer): Buffer {
    return this.#run(this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]), false);
  }

  /** The rest. What was held back for a secret that did not come is passed on as it is. */
  end(): Buffer {
    return this.#run(this.#held, true);
  }

  /**
   * Shows what is held back where it is harmless: the public beginning of a key, or so little that it does not help. What is
   * shown stays known, so that the secret is masked all the same where it goes on.
   */
  release(): Buffer {
    const held = this.#held;
    let isComplete = false;
    for (let start = 0; start < held.length; start += 1) {
      for (const form of this.#byFirst[held[start]!]!) {
        const matched = form.match(held, start, false);
        const symbols = -1 - matched;
        if (matched > 0 || symbols >= form.complete) isComplete = true;
        else if (symbols > form.harmless) return NOTHING;
      }
    }
    if (isComplete) return this.end();
    const passed = Buffer.from(held.subarray(this.#shown));
    this.#shown = held.length;
    return passed;
  }

  #run(text: Buffer, isLast: boolean): Buffer {
    const parts: Buffer[] = [];
    const last = text.length - 1;
    const pairs = this.#pairs;
    let from = 0;
    let at = 0;
    while (at <= last) {
      let pair = 0;
      while (at < last && (pair = pairs[(text[at]! << 8) | text[at + 1]!]!) === 0) at += 1;
      const forms = at < last ? this.#byPair[pair]! : this.#byFirst[text[at]!]!;
      const found = longestAt(forms, text, at, isLast);
      if (found === 'undecided') break;
      if (found === null) {
        at += 1;
        continue;
      }
      parts.push(text.subarray(Math.max(from, Math.min(this.#shown, at)), at));
      parts.push(this.#withoutShown(found.form.replacement(found.length), text, at));
      at += found.length;
      from = at;
    }
    parts.push(text.subarray(Math.max(from, Math.min(this.#shown, at)), at));
    const passed = parts.length === 1 ? Buffer.from(parts[0]!) : Buffer.concat(parts);
    const rest = Buffer.from(text.subarray(at));
    this.#shown = Math.max(0, this.#shown - at);
    this.#held.fill(0);
    this.#held = rest;
    return passed;
  }

  /** Where the secret's public beginning was shown already, the mask goes on behind it. */
  #withoutShown(replacement: Buffer, text: Buffer, at: number): Buffer {
    const shown = text.subarray(at, Math.max(at, this.#shown));
    return shown.length <= replacement.length && replacement.subarray(0, shown.length).equals(shown)
      ? replacement.subarray(shown.length)
      : replacement;
  }
}

interface Found {
  readonly form: MaskForm;
  readonly length: number;
}

function longestAt(
  forms: readonly MaskForm[],
  text: Buffer,
  at: number,
  isLast: boolean,
): Found | 'undecided' | null {
  let best: Found | null = null;
  for (const form of forms) {
    const length = form.match(text, at, isLast);
    if (length < 0) return 'undecided';
    if (length > (best?.length ?? 0)) best = { form, length };
  }
  return best;
}
