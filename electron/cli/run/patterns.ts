/** The forms in which a secret may appear in a program's output, and what is shown instead. */
import { redactKey } from '../../../shared/key-format.ts';

export interface MaskPattern {
  /** SECURITY: the secret, or an encoding of it; `run` wipes it at the end. */
  readonly bytes: Buffer;
  readonly replacement: Buffer;
}

const ENCODED_REPLACEMENT = Buffer.from('****');
/** Where `base64`, MIME and PEM wrap their lines. */
const WRAP_WIDTHS = [76, 64] as const;
const LINE_ENDS = ['\n', '\r\n'] as const;

function wrapped(text: string, width: number, lineEnd: string): string {
  return (text.match(new RegExp(`.{1,${String(width)}}`, 'g')) ?? []).join(lineEnd);
}

/**
 * The characters of base64 that `bytes` alone decide, wherever in a longer text they stand: three alignments. The first
 * one also covers what begins with the secret, as in HTTP's Basic authentication (`KEY:`).
 */
function base64Cores(bytes: Buffer): readonly string[] {
  return [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
    const first = Math.ceil((shift * 8) / 6);
    const last = Math.floor(((shift + bytes.length) * 8) / 6);
    return text.slice(first, last);
  });
}

/** The whole of base64 texts that hold nothing but the secret, so that no padding or last character is left over. */
function base64Whole(bytes: Buffer): readonly string[] {
  return ['', ':', '\n'].map((tail) => Buffer.concat([bytes, Buffer.from(tail)]).toString('base64'));
}

function toUrlAlphabet(text: string): string {
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/**
 * Plain; its secret part alone (a program may print it without what stands before); base64 and base64url at every alignment
 * and wrapped. `secret` stays the caller's.
 */
export function patternsOf(secret: Buffer): readonly MaskPattern[] {
  const text = secret.toString('latin1');
  const shown = Buffer.from(redactKey(text));
  const underscore = text.lastIndexOf('_');
  const tail = underscore < 0 ? '' : text.slice(underscore + 1);
  const encoded = new Set<string>();
  for (const form of [...base64Cores(secret), ...base64Whole(secret)]) {
    for (const variant of [form, toUrlAlphabet(form)]) {
      encoded.add(variant);
      for (const width of WRAP_WIDTHS) {
        for (const lineEnd of LINE_ENDS) encoded.add(wrapped(variant, width, lineEnd));
      }
    }
  }
  return [
    { bytes: Buffer.from(text, 'latin1'), replacement: shown },
    ...(tail.length >= 20 ? [{ bytes: Buffer.from(tail, 'latin1'), replacement: ENCODED_REPLACEMENT }] : []),
    ...[...encoded].map((form) => ({ bytes: Buffer.from(form, 'latin1'), replacement: ENCODED_REPLACEMENT })),
  ];
}
