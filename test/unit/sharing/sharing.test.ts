import { describe, expect, it } from 'vitest';
import { generateKeyPair, open, seal, type KeyPair } from '../../../electron/sharing/hpke.ts';
import {
  decodePublicText,
  fingerprintOfPublicKey,
  openText,
  publicTextOf,
  readPublicText,
  recipientOf,
  sealText,
  type SealedContent,
} from '../../../electron/sharing/texts.ts';
import { generateKey, redactKey } from '../../../shared/key-format.ts';

const hex = (text: string): Buffer => Buffer.from(text, 'hex');
const pair = (privateKey: string, publicKey: string): KeyPair => ({
  privateKey: hex(privateKey),
  publicKey: hex(publicKey),
});
const INFO = hex('4f6465206f6e2061204772656369616e2055726e');
const PLAINTEXT = hex('4265617574792069732074727574682c20747275746820626561757479');
const AAD = hex('436f756e742d30');

describe('RFC 9180, appendix A.1: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-128-GCM', () => {
  it('gives the ciphertext of A.1.1 (mode Base)', () => {
    const recipient = pair(
      '4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8',
      '3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d',
    );
    const sealed = seal({
      aead: 'aes-128-gcm',
      recipient: recipient.publicKey,
      sender: null,
      info: INFO,
      associatedData: AAD,
      plaintext: PLAINTEXT,
      ephemeral: pair(
        '52c4a758a802cd8b936eceea314432798d5baf2d7e9235dc084ab1b9cfa2f736',
        '37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431',
      ),
    });
    expect(sealed.ciphertext.toString('hex')).toBe(
      'f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a',
    );
    const opened = open({
      aead: 'aes-128-gcm',
      recipient,
      sender: null,
      info: INFO,
      associatedData: AAD,
      ...sealed,
    });
    expect(opened).toEqual(PLAINTEXT);
  });

  it('gives the ciphertext of A.1.3 (mode Auth)', () => {
    const recipient = pair(
      'fdea67cf831f1ca98d8e27b1f6abeb5b7745e9d35348b80fa407ff6958f9137e',
      '1632d5c2f71c2b38d0a8fcc359355200caa8b1ffdf28618080466c909cb69b2e',
    );
    const sender = pair(
      'dc4a146313cce60a278a5323d321f051c5707e9c45ba21a3479fecdf76fc69dd',
      '8b0c70873dc5aecb7f9ee4e62406a397b350e57012be45cf53b7105ae731790b',
    );
    const sealed = seal({
      aead: 'aes-128-gcm',
      recipient: recipient.publicKey,
      sender,
      info: INFO,
      associatedData: AAD,
      plaintext: PLAINTEXT,
      ephemeral: pair(
        'ff4442ef24fbc3c1ff86375b0be1e77e88a0de1e79b30896d73411c5ff4c3518',
        '23fb952571a14a25e3d678140cd0e5eb47a0961bb18afcf85896e5453c312e76',
      ),
    });
    expect(sealed.ciphertext.toString('hex')).toBe(
      '5fd92cc9d46dbf8943e72a07e42f363ed5f721212cd90bcfd072bfd9f44e06b80fd17824947496e21b680c141b',
    );
    const opened = open({
      aead: 'aes-128-gcm',
      recipient,
      sender: sender.publicKey,
      info: INFO,
      associatedData: AAD,
      ...sealed,
    });
    expect(opened).toEqual(PLAINTEXT);
  });
});

function content(secret: string): SealedContent {
  return {
    brand: 'augno',
    mode: 'prod',
    keyId: 'apke_0123456789ab',
    name: 'ERP Sync – Größe',
    redacted: redactKey(secret),
    account: 'Acme',
    origin: 'https://api.augno.com',
    sealedAt: '2026-11-21T07:00:00Z',
    note: '',
    secret,
  };
}

