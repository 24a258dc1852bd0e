/**
 * Replaces secrets in a stream of bytes, however it is cut into chunks. Holds back only what may be the beginning of a
 * secret, so that a prompt shows at once.
 */
import { Transform } from 'node:stream';
import type { MaskPattern } from './patterns.ts';

interface TrieNode {
  readonly next: Map<number, TrieNode>;
  replacement: Buffer | null;
}

function node(): TrieNode {
  return { next: new Map(), replacement: null };
}

function trieOf(patterns: readonly MaskPattern[]): TrieNode {
  const root = node();
  for (const { bytes, replacement } of patterns) {
    if (bytes.length === 0) throw new Error('An empty pattern would match everywhere.');
    let at = root;
    for (const byte of bytes) {
      const following = at.next.get(byte) ?? node();
      at.next.set(byte, following);
      at = following;
    }
    at.replacement ??= replacement;
  }
  return root;
}

type Match =
  | { readonly kind: 'found'; readonly length: number; readonly replacement: Buffer }
  /** The text ends inside a pattern: more of it is needed to decide. */
  | { readonly kind: 'undecided' }
  | { readonly kind: 'none' };

const NONE: Match = { kind: 'none' };
const UNDECIDED: Match = { kind: 'undecided' };

export class SecretMasker {
  readonly #root: TrieNode;
  /** Bytes that begin a pattern; all others are passed over quickly. */
  readonly #begins: Uint8Array;
  /** SECURITY: may hold the first part of a secret. */
  #held: Buffer = Buffer.alloc(0);

  constructor(patterns: readonly MaskPattern[]) {
    this.#root = trieOf(patterns);
    this.#begins = new Uint8Array(256);
    for (const byte of this.#root.next.keys()) this.#begins[byte] = 1;
  }

  /** What can be passed on now. */
  push(chunk: Uint8Array): Buffer {
    return this.#run(Buffer.concat([this.#held, chunk]), false);
  }

  /** The rest. What was held back for a secret that did not come is passed on as it is. */
  end(): Buffer {
    return this.#run(this.#held, true);
  }

  #run(text: Buffer, isLast: boolean): Buffer {
    const parts: Buffer[] = [];
    let from = 0;
    let at = 0;
    while (at < text.length) {
      if (this.#begins[text[at]!] === 0) {
        at += 1;
        continue;
      }
      const match = this.#match(text, at, isLast);
      if (match.kind === 'undecided') break;
      if (match.kind === 'none') {
        at += 1;
        continue;
      }
      parts.push(text.subarray(from, at), match.replacement);
      at += match.length;
      from = at;
    }
    parts.push(text.subarray(from, at));
    const held = Buffer.from(text.subarray(at));
    const passed = Buffer.concat(parts);
    this.#held.fill(0);
    this.#held = held;
    return passed;
  }

  /** The longest pattern that begins at `start`. */
  #match(text: Buffer, start: number, isLast: boolean): Match {
    let at = this.#root;
    let found: Match = NONE;
    for (let index = start; ; index += 1) {
      if (index === text.length) return isLast || at.next.size === 0 ? found : UNDECIDED;
      const following = at.next.get(text[index]!);
      if (following === undefined) return found;
      at = following;
      if (at.replacement !== null) {
        found = { kind: 'found', length: index - start + 1, replacement: at.replacement };
      }
    }
  }
}

/** A stream that masks what passes through it. */
export function maskStream(patterns: readonly MaskPattern[]): Transform {
  const masker = new SecretMasker(patterns);
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      done(null, masker.push(chunk));
    },
    flush(done) {
      done(null, masker.end());
    },
  });
}
