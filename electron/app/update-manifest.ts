/**
 * What a release feed offers, checked before anything of it is believed. Systems differ in what they check of an
 * installer (Linux: nothing), so the manifest itself is signed: Ed25519, with a key that is part of the app.
 */
import { createPublicKey, verify } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { say, type Said } from '../../shared/messages/say.ts';

export const versionSchema = z.string().regex(/^\d{1,6}\.\d{1,6}\.\d{1,6}$/);

/** File name, checksum and size; never an address, so that a manifest can't send the app elsewhere. */
const manifestSchema = z.object({
  version: versionSchema,
  files: z
    .array(
      z.object({
        url: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/),
        sha512: z.base64().length(88),
        size: z.number().int().positive().optional(),
      }),
    )
    .min(1)
    .max(20),
  releaseDate: z.string().max(40).optional(),
});
export type UpdateManifest = z.infer<typeof manifestSchema>;

function refused(message: Said): AppError {
  return new AppError({
    code: 'update-refused',
    message,
    hint: say('app.nothing-was-installed-ask-whoever-runs-the'),
  });
}

/** What is signed: the name is part of it, so that one system's manifest can't stand in for another's. */
export function signedBytes(fileName: string, text: string): Buffer {
  return Buffer.from(`augno-vault-update/1\n${fileName}\n${text}`, 'utf8');
}

/**
 * @param signature base64, as the file beside the manifest has it
 * @param publicKey base64 of the DER form (SPKI)
 * @throws AppError `update-refused`
 */
export function assertSigned(fileName: string, text: string, signature: string, publicKey: string): void {
  let valid = false;
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    valid =
      key.asymmetricKeyType === 'ed25519' &&
      verify(null, signedBytes(fileName, text), key, Buffer.from(signature.trim(), 'base64'));
  } catch {
    // A key or a signature that can't even be read is no signature.
  }
  if (!valid) throw refused(say('app.the-update-feed-is-not-signed-by'));
}

/** Negative where `left` is the older one. Both are three numbers. */
export function compareVersions(left: string, right: string): number {
  const numbersOf = (version: string): readonly number[] => version.split('.').map(Number);
  const [a, b] = [numbersOf(left), numbersOf(right)];
  for (const index of [0, 1, 2]) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/**
 * @param parsed the manifest as its YAML says
 * @param highestSeen the highest version that was ever seen signed
 * @throws AppError `update-refused` for one that is malformed, older than this app, or older than one seen before
 */
export function readManifest(
  parsed: unknown,
  currentVersion: string,
  highestSeen: string = currentVersion,
): UpdateManifest {
  const manifest = manifestSchema.safeParse(parsed);
  if (!manifest.success) throw refused(say('app.the-update-feed-cant-be-read'));
  // SECURITY: an old, signed manifest must not bring back an old version with its weaknesses.
  if (compareVersions(manifest.data.version, currentVersion) < 0) {
    throw refused(
      say('app.the-update-feed-offers-version-version-which', {
        version: manifest.data.version,
        currentVersion,
      }),
    );
  }
  // SECURITY: nor may a feed stop at one in the middle, whose weakness the newest no longer has.
  if (compareVersions(manifest.data.version, highestSeen) < 0) {
    throw refused(
      say('app.the-update-feed-offers-version-version-although', {
        version: manifest.data.version,
        highestSeen,
      }),
    );
  }
  return manifest.data;
}

/** Where updates may come from: https, and for development also this machine. null: nowhere. */
export function feedAddress(text: string, allowLoopback: boolean): URL | null {
  let url: URL;
  try {
    url = new URL(text.endsWith('/') ? text : `${text}/`);
  } catch {
    return null;
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return null;
  if (url.protocol === 'https:') return url;
  return allowLoopback && url.protocol === 'http:' && url.hostname === '127.0.0.1' ? url : null;
}

/** An address that a person typed. @throws AppError `invalid-input`, field `address` */
export function requireFeedAddress(text: string, allowLoopback: boolean): string {
  const address = feedAddress(text.trim(), allowLoopback);
  if (address !== null) return address.href;
  throw new AppError({
    code: 'invalid-input',
    message: say('app.this-is-no-address-of-an-update'),
    hint: say('app.nothing-was-changed-it-has-to-begin'),
    field: 'address',
  });
}
