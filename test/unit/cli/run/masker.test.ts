import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { helpGerman } from '../../../../electron/cli/messages/de/index.ts';
import { helpEnglish } from '../../../../electron/cli/messages/en/index.ts';
import { formsOf, type MaskedForm, type MaskForm } from '../../../../electron/keys/masking/forms.ts';
import { SecretMasker } from '../../../../electron/keys/masking/masker.ts';
import { generateKey, redactKey } from '../../../../shared/key-format.ts';

function mask(forms: readonly MaskForm[], chunks: readonly string[]): string {
  const masker = new SecretMasker(forms);
  const parts = chunks.map((chunk) => masker.push(Buffer.from(chunk, 'latin1')));
  return Buffer.concat([...parts, masker.end()]).toString('latin1');
}

function cut(text: string, size: number): string[] {
  return text.match(new RegExp(`[^]{1,${String(size)}}`, 'g')) ?? [];
}

const key = generateKey('prod');
const other = generateKey('test');
const free = `p"a\\ss/w0rd+${generateKey('test').slice(40, 60)} =;%`;
const forms = [key, other, free].flatMap((secret) => formsOf(Buffer.from(secret)));
const shown = redactKey(key);
const secretPart = key.slice(-50, -6);
const hex = (text: string): string => Buffer.from(text).toString('hex');
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const wide = (text: string, swap = false): string => {
  const bytes = Buffer.from(text, 'utf16le');
  return (swap ? bytes.swap16() : bytes).toString('latin1');
};
const percent = (text: string, every = 1): string =>
  [...text].map((c, i) => (i % every === 0 ? `%${hex(c)}` : c)).join('');
const json = (text: string, every = 1): string =>
  [...text].map((c, i) => (i % every === 0 ? `\\u00${hex(c)}` : c)).join('');
const wraps = (text: string): string[] =>
  Array.from({ length: text.length }, (_, i) => i + 1).flatMap((width) => [
    cut(text, width).join('\n'),
    cut(text, width).join('\r\n    '),
  ]);

/** For each form that the help names: texts of which nothing may be left. */
const SAMPLES: Readonly<Record<MaskedForm, readonly string[]>> = {
  plain: [
    key,
    key.toUpperCase(),
    key.toLowerCase(),
    `${key.slice(0, 40)}${key.slice(40).toUpperCase()}`,
    free,
  ],
  secret: [
    secretPart,
    key.slice(-50),
    secretPart.toUpperCase(),
    secretPart.toLowerCase(),
    base64(secretPart).slice(0, 58),
    hex(secretPart),
    percent(secretPart),
    json(secretPart),
    wide(secretPart),
    wide(secretPart, true),
  ],
  base64: [
    ...[key, `${key}:`, `${key}\n`, free].flatMap((text) => [
      base64(text),
      Buffer.from(text).toString('base64url'),
    ]),
    ...wraps(base64(key)),
    ...wraps(base64(`${key}:`)),
    JSON.stringify(cut(base64(key), 20).join('\r\n')).slice(1, -1),
  ],
  hex: [
    hex(key),
    hex(key).toUpperCase(),
    hex(key.toUpperCase()),
    cut(hex(key), 2).join(':'),
    cut(hex(key), 2).join(', 0x'),
    cut(hex(key), 2).join('\\x'),
    ...[1, 30, 60].map((width) => cut(hex(key), width * 2).join('\n')),
    hex(free),
  ],
  percent: [
    percent(key),
    percent(key).toUpperCase(),
    percent(key, 3),
    encodeURIComponent(free),
    percent(free),
  ],
  json: [
    json(key),
    json(key).replaceAll('\\u00', '\\x'),
    json(key, 5),
    JSON.stringify(free).slice(1, -1),
    json(free),
  ],
  'utf-16': [wide(key), wide(key, true), wide(key.toUpperCase())],
};

