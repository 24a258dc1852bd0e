/** Master password → key-encryption key: Argon2id, with a floor that a hostile header can't go below and a ceiling against exhaustion. */
import { AppError } from '../../../shared/errors.ts';
import type { SecretBytes } from '../secret-bytes.ts';
import { assertPasswordText } from './password-text.ts';
import { say } from '../../../shared/messages/say.ts';

export interface KdfParameters {
  readonly memoryKib: number;
  readonly iterations: number;
  readonly parallelism: number;
}

export interface KdfPolicy {
  /** Parameters for a new slot. */
  choose(): Promise<KdfParameters>;
  /** Takes passwords whose bytes are no text, as version 0.1 did: to open what was made with one, never for a new one. */
  readonly acceptsAnyBytes?: boolean;
  readonly floor: KdfParameters;
  readonly ceiling: KdfParameters;
}

export const KDF_SALT_LENGTH = 16;

export const KDF_FLOOR: KdfParameters = { memoryKib: 64 * 1024, iterations: 3, parallelism: 4 };
/** At the ceiling one try takes about half a minute and 1 GiB; more than that is an attack on whoever opens the file. */
export const KDF_CEILING: KdfParameters = { memoryKib: 1024 * 1024, iterations: 32, parallelism: 16 };

/**
 * What all derivations of one unlock may cost together, in KiB times passes: three slots at the most that calibration ever
 * chooses. SECURITY: many slots just below the ceiling would keep an unlock busy for minutes.
 */
const KDF_COST_TOGETHER = 3 * 256 * 1024 * 32;

const TARGET_MS = 700;
const CALIBRATED_MEMORY_KIB = 256 * 1024;

async function derive(password: Buffer, salt: Buffer, parameters: KdfParameters): Promise<Buffer> {
  const { default: argon2 } = await import('argon2');
  return await argon2.hash(password, {
    raw: true,
    type: argon2.argon2id,
    version: 0x13,
    hashLength: 32,
    salt,
    memoryCost: parameters.memoryKib,
    timeCost: parameters.iterations,
    parallelism: parameters.parallelism,
  });
}

/**
 * Parameters that take 0.5–1 s here: more memory first (it costs an attacker's hardware most), then more passes. Never
 * below the floor, however slow the machine.
 */
export async function calibrate(now: () => number = () => performance.now()): Promise<KdfParameters> {
  const measure = async (parameters: KdfParameters): Promise<number> => {
    const startedAt = now();
    await derive(Buffer.from('calibration'), Buffer.alloc(KDF_SALT_LENGTH, 1), parameters);
    return now() - startedAt;
  };
  let memoryKib = KDF_FLOOR.memoryKib;
  let took = await measure({ ...KDF_FLOOR, memoryKib });
  while (memoryKib < CALIBRATED_MEMORY_KIB && took * 2 <= TARGET_MS * 1.2) {
    memoryKib *= 2;
    took = await measure({ ...KDF_FLOOR, memoryKib });
  }
  const perIteration = took / KDF_FLOOR.iterations;
  const iterations = Math.round(TARGET_MS / perIteration);
  return {
    memoryKib,
    iterations: Math.min(KDF_CEILING.iterations, Math.max(KDF_FLOOR.iterations, iterations)),
    parallelism: KDF_FLOOR.parallelism,
  };
}

/** The machine does not change while the process runs: measured once. */
let calibrated: Promise<KdfParameters> | null = null;

export function defaultKdfPolicy(): KdfPolicy {
  return { choose: () => (calibrated ??= calibrate()), floor: KDF_FLOOR, ceiling: KDF_CEILING };
}

/** @throws AppError `vault-parameters` for parameters that are too weak, too costly or no numbers Argon2 takes */
export function checkParameters(parameters: KdfParameters, policy: KdfPolicy): void {
  const names = ['memoryKib', 'iterations', 'parallelism'] as const;
  const whole = names.every((name) => Number.isInteger(parameters[name]) && parameters[name] > 0);
  // Argon2 itself takes no less than eight blocks of a kibibyte for each lane.
  const weak =
    names.some((name) => parameters[name] < policy.floor[name]) ||
    parameters.memoryKib < 8 * parameters.parallelism;
  const costly = names.some((name) => parameters[name] > policy.ceiling[name]);
  if (!whole || weak || costly) throw refused(weak);
}

export const kdfCost = ({ memoryKib, iterations }: KdfParameters): number => memoryKib * iterations;

/** Each of them, and what they cost together. @throws AppError `vault-parameters` */
export function checkTogether(list: readonly KdfParameters[], policy: KdfPolicy): void {
  for (const parameters of list) checkParameters(parameters, policy);
  if (list.reduce((sum, parameters) => sum + kdfCost(parameters), 0) > KDF_COST_TOGETHER)
    throw refused(false);
}

function refused(weak: boolean): AppError {
  return new AppError({
    code: 'vault-parameters',
    message: weak
      ? say('vault.the-vault-asks-for-a-weaker-password')
      : say('vault.the-vault-asks-for-a-password-derivation'),
    hint: say('vault.the-password-was-not-used-the-file'),
  });
}

/** The 32-byte key-encryption key. The caller wipes it. @throws AppError `vault-parameters`, `invalid-input` */
export async function deriveKey(
  password: SecretBytes,
  salt: Buffer,
  parameters: KdfParameters,
  policy: KdfPolicy,
): Promise<Buffer> {
  checkParameters(parameters, policy);
  // SECURITY: bytes that are no text would all become the same replacement characters below.
  if (policy.acceptsAnyBytes !== true) assertPasswordText(password.bytes());
  const normalized = normalize(password.bytes());
  try {
    return await derive(normalized, salt, parameters);
  } finally {
    normalized.fill(0);
  }
}

/** The same letters typed on another system may come as other code points; NFC makes them one. ASCII never becomes a string. */
function normalize(password: Buffer): Buffer {
  if (password.every((byte) => byte < 0x80)) {
    const copy = Buffer.alloc(password.length);
    password.copy(copy);
    return copy;
  }
  // SECURITY: a string for the length of this call; it lives in the vault's process, which ends on lock.
  const text = password.toString('utf8').normalize('NFC');
  const bytes = Buffer.alloc(Buffer.byteLength(text));
  bytes.write(text);
  return bytes;
}
