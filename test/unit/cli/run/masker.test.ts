import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SecretMasker, maskStream } from '../../../../electron/cli/run/masker.ts';
import { patternsOf, type MaskPattern } from '../../../../electron/cli/run/patterns.ts';
import { generateKey, redactKey } from '../../../../shared/key-format.ts';

function mask(patterns: readonly MaskPattern[], chunks: readonly string[]): string {
  const masker = new SecretMasker(patterns);
  const parts = chunks.map((chunk) => masker.push(Buffer.from(chunk, 'latin1')));
  return Buffer.concat([...parts, masker.end()]).toString('latin1');
}

function cut(text: string, size: number): string[] {
  return text.match(new RegExp(`[^]{1,${String(size)}}`, 'g')) ?? [];
}

const key = generateKey('prod');
const other = generateKey('test');
const patterns = [...patternsOf(Buffer.from(key)), ...patternsOf(Buffer.from(other))];
const shown = redactKey(key);

describe('what is masked', () => {
  it('a key, cut at every place', () => {
    const text = `before ${key} between ${other}${key} after`;
    const expected = `before ${shown} between ${redactKey(other)}${shown} after`;
    for (let at = 0; at <= text.length; at += 1) {
      expect(mask(patterns, [text.slice(0, at), text.slice(at)])).toBe(expected);
    }
    for (const size of [1, 2, 3, 7, 84, 85, 86]) expect(mask(patterns, cut(text, size))).toBe(expected);
  });

  it('the secret part without what stands before it', () => {
    expect(mask(patterns, [key.slice(35, 60), key.slice(60)])).toBe('****');
  });

  it.each([
    ['of the key', Buffer.from(key).toString('base64')],
    ['of the key and a colon, as Basic authentication has it', Buffer.from(`${key}:`).toString('base64')],
    ['of the key and a line end, as echo makes it', Buffer.from(`${key}\n`).toString('base64')],
    ['of the key, base64url', Buffer.from(key).toString('base64url')],
    ['of the key, wrapped at 76', cut(Buffer.from(key).toString('base64'), 76).join('\n')],
    ['of the key, wrapped at 64 with CRLF', cut(Buffer.from(`${key}:`).toString('base64'), 64).join('\r\n')],
  ])('base64 %s leaves nothing over', (_, encoded) => {
    for (const size of [1, 5, 1000]) expect(mask(patterns, cut(`(${encoded})`, size))).toBe('(****)');
  });

  it.each([1, 2, 3, 4, 5, 6])('base64 of the key inside a longer text, %i characters in', (shift) => {
    const encoded = Buffer.from(`${'x'.repeat(shift)}${key}, and what follows it`).toString('base64');
    const masked = mask(patterns, [encoded]);
    expect(masked).toContain('****');
    const left = Buffer.from(masked.replace('****', ''), 'base64').toString('latin1');
    // At most a few characters at either end stay, none of them the secret's.
    for (let at = 0; at + 4 <= key.length; at += 1) expect(left.includes(key.slice(at, at + 4))).toBe(false);
  });
});

describe('what is left alone', () => {
  it('everything else, byte by byte, and the beginning of a key that does not go on', () => {
    const bytes = Buffer.from(Array.from({ length: 1024 }, (_, index) => index % 256));
    const masker = new SecretMasker(patterns);
    expect(Buffer.concat([masker.push(bytes), masker.end()])).toEqual(bytes);
    expect(mask(patterns, [key.slice(0, 30), ' never mind'])).toBe(`${key.slice(0, 30)} never mind`);
    expect(mask(patterns, [key.slice(0, 30)])).toBe(key.slice(0, 30));
  });

  it('is passed on at once unless it may be the beginning of a secret', () => {
    const masker = new SecretMasker(patterns);
    expect(masker.push(Buffer.from('Continue? [y/n] ')).toString()).toBe('Continue? [y/n] ');
    expect(masker.push(Buffer.from('see aug_s')).toString()).toBe('see ');
    // The blank ends it: a letter could be the first of the secret's base64.
    expect(masker.push(Buffer.from('omething ')).toString()).toBe('aug_something ');
    expect(masker.end()).toHaveLength(0);
  });
});

it('masks like a search over the whole text, whatever the chunks (property)', () => {
  const piece = fc.oneof(
    fc.constantFrom(key, other, key.slice(0, 40), key.slice(1), 'aug_sk_', '\n', 'a'),
    fc.string({ maxLength: 12 }),
  );
  const plain = [key, other].map((text) => ({
    bytes: Buffer.from(text),
    replacement: Buffer.from(redactKey(text)),
  }));
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), fc.integer({ min: 1, max: 120 }), (pieces, size) => {
      const text = Buffer.from(pieces.join(''), 'utf8').toString('latin1');
      const expected = text.replaceAll(key, redactKey(key)).replaceAll(other, redactKey(other));
      expect(mask(plain, cut(text, size))).toBe(expected);
      const full = mask(patterns, cut(text, size));
      for (const secret of [key, other]) {
        expect(full.includes(secret)).toBe(false);
        expect(full.includes(secret.slice(35))).toBe(false);
      }
    }),
  );
});

it('takes the longest of patterns that begin alike', () => {
  const pattern = (text: string, replacement: string): MaskPattern => ({
    bytes: Buffer.from(text),
    replacement: Buffer.from(replacement),
  });
  const nested = [pattern('abc', '1'), pattern('abcdef', '2')];
  expect(mask(nested, ['ab', 'cd', 'ef'])).toBe('2');
  expect(mask(nested, ['abcde', 'x'])).toBe('1dex');
  expect(mask(nested, ['abcd'])).toBe('1d');
  expect(() => new SecretMasker([pattern('', 'x')])).toThrow();
});

it('works as a stream', async () => {
  const stream = maskStream(patterns);
  stream.write(key.slice(0, 50));
  stream.end(`${key.slice(50)}!`);
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  expect(Buffer.concat(parts).toString()).toBe(`${shown}!`);
});