describe('a sealed secret', () => {
  const ann = generateKeyPair();
  const ben = generateKeyPair();
  const secret = generateKey('prod');
  const text = sealText(content(secret), ann, ben.publicKey);

  it('is opened by the one it is for, who learns who sealed it', () => {
    const opened = openText(text, ben);
    expect(opened.content).toEqual(content(secret));
    expect(opened.sender).toEqual(ann.publicKey);
  });

  it('survives what mail does to it', () => {
    const quoted = `Hello Ben,\r\n${text.replaceAll('\n', '\r\n> ')}\r\nAnn`;
    expect(openText(quoted, ben).content.secret).toBe(secret);
  });

  it('shows nothing of what is inside', () => {
    const raw = Buffer.from(text.split('\n').slice(1, -2).join(''), 'base64');
    for (const part of [secret, secret.slice(12, 34), 'ERP Sync', 'Acme', '****'])
      expect(raw.includes(part)).toBe(false);
  });

  it('is never the same twice', () => {
    expect(sealText(content(secret), ann, ben.publicKey)).not.toBe(text);
  });

  it('is opened by nobody else, and not once a bit of it was changed or its sender exchanged', () => {
    const refusal = expect.objectContaining({ code: 'invalid-input', field: 'text' }) as Error;
    expect(() => openText(text, ann)).toThrow(refusal);
    expect(() => openText(text, generateKeyPair())).toThrow(refusal);
    const lines = text.split('\n');
    const raw = Buffer.from(lines.slice(1, -2).join(''), 'base64');
    for (const at of [5, 40, 80, raw.length - 1]) {
      const changed = Buffer.from(raw);
      changed[at] = changed[at]! ^ 1;
      const again = [lines[0], changed.toString('base64'), lines.at(-2)].join('\n');
      expect(() => openText(again, ben)).toThrow(refusal);
    }
    const eve = generateKeyPair();
    const foreign = Buffer.from(raw);
    eve.publicKey.copy(foreign, 1);
    const claimed = [lines[0], foreign.toString('base64'), lines.at(-2)].join('\n');
    expect(() => openText(claimed, ben)).toThrow(refusal);
    for (const cut of ['', text.slice(0, 60), text.replace(/-----END.*/, '')])
      expect(() => openText(cut, ben)).toThrow(refusal);
  });
});

describe('a public key as text', () => {
  it('is read back, also broken over lines, and a mistyped one is refused', () => {
    const { publicKey } = generateKeyPair();
    const text = publicTextOf(publicKey);
    expect(readPublicText(`  ${text.slice(0, 30)}\n ${text.slice(30)} `)).toEqual(publicKey);
    const last = text.at(-3) === 'A' ? 'B' : 'A';
    const mistyped = `${text.slice(0, -3)}${last}${text.slice(-2)}`;
    for (const wrong of ['', 'hello', mistyped, text.slice(0, -1)])
      expect(() => readPublicText(wrong)).toThrow(expect.objectContaining({ field: 'publicText' }));
  });

  it('has a fingerprint of five groups of five', () => {
    const { publicKey } = generateKeyPair();
    expect(fingerprintOfPublicKey(publicKey)).toMatch(/^([0-9A-HJKMNP-TV-Z]{5} ){4}[0-9A-HJKMNP-TV-Z]{5}$/);
    expect(fingerprintOfPublicKey(publicKey)).not.toBe(fingerprintOfPublicKey(generateKeyPair().publicKey));
  });
});

/** Every spelling of the points of low order on Curve25519, non-canonical ones and those with the unused bit included. */
const LOW_ORDER = [
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
  '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
].flatMap((hex) => {
  const point = Buffer.from(hex, 'hex');
  const marked = Buffer.from(point);
  marked[31]! |= 0x80;
  return [point, marked];
});

describe('a point of low order', () => {
  it.each(LOW_ORDER.map((point) => [point.toString('hex'), point] as const))(
    'is refused when it is read and again when it is used: %s',
    (_hex, point) => {
      const text = publicTextOf(point);
      expect(() => readPublicText(text)).toThrow('protects nothing');
      // As an older version may have stored it.
      expect(decodePublicText(text).equals(point)).toBe(true);
      expect(() => recipientOf(text)).toThrow('protects nothing');
      expect(() => sealText(content(generateKey('prod')), generateKeyPair(), point)).toThrow(
        'protects nothing',
      );
    },
  );

  it.each(LOW_ORDER.map((point) => [point.toString('hex'), point] as const))(
    'as sender or as ephemeral key of a sealed text opens nothing: %s',
    (_hex, point) => {
      const recipient = generateKeyPair();
      const sender = generateKeyPair();
      const sealed = {
        aead: 'aes-256-gcm' as const,
        recipient,
        info: Buffer.alloc(0),
        associatedData: Buffer.alloc(0),
        ciphertext: Buffer.alloc(48),
      };
      expect(open({ ...sealed, sender: sender.publicKey, encapsulated: point })).toBeNull();
      expect(open({ ...sealed, sender: point, encapsulated: sender.publicKey })).toBeNull();
    },
  );
});