describe('what is masked is what the help says', () => {
  it('names each form, and no other', () => {
    for (const { commands } of [helpEnglish, helpGerman]) {
      const listed = commands.run.text.split('\n').filter((line) => line.startsWith('    - '));
      expect(listed).toHaveLength(Object.keys(SAMPLES).length);
    }
  });

  it.each(Object.entries(SAMPLES))('%s: nothing of it is left, whatever the chunks', (_, samples) => {
    for (const sample of samples) {
      const whole = mask(forms, [`(${sample})`]);
      expect(whole.replace(shown, '****').replaceAll('\0', '')).toBe('(****)');
      for (const size of [1, 2, 7, 85]) expect(mask(forms, cut(`(${sample})`, size))).toBe(whole);
    }
  });

  it.each([1, 2, 3, 4, 5, 6])(
    'base64 inside a longer text (user:KEY), %i characters in, at every width',
    (shift) => {
      const text = base64(`${'x'.repeat(shift)}:${key}, and what follows it`);
      for (const wrapped of [text, ...wraps(text)]) {
        const masked = mask(forms, [wrapped]);
        expect(masked).toContain('****');
        const left = Buffer.from(masked.replace('****', ''), 'base64').toString('latin1');
        for (let at = 0; at + 4 <= key.length; at += 1)
          expect(left.includes(key.slice(at, at + 4))).toBe(false);
      }
    },
  );

  it('cut at every place', () => {
    const text = `before ${key} between ${other}${key} after`;
    const expected = `before ${shown} between ${redactKey(other)}${shown} after`;
    for (let at = 0; at <= text.length; at += 1) {
      expect(mask(forms, [text.slice(0, at), text.slice(at)])).toBe(expected);
    }
  });
});

describe('what is left alone', () => {
  it('everything else, byte by byte, and the beginning of a key that does not go on', () => {
    const bytes = Buffer.from(Array.from({ length: 1024 }, (_, index) => index % 256));
    const masker = new SecretMasker(forms);
    expect(Buffer.concat([masker.push(bytes), masker.end()])).toEqual(bytes);
    expect(mask(forms, [key.slice(0, 30), ' never mind'])).toBe(`${key.slice(0, 30)} never mind`);
    expect(mask(forms, [key.slice(0, 30)])).toBe(key.slice(0, 30));
    expect(mask(forms, [`${base64(key)}\n`, 'next line'])).toBe('****\nnext line');
    expect(mask(forms, [`${Buffer.from(key).toString('base64url')}\nnext line`])).toBe('****\nnext line');
  });

  it('is passed on at once unless it may be the beginning of a secret, and soon where that is harmless', () => {
    const masker = new SecretMasker(formsOf(Buffer.from(key)));
    expect(masker.push(Buffer.from('Continue? [y/n] ')).toString()).toBe('Continue? [y/n] ');
    expect(masker.push(Buffer.from('see aug_s')).toString()).toBe('see ');
    expect(masker.isHolding).toBe(true);
    expect(masker.release().toString()).toBe('aug_s');
    expect(masker.isHolding).toBe(false);
    expect(masker.push(Buffer.from('omething ')).toString()).toBe('omething ');
    expect(masker.end()).toHaveLength(0);
  });

  it('is never shown where it is a part of the secret itself', () => {
    for (const text of [key, base64(key), hex(key), secretPart, base64(secretPart), wide(secretPart)]) {
      const masker = new SecretMasker(formsOf(Buffer.from(key)));
      let seen = '';
      for (const byte of Buffer.from(`(${text})`, 'latin1')) {
        seen += masker.push(Buffer.from([byte])).toString('latin1');
        seen += masker.release().toString('latin1');
      }
      seen += masker.end().toString('latin1');
      // At most the public beginning, or three characters, and then the mask.
      expect(seen.length).toBeLessThan(40);
      if (text === key) expect(seen).toBe(`(${shown})`);
    }
  });
});

it('masks alike whatever the chunks, and leaves no secret (property)', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      ...[
        key,
        other,
        key.slice(0, 40),
        key.slice(1),
        secretPart,
        base64(key),
        hex(key),
        percent(key, 2),
        wide(other),
      ],
      ...['aug_sk_', '\n', 'a', '%', '\\', '\\u00', '\0', '6', '=='],
    ),
    fc.string({ maxLength: 12 }),
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 12 }),
      fc.array(fc.integer({ min: 1, max: 120 }), { minLength: 1, maxLength: 9 }),
      (pieces, sizes) => {
        const text = Buffer.from(pieces.join(''), 'utf8').toString('latin1');
        const chunks: string[] = [];
        for (let at = 0, turn = 0; at < text.length; turn += 1) {
          const size = sizes[turn % sizes.length]!;
          chunks.push(text.slice(at, at + size));
          at += size;
        }
        const whole = mask(forms, [text]);
        expect(mask(forms, chunks)).toBe(whole);
        for (const secret of [key, other, secretPart, base64(key), hex(key)])
          expect(whole.includes(secret)).toBe(false);
      },
    ),
    { numRuns: 300 },
  );
});

it('holds no more than one secret, however much comes', () => {
  const masker = new SecretMasker(forms);
  const line = Buffer.from(`${key.slice(0, 60)}${base64(key).slice(0, 100)}\n`.repeat(50));
  let passed = 0;
  for (let count = 0; count < 200; count += 1) passed += masker.push(line).length;
  passed += masker.end().length;
  expect(passed).toBe(line.length * 200);
});
