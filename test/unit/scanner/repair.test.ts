import { describe, expect, it } from 'vitest';
import { detected } from '../../fixtures/scanner/content.ts';
import { fingerprintOf } from '../../../electron/scanner/detect/finding.ts';
import { repairKey } from '../../../electron/scanner/detect/repair.ts';
import { crc32c, decodeChecksum, encodeChecksum } from '../../../shared/key-format.ts';
import { Random } from '../../fixtures/scanner/random.ts';

const random = new Random(23);
const ALPHABET = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const SEPARATOR = 34;
const PREFIX = 12;

function withWrong(key: string, at: number): string {
  const others = ALPHABET.replace(key[at]!, '');
  return key.slice(0, at) + random.pick([...others]) + key.slice(at + 1);
}

function repaired(text: string): string | null {
  const key = repairKey(Buffer.from(text));
  return key === null ? null : Buffer.from(key).toString('latin1');
}

describe('one wrong character', () => {
  it('is put right wherever it stands', () => {
    for (let at = PREFIX; at < 85; at += 1) {
      if (at === SEPARATOR) continue;
      for (let round = 0; round < 8; round += 1) {
        const key = random.key();
        expect([at, repaired(withWrong(key, at)) === key]).toEqual([at, true]);
      }
    }
  });

  it('is put right for each of the letters and digits that may stand there', () => {
    const key = random.key();
    for (const character of ALPHABET.replace(key[50]!, '')) {
      expect(repaired(key.slice(0, 50) + character + key.slice(51)) === key).toBe(true);
    }
  });

  it('is not put right where two are wrong, or all', () => {
    for (let round = 0; round < 3000; round += 1) {
      const key = random.key();
      const first = PREFIX + random.below(22);
      const twice = withWrong(withWrong(key, first), 40 + random.below(44));
      expect(repaired(twice)).toBeNull();
    }
  });

  it('is reported as malformed, with the fingerprint of the key that was meant; ten thousand of them too', () => {
    const key = random.key();
    const [hit, ...others] = detected(Buffer.from(`k = "${withWrong(key, 60)}"`));
    expect(others).toEqual([]);
    expect([hit!.class, hit!.repaired, fingerprintOf(hit!.key)]).toEqual([
      'malformed',
      true,
      fingerprintOf(Buffer.from(key)),
    ]);
    const base = random.key();
    const many = Array.from({ length: 10_000 }, (_, index) => {
      const head = index.toString(36).padStart(5, '0');
      return base.slice(0, 40) + head + base.slice(45);
    });
    const hits = detected(Buffer.from(many.join('\n')));
    // Almost all of them differ in more than one place.
    expect([hits.length, hits.filter(({ class: kind }) => kind === 'valid').length]).toEqual([10_000, 0]);
    expect(hits.filter((found) => found.repaired === true).length).toBeLessThan(10);
  });
});

it('reads a checksum back', () => {
  for (let round = 0; round < 200; round += 1) {
    const crc = crc32c(random.bytes(20));
    expect(decodeChecksum(encodeChecksum(crc))).toBe(crc);
  }
  expect([decodeChecksum('999999'), decodeChecksum('aaaa-a'), decodeChecksum('aaaaa')]).toEqual([
    null,
    null,
    null,
  ]);
});
