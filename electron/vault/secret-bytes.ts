/**
 * A secret in memory: bytes that can be wiped, in a wrapper that never prints them.
 *
 * SECURITY: `toString`, `toJSON` and util.inspect all give `[secret]`. Do not add a way around that; the one door to text
 * is `revealText`, which is to be called at the last moment before an API that takes nothing but strings.
 */
import { inspect } from 'node:util';
import { timingSafeEqual } from 'node:crypto';

const REDACTED = '[secret]';

export class SecretBytes {
  #bytes: Buffer;
  #wiped = false;

  private constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** Takes over `bytes`: the caller must not use or wipe it any more. */
  static adopt(bytes: Buffer): SecretBytes {
    return new SecretBytes(bytes);
  }

  /** Copies `bytes`; the caller goes on owning, and wiping, the original. */
  static copyOf(bytes: Uint8Array): SecretBytes {
    const copy = Buffer.alloc(bytes.length);
    copy.set(bytes);
    return new SecretBytes(copy);
  }

  /**
   * SECURITY: a JavaScript string can't be wiped. For secrets that arrive as text anyway (an HTTP reply, a form field); do
   * not keep the string.
   */
  static fromText(text: string): SecretBytes {
    const size = Buffer.byteLength(text, 'utf8');
    // Buffer.alloc, not Buffer.from: the latter may hand out a slice of the shared pool, which wiping would not free.
    const bytes = Buffer.alloc(size);
    bytes.write(text, 'utf8');
    return new SecretBytes(bytes);
  }

  get length(): number {
    return this.#bytes.length;
  }

  /** The live bytes, not a copy. Throws once wiped. */
  bytes(): Buffer {
    if (this.#wiped) throw new Error('This secret was wiped.');
    return this.#bytes;
  }

  /** SECURITY: makes an unwipeable string. Only at the last moment where an API demands one. */
  revealText(): string {
    return this.bytes().toString('utf8');
  }

  equals(other: SecretBytes): boolean {
    const mine = this.bytes();
    const theirs = other.bytes();
    return mine.length === theirs.length && timingSafeEqual(mine, theirs);
  }

  clone(): SecretBytes {
    return SecretBytes.copyOf(this.bytes());
  }

  wipe(): void {
    this.#bytes.fill(0);
    this.#wiped = true;
  }

  toString(): string {
    return REDACTED;
  }

  toJSON(): string {
    return REDACTED;
  }

  [inspect.custom](): string {
    return REDACTED;
  }
}
