/** Turns raw hits into what may be shown: redacted findings with stable fingerprints. */
import { createHash, createHmac } from 'node:crypto';
import { redactEvidenceIn } from '../../../shared/evidence.ts';
import { BRANDS, type BrandId } from '../../../shared/brands.ts';
import { KEY_CHECKSUM_LENGTH, KEY_ID_LENGTH, KEY_LENGTH, redactKeysIn } from '../../../shared/key-format.ts';
import type { LiveFinding } from '../types.ts';
import { isClientSide } from '../client-side.ts';
import { PREFIX_LENGTH } from './candidate.ts';
import { detectIn } from './detector.ts';
import { Ledger } from './ledger.ts';
import type { Place, RawHit } from './types.ts';

/**
 * The fingerprint names the key, not the place: an ignore line says `fingerprint`, or `fingerprint path-glob`. So it stays
 * the same when a line or a file moves, and a new key on an ignored line is a new finding. A secret of 262 random bits can
 * not be guessed from its hash. A truncated key has the fingerprint of the whole key.
 */
export function fingerprintOf(key: Uint8Array): string {
  return createHash('sha256').update('augno-vault/finding@1\0').update(key).digest('hex').slice(0, 32);
}

/** The same key under another prefix. SECURITY: to be wiped like `key`. */
function spelled(key: Uint8Array, brand: BrandId): Uint8Array {
  const copy = Uint8Array.from(key);
  copy.set(Buffer.from(BRANDS[brand].keyPrefix, 'latin1'));
  return copy;
}

/**
 * What names a key of the vendor's is reckoned from its `aug_` spelling, whichever stands there: under both prefixes it is
 * one key. Versions before reckoned it from the spelling found; what was kept of an `mrp_` one goes by the second.
 */
function fingerprintsOf(key: Uint8Array, fingerprintKey: Uint8Array | undefined) {
  const [augno, openmrp] = [spelled(key, 'augno'), spelled(key, 'openmrp')];
  try {
    return {
      fingerprint: fingerprintOf(augno),
      formerFingerprint: fingerprintOf(openmrp),
      ...(fingerprintKey === undefined ? {} : { keyFingerprint: keyFingerprintOf(augno, fingerprintKey) }),
    };
  } finally {
    augno.fill(0);
    openmrp.fill(0);
  }
}

/** The hex HMAC-SHA-256 by which a caller matches a finding to its registry. */
export function keyFingerprintOf(key: Uint8Array, fingerprintKey: Uint8Array): string {
  return createHmac('sha256', fingerprintKey).update(key).digest('hex');
}

/** Redacted; holds nothing of the key but its public id and its last four characters. */
export function findingFrom(hit: RawHit, place: Place): LiveFinding {
  if (hit.evidence !== undefined) return findingByEvidence(hit, hit.evidence, place);
  const prefix = Buffer.from(hit.key.subarray(0, PREFIX_LENGTH)).toString('latin1');
  const tail = Buffer.from(hit.key.subarray(KEY_LENGTH - 4)).toString('latin1');
  const keyId = Buffer.from(hit.key.subarray(PREFIX_LENGTH, PREFIX_LENGTH + KEY_ID_LENGTH)).toString(
    'latin1',
  );
  const { fingerprint, ...fingerprints } = fingerprintsOf(hit.key, place.fingerprintKey);
  return {
    fingerprint,
    class: hit.class,
    ...(hit.repaired === true ? { repairable: true } : {}),
    mode: hit.mode,
    brand: hit.brand,
    keyId,
    redacted: `${prefix}****${tail}`,
    ...placeOf(hit, place),
    ...fingerprints,
  };
}

/** The same for a key without a public part: its prefix and its last four characters. */
function findingByEvidence(
  hit: RawHit,
  { provider, prefix, knownFingerprint }: NonNullable<RawHit['evidence']>,
  place: Place,
): LiveFinding {
  const tail = Buffer.from(hit.key.subarray(-4)).toString('latin1');
  return {
    fingerprint: fingerprintOf(hit.key),
    class: hit.class,
    mode: hit.mode,
    brand: provider,
    keyId: null,
    redacted: `${prefix}****${tail}`,
    ...placeOf(hit, place),
    ...(knownFingerprint === null ? {} : { evidenceFingerprint: knownFingerprint }),
  };
}

/** Where it is, with every key that stands in a name masked. */
function placeOf(hit: RawHit, place: Place) {
  return {
    path: place.path === null ? null : redactText(place.path),
    line: hit.line,
    column: hit.column,
    encoding: [...hit.encoding],
    container: hit.container.map(redactText),
    ...(hit.variable === undefined ? {} : { variable: redactText(hit.variable) }),
    ignoredByGit: place.ignoredByGit ?? false,
    clientSide: place.clientSide ?? (hit.publicVariable === true || isClientSide(place.path, hit.container)),
    source: place.source,
    unreachable: place.unreachable ?? false,
    verified: null,
    blob: place.blob ?? null,
    commit: place.commit ?? null,
  };
}

/** Free text (a path, a commit subject, a branch name) with every key in it masked, however it is written. */
export function redactText(text: string): string {
  if (text.length < SHORTEST_KEY) return redactEvidenceIn(redactKeysIn(text));
  const bytes = Buffer.from(text);
  const ledger = new Ledger();
  const hits = detectIn(bytes, 0, bytes.length, ledger);
  // SECURITY: what could not be searched to its end may hold a key in any form.
  if (!ledger.isClean) return '****';
  if (hits.length === 0) return redactEvidenceIn(redactKeysIn(text));
  let out = '';
  let end = 0;
  for (const { offset, length, key, mode, brand } of hits) {
    key.fill(0);
    if (offset < end) continue;
    out += `${bytes.toString('utf8', end, offset)}${BRANDS[brand].keyPrefix}${mode}_****`;
    end = offset + length;
  }
  return redactEvidenceIn(redactKeysIn(out + bytes.toString('utf8', end)));
}

/** A key without its checksum; nothing shorter holds one, however it is written. */
const SHORTEST_KEY = KEY_LENGTH - KEY_CHECKSUM_LENGTH;

/** Overwrites the raw keys. Call it once the findings are made. */
export function wipeHits(hits: readonly RawHit[]): void {
  for (const hit of hits) hit.key.fill(0);
}
