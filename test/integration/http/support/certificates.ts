/** X.509 certificates made at run time (ECDSA P-256), since Node can read them but not make any. */
import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

const DAY_MS = 86_400_000;

export interface Identity {
  readonly certificate: string;
  readonly key: string;
}

export interface Authority extends Identity {
  issue(options?: Partial<Wanted>): Identity;
}

interface Wanted {
  readonly names: readonly string[];
  readonly notBefore: Date;
  readonly notAfter: Date;
}

function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const length =
    body.length < 128
      ? Buffer.from([body.length])
      : body.length < 256
        ? Buffer.from([0x81, body.length])
        : Buffer.from([0x82, body.length >> 8, body.length & 0xff]);
  return Buffer.concat([Buffer.from([tag]), length, body]);
}

function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second];
  for (const value of rest) {
    const groups = [value & 0x7f];
    for (let left = value >> 7; left > 0; left >>= 7) groups.unshift((left & 0x7f) | 0x80);
    bytes.push(...groups);
  }
  return der(0x06, Buffer.from(bytes));
}

const sequence = (...parts: readonly Uint8Array[]): Buffer => der(0x30, ...parts);
const octets = (bytes: Uint8Array): Buffer => der(0x04, bytes);
const bits = (bytes: Uint8Array): Buffer => der(0x03, Buffer.from([0]), bytes);
const time = (at: Date): Buffer =>
  der(0x18, Buffer.from(`${at.toISOString().replaceAll(/[-:T]/g, '').slice(0, 14)}Z`, 'latin1'));
const nameOf = (text: string): Buffer =>
  sequence(der(0x31, sequence(objectId('2.5.4.3'), der(0x0c, Buffer.from(text)))));
const ECDSA_WITH_SHA256 = sequence(objectId('1.2.840.10045.4.3.2'));
const extension = (id: string, value: Buffer): Buffer =>
  sequence(objectId(id), der(0x01, Buffer.from([0xff])), octets(value));

function build(
  subject: string,
  issuer: string,
  signer: KeyObject,
  publicKey: KeyObject,
  wanted: Wanted,
  isAuthority: boolean,
): string {
  const alternatives = wanted.names.map((name) =>
    /^\d+\.\d+\.\d+\.\d+$/.test(name)
      ? der(0x87, Buffer.from(name.split('.').map(Number)))
      : der(0x82, Buffer.from(name, 'latin1')),
  );
  const serial = randomBytes(8);
  serial[0] = (serial[0]! & 0x7f) | 0x01;
  const toBeSigned = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, serial),
    ECDSA_WITH_SHA256,
    nameOf(issuer),
    sequence(time(wanted.notBefore), time(wanted.notAfter)),
    nameOf(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(
      0xa3,
      sequence(
        extension('2.5.29.19', isAuthority ? sequence(der(0x01, Buffer.from([0xff]))) : sequence()),
        ...(alternatives.length === 0 ? [] : [extension('2.5.29.17', sequence(...alternatives))]),
      ),
    ),
  );
  const signature = sign('sha256', toBeSigned, signer);
  const whole = sequence(toBeSigned, ECDSA_WITH_SHA256, bits(signature)).toString('base64');
  return `-----BEGIN CERTIFICATE-----\n${whole.replaceAll(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
}

function standard(wanted: Partial<Wanted>): Wanted {
  return {
    names: wanted.names ?? ['api.example.test', '127.0.0.1'],
    notBefore: wanted.notBefore ?? new Date(Date.now() - DAY_MS),
    notAfter: wanted.notAfter ?? new Date(Date.now() + 30 * DAY_MS),
  };
}

function pem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }) as string;
}

export function makeAuthority(name = `Company ${randomBytes(4).toString('hex')}`): Authority {
  const own = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    certificate: build(name, name, own.privateKey, own.publicKey, standard({ names: [] }), true),
    key: pem(own.privateKey),
    issue: (wanted = {}) => {
      const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      return {
        certificate: build('server', name, own.privateKey, pair.publicKey, standard(wanted), false),
        key: pem(pair.privateKey),
      };
    },
  };
}

export function makeSelfSigned(): Identity {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const certificate = build('server', 'server', pair.privateKey, pair.publicKey, standard({}), false);
  return { certificate, key: pem(pair.privateKey) };
}
