/**
 * The forms in which a secret is masked. Each is a small reader that says whether a secret in its form begins at a place of
 * the output; none holds more of it than the secret's own length in that form.
 */
import { BRAND_IDS } from '../../../shared/brands.ts';
import {
  KEY_CHECKSUM_LENGTH,
  KEY_SECRET_LENGTH,
  parseKey,
  redactKey,
  spelledAs,
} from '../../../shared/key-format.ts';
import { Base64Form } from './form-base64.ts';
import { HexForm, TextForm, WideForm } from './form-text.ts';

/** What `run --help` says is masked, and what the tests try, one by one. */
export type MaskedForm = 'plain' | 'secret' | 'base64' | 'hex' | 'percent' | 'json' | 'utf-16';

/** Not yet to be told: the text ends first. Negative, and says how many symbols were there: `-1 - symbols`. */
export type Matched = number;

export interface MaskForm {
  /** Says each pair of bytes that this form can begin with. */
  eachBeginning(say: (first: number, second: number) => void): void;
  /** Length of the secret at `start`; 0 where there is none; negative where more text is needed. */
  match(text: Buffer, start: number, isLast: boolean): Matched;
  /** So many of its first symbols may be shown: they are public, or too few to help. */
  readonly harmless: number;
  /** From so many symbols on the secret is whole; what comes then only belongs to it. */
  readonly complete: number;
  replacement(length: number): Buffer;
  /** SECURITY: forms hold the secret. */
  wipe(): void;
}

/** Shorter ones would mask ordinary words. */
const SHORTEST_ENCODED = 8;
const SHORTEST_FOLDED = 16;
/** `aug_sk_prod_`: what every key of this kind begins with. */
const PUBLIC_PREFIX = 12;
const FEW = 3;
const MASK = Buffer.from('****');

function encodedForms(target: Buffer, harmless: number, isFolded: boolean, least: number): MaskForm[] {
  return [
    ...[0, 1, 2].map((shift) => new Base64Form(target, shift, harmless)),
    new HexForm(target, isFolded, harmless, least),
    new WideForm(target, 'little', isFolded, harmless, least),
    new WideForm(target, 'big', isFolded, harmless, least),
  ];
}

/** `secret` stays the caller's. */
export function formsOf(secret: Buffer): readonly MaskForm[] {
  if (secret.length === 0) return [];
  const text = secret.toString('latin1');
  const isKey = parseKey(text).ok;
  const harmless = isKey ? PUBLIC_PREFIX : FEW;
  const isFolded = secret.length >= SHORTEST_FOLDED;
  const forms: MaskForm[] = [];
  // A key is one under both of the vendor's prefixes, and a program may write the other one.
  for (const spelled of isKey ? BRAND_IDS.map((brand) => spelledAs(brand, text)) : [text]) {
    const bytes = spelled === text ? secret : Buffer.from(spelled, 'latin1');
    forms.push(new TextForm(bytes, isFolded, harmless, bytes.length, Buffer.from(redactKey(spelled))));
    if (bytes.length >= SHORTEST_ENCODED)
      forms.push(...encodedForms(bytes, harmless, isFolded, bytes.length));
  }
  // What stands behind the last `_`: the secret with its checksum, of which the first 44 characters are enough.
  const tail = secret.subarray(text.lastIndexOf('_') + 1);
  if (tail.length < secret.length && tail.length >= SHORTEST_FOLDED) {
    const least = isKey ? tail.length - KEY_CHECKSUM_LENGTH : tail.length;
    forms.push(new TextForm(tail, true, FEW, least, MASK));
    forms.push(...encodedForms(tail.subarray(0, isKey ? KEY_SECRET_LENGTH : tail.length), FEW, true, least));
  }
  return forms;
}
