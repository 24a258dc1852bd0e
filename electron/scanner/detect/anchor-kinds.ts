/** What an anchor is a piece of, and how what is around it is read. */
import type { Base85Name } from './bases.ts';
import type { Radix } from './number-check.ts';

export type AnchorKind =
  /** The key's own first characters: read it from here. */
  | { readonly type: 'start' }
  /** A later part of the prefix, or an escaped part: look for the beginning to its left. */
  | { readonly type: 'inside' }
  /** The first character stands at this place (0 to 3) of its group of four. */
  | { readonly type: 'base64'; readonly phase: number }
  /** Two bytes or four for each character. */
  | { readonly type: 'wide'; readonly unit: 2 | 4 }
  | { readonly type: 'hex' }
  /** `97, 117, 103`: bytes as decimal numbers. */
  | { readonly type: 'decimal' }
  /** Base 32, or one of the alphabets of base 85: the first character stands at this place of its group. */
  | { readonly type: 'base32'; readonly phase: number }
  | { readonly type: 'base85'; readonly alphabet: Base85Name }
  /** A dump of bytes with an address at the beginning of each line. */
  | { readonly type: 'dump' }
  /** An `s` in a list of numbers of any notation. */
  | { readonly type: 'numbers'; readonly radix: Radix }
  /** Text as mainframes have it. */
  | { readonly type: 'ebcdic' }
  /** A byte in eight digits of two. */
  | { readonly type: 'binary' }
  /** The mark of a tar, which stands far behind its beginning. */
  | { readonly type: 'tar-in-base64' }
  /** A long run begins here that is text again, in characters of this kind. */
  | { readonly type: 'text'; readonly alphabet: 'base64' | 'hex' | 'base32' }
  /** What begins here, or `back` bytes before, is read at any length, by whoever has all of the content. */
  | { readonly type: 'head'; readonly form: HeadForm; readonly back: number };

/**
 * `archive`: a container of its own. `zip`: one that ends here. `base64`: one in base64, or base64 of that. The others are
 * named by what stands before them.
 */
export type HeadForm =
  | 'archive'
  | 'zip'
  | 'base64'
  | 'png'
  | 'leveldb'
  | 'snappy'
  | 'zlib'
  | 'lzma'
  | 'prefix'
  | 'mashup'
  | 'saml'
  | 'drawio'
  | 'deflate'
  | 'uuencode'
  | 'git-patch'
  | 'vba'
  | 'wide'
  | DigitForm;

/** Bytes written in digits, of a number system or of a literal of a program. */
export type DigitForm = 'hex' | 'decimal' | 'escapes' | 'dump' | 'base32' | Exclude<Base85Name, 'z85'>;

export interface Anchor {
  readonly bytes: Uint8Array;
  readonly kind: AnchorKind;
  /** What stands before and after it in a key. Another letter or digit there makes it part of an ordinary word. */
  readonly neighbours?: { readonly before: number; readonly after: number };
}
