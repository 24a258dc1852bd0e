import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BRAND_IDS, BRANDS, brandOfHost } from '../../../shared/brands.ts';
import {
  checksumOf,
  crc32c,
  encodeChecksum,
  generateKey,
  KEY_LENGTH,
  parseKey,
  randomAlphanumeric,
  redactKey,
  redactKeysIn,
} from '../../../shared/key-format.ts';
import { PUBLISHED_INVALID_KEY, PUBLISHED_VALID_KEYS } from '../../fixtures/published-keys.ts';

const anyKey = fc
  .record({
    mode: fc.constantFrom('test' as const, 'prod' as const),
    brand: fc.constantFrom(...BRAND_IDS),
    seed: fc.infiniteStream(fc.integer({ min: 0, max: 255 })),
  })
  .map(({ mode, brand, seed }) => ({
    mode,
    brand,
    text: generateKey(mode, {
      brand,
      random: (bytes) => bytes.map(() => seed.next().value as number),
    }),
  }));

describe('the published vectors', () => {
  it('gives the check value of CRC-32C', () => {
    expect(crc32c(new TextEncoder().encode('123456789'))).toBe(0xe3069283);
  });

  it.each(PUBLISHED_VALID_KEYS)(
    'accepts a published key of mode $mode',
    ({ text, mode, keyId, redacted }) => {
      expect(parseKey(text)).toEqual({ ok: true, key: { brand: 'augno', mode, keyId, redacted } });
    },
  );

  it('refuses the published example whose tail was edited, and knows its right checksum', () => {
    expect(parseKey(PUBLISHED_INVALID_KEY)).toEqual({ ok: false, problem: 'checksum' });
    expect(checksumOf(PUBLISHED_INVALID_KEY.slice('aug_sk_prod_'.length, -6))).toBe('dykuIb');
  });
});

describe('keys made here', () => {
  it('parse back to what they were made of', () => {
    fc.assert(
      fc.property(anyKey, ({ mode, brand, text }) => {
        const parsed = parseKey(text);
        expect(text).toHaveLength(KEY_LENGTH);
        expect(parsed).toMatchObject({ ok: true, key: { mode, brand } });
        expect(text).toContain(parsed.ok ? parsed.key.keyId : 'never');
      }),
    );
  });

  it('are refused after any change of one character behind the mode', () => {
    fc.assert(
      fc.property(
        anyKey,
        fc.nat(),
        fc.constantFrom('a', 'b', 'z', 'A', 'B', 'Z', '0', '5', '9'),
        ({ text }, where, replacement) => {
          const first = text.indexOf('_', 7) + 1;
          const index = first + (where % (text.length - first));
          fc.pre(text[index] !== replacement);
          const changed = text.slice(0, index) + replacement + text.slice(index + 1);
          expect(parseKey(changed).ok).toBe(false);
        },
      ),
    );
  });

  it('draw every letter of the alphabet evenly enough to be random', () => {
    const counts = new Map<string, number>();
    for (const letter of randomAlphanumeric(62_000)) counts.set(letter, (counts.get(letter) ?? 0) + 1);
    expect(counts.size).toBe(62);
    // Six standard deviations around the expected thousand.
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(190);
  });

  it('never draws from the part of a byte that would favour the first letters', () => {
    const bytes = [255, 248, 249, 0, 61, 62, 247];
    let next = 0;
    const text = randomAlphanumeric(4, (array) => array.map(() => bytes[next++ % bytes.length]!));
    expect(text).toBe('a9a9');
  });
});

describe('what is wrong with an input', () => {
  const key = generateKey('prod');
  it.each([
    ['', 'empty'],
    ['   \n', 'empty'],
    ['hello', 'prefix'],
    [`aug_pk_prod_${key.slice(12)}`, 'not-secret'],
    [key.replace('prod', 'live'), 'mode'],
    [key.slice(0, -1), 'length'],
    [`${key}x`, 'length'],
    [key.replace(/.$/, 'é'), 'characters'],
    [`${key.slice(0, 40)}-${key.slice(41)}`, 'characters'],
    [`${key.slice(0, 34)}x${key.slice(35)}`, 'characters'],
    [redactKey(key), 'masked'],
  ])('%j is a problem of %s', (input, problem) => {
    expect(parseKey(input)).toEqual({ ok: false, problem });
  });

  it('ignores the white space that a paste brings', () => {
    expect(parseKey(`  ${key}\r\n`).ok).toBe(true);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        parseKey(text);
        parseKey(`aug_sk_prod_${text}`);
      }),
    );
  });
});

describe('redaction', () => {
  it('shows what the API shows', () => {
    fc.assert(
      fc.property(anyKey, ({ text, mode, brand }) => {
        expect(redactKey(text)).toBe(`${BRANDS[brand].keyPrefix}${mode}_****${text.slice(-4)}`);
      }),
    );
  });

  it('gives nothing of what is not a key', () => {
    expect(redactKey('my secret password')).toBe('****');
    expect(redactKey('aug_sk_prod_short')).toBe('****');
  });

  it('leaves no 12 characters of a key in free text, whole or cut off', () => {
    fc.assert(
      fc.property(
        anyKey,
        fc.string(),
        fc.integer({ min: 14, max: KEY_LENGTH }),
        ({ text }, around, length) => {
          const redacted = redactKeysIn(`${around}${text.slice(0, length)} ${around}`);
          for (let index = 12; index + 12 <= length; index += 1) {
            expect(redacted).not.toContain(text.slice(index, index + 12));
          }
        },
      ),
    );
  });
});

describe('encodeChecksum', () => {
  it('pads with a and covers the whole range', () => {
    expect(encodeChecksum(0)).toBe('aaaaaa');
    expect(encodeChecksum(61)).toBe('aaaaa9');
    expect(encodeChecksum(62)).toBe('aaaaba');
    expect(encodeChecksum(0xffffffff)).toBe('eQPpmd');
  });
});

describe('brands', () => {
  it('are found by the host of their API and by nothing else', () => {
    expect(brandOfHost('api.augno.com')?.id).toBe('augno');
    expect(brandOfHost('API.OPENMRP.AI')?.id).toBe('openmrp');
    expect(brandOfHost('127.0.0.1')).toBeNull();
    expect(brandOfHost('api.augno.com.evil.example')).toBeNull();
  });
});
