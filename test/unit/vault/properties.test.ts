import fc from 'fast-check';
import { createSecretKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openContainer, sealContainer } from '../../../electron/vault/backup/container.ts';
import { seal, unseal } from '../../../electron/vault/crypto/aead.ts';
import { generateRecoveryKey, parseRecoveryKey } from '../../../electron/vault/crypto/recovery-key.ts';
import {
  decodeHeader,
  encodeHeader,
  newHeader,
  unwrapSlot,
  wrapIntoSlot,
} from '../../../electron/vault/header.ts';
import { SecretBytes } from '../../../electron/vault/secret-bytes.ts';
import {
  decodeRecord,
  decodeSecret,
  encodeRecord,
  encodeSecret,
  platformRandom,
  TokenSum,
} from '../../../electron/vault/storage/rows.ts';
import { parseCsv } from '../../../electron/keys/transfer/csv.ts';
import { readCandidates } from '../../../electron/keys/transfer/import-candidates.ts';
import { AppError } from '../../../shared/errors.ts';
import { cheapKdf } from '../../fixtures/vault/cheap-kdf.ts';
import { text } from '../../fixtures/vault/sample.ts';

const bytes = (maxLength: number): fc.Arbitrary<Buffer> =>
  fc.uint8Array({ maxLength }).map((array) => Buffer.from(array));
const key = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((array) => Buffer.from(array));
const runs = { numRuns: 300 };

describe('seal and unseal', () => {
  it('give back what was sealed, and nothing under another key, place or a changed byte', () => {
    fc.assert(
      fc.property(
        key,
        bytes(300),
        bytes(60),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (k, plain, place, at, mask) => {
          const sealed = seal(createSecretKey(k), plain, place, platformRandom);
          expect(unseal(k, sealed, place)?.equals(plain)).toBe(true);
          const changed = Buffer.from(sealed);
          changed[at % sealed.length]! ^= mask;
          expect(unseal(k, changed, place)).toBeNull();
          expect(unseal(k, sealed, Buffer.concat([place, Buffer.from([0])]))).toBeNull();
          const otherKey = Buffer.from(k);
          otherKey[at % 32]! ^= mask;
          expect(unseal(otherKey, sealed, place)).toBeNull();
          expect(unseal(k, sealed.subarray(0, at % sealed.length), place)).toBeNull();
        },
      ),
      runs,
    );
  });
});

describe('the row formats', () => {
  it('give back every record, padded so that a length says little', () => {
    fc.assert(
      fc.property(key, fc.string({ unit: 'binary' }), fc.string(), fc.json(), (k, collection, id, json) => {
        const token = k.subarray(0, 16);
        const encoded = encodeRecord(token, collection, id, json);
        expect(encoded.length % 64).toBe(0);
        const decoded = decodeRecord(encoded)!;
        expect([decoded.collection, decoded.id, decoded.json.toString()]).toEqual([collection, id, json]);
        expect(decoded.token.equals(token)).toBe(true);
      }),
      runs,
    );
  });

  it('give back every secret, and never throw on other bytes', () => {
    fc.assert(
      fc.property(bytes(500), (any) => {
        const encoded = encodeSecret(any);
        expect(encoded.length % 128).toBe(0);
        expect(decodeSecret(encoded)?.equals(any)).toBe(true);
        const decoded = decodeSecret(any);
        if (decoded !== null) expect(decoded.length).toBeLessThanOrEqual(any.length);
        const record = decodeRecord(any);
        if (record !== null) expect(record.json.length).toBeLessThanOrEqual(any.length);
      }),
      runs,
    );
  });

  it('sum tokens alike in any order, and differently for another set', () => {
    fc.assert(
      fc.property(fc.array(key, { minLength: 2, maxLength: 20 }), fc.nat(), (keys, at) => {
        const tokens = keys.map((k) => k.subarray(0, 16));
        const sum = (list: readonly Buffer[]): string => {
          const total = new TokenSum();
          for (const token of list) total.add(token);
          return total.toHex();
        };
        const whole = sum(tokens);
        expect(sum([...tokens].reverse())).toBe(whole);
        const missing = tokens[at % tokens.length]!;
        fc.pre(missing.some((byte) => byte !== 0));
        expect(sum(tokens.filter((token) => token !== missing))).not.toBe(whole);
        const back = new TokenSum();
        for (const token of tokens) back.add(token);
        back.subtract(missing);
        back.add(missing);
        expect(back.toHex()).toBe(whole);
      }),
      runs,
    );
  });
});

describe('the header', () => {
  it('comes back whole; any changed byte is refused; a slot opens only where it was made', () => {
    fc.assert(
      fc.property(key, key, fc.nat(), fc.integer({ min: 1, max: 255 }), (kek, vaultKey, at, mask) => {
        const base = newHeader(kek.subarray(0, 16));
        const blank = { kind: 'recovery' as const, id: '00'.repeat(8), salt: '11'.repeat(16) };
        const slot = wrapIntoSlot(base, 1, blank, kek, vaultKey, platformRandom);
        const header = { ...base, slots: [slot] };
        const stored = encodeHeader(header);
        expect(decodeHeader(stored)).toEqual(header);
        expect(unwrapSlot(header, slot, kek)?.equals(vaultKey)).toBe(true);
        expect(unwrapSlot({ ...header, epoch: 2 }, slot, kek)).toBeNull();
        expect(unwrapSlot(newHeader(vaultKey.subarray(0, 16)), slot, kek)).toBeNull();
        expect(unwrapSlot(header, { ...slot, salt: '22'.repeat(16) }, kek)).toBeNull();
        const body = Buffer.from(stored.body);
        body[at % body.length]! ^= mask;
        expect(() => decodeHeader({ body, checksum: stored.checksum })).toThrow(AppError);
      }),
      runs,
    );
  });
});

describe('the recovery key', () => {
  it('is read back in any case and spacing, and no other character passes', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 20, maxLength: 20 }),
        fc.nat({ max: 35 }),
        fc.nat(),
        (entropy, at, pick) => {
          const printed = generateRecoveryKey(() => Buffer.from(entropy)).revealText();
          expect(printed).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{6}-){5}[0-9A-HJKMNP-TV-Z]{6}$/);
          const loose = printed.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
          expect(parseRecoveryKey(text(loose))?.equals(entropy)).toBe(true);
          const plain = printed.replaceAll('-', '');
          const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.replace(plain[at]!, '');
          const wrong = plain.slice(0, at) + alphabet[pick % 31]! + plain.slice(at + 1);
          expect(parseRecoveryKey(text(wrong))).toBeNull();
        },
      ),
      // Twenty bits of check let a wrong character pass once in a million: the seed keeps the run the same.
      { ...runs, seed: 11 },
    );
  });
});

describe('the container of backups', () => {
  it('comes back whole, and is refused with a changed, missing or added byte', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 200_000 }),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (length, at, mask) => {
          const payload = Buffer.alloc(length, mask);
          const password = text('its own');
          const whole = Buffer.concat([
            ...(await sealContainer([payload], password, cheapKdf, platformRandom)),
          ]);
          expect((await openContainer(whole, password, cheapKdf)).equals(payload)).toBe(true);
          const changed = Buffer.from(whole);
          changed[at % whole.length]! ^= mask;
          await expect(openContainer(changed, password, cheapKdf)).rejects.toBeInstanceOf(AppError);
          const cut = whole.subarray(0, at % whole.length);
          await expect(openContainer(cut, password, cheapKdf)).rejects.toBeInstanceOf(AppError);
          const longer = Buffer.concat([whole, Buffer.from([mask])]);
          await expect(openContainer(longer, password, cheapKdf)).rejects.toBeInstanceOf(AppError);
          await expect(openContainer(whole, text('another'), cheapKdf)).rejects.toMatchObject({
            code: 'vault-wrong-password',
          });
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('import files', () => {
  it('never make the reader throw anything but an AppError', () => {
    fc.assert(
      fc.property(bytes(400), fc.constantFrom('.env', 'keys.csv', 'note.txt'), (any, name) => {
        try {
          expect(Array.isArray(readCandidates(any, name))).toBe(true);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(AppError);
        }
      }),
      runs,
    );
  });

  it('give back every cell that a spreadsheet would quote', () => {
    const cell = fc.string().map((value) => value.replace(/\r/g, ''));
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 5 }),
        (rows) => {
          const written = [['first', 'second'], ...rows]
            .map((cells) => cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(','))
            .join('\n');
          expect(parseCsv(written).map(({ cells }) => cells)).toEqual([['first', 'second'], ...rows]);
        },
      ),
      runs,
    );
  });

  it('wipe what they hold', () => {
    const secret = SecretBytes.fromText('x');
    secret.wipe();
    expect(() => secret.bytes()).toThrow();
  });
});
