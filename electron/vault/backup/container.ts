/**
 * A file under a password of its own: a clear header with the derivation's parameters, then chunks of AES-256-GCM whose
 * nonces count and whose last is marked, so that a cut, reordered or lengthened file is refused. The first chunk is empty:
 * where it fails the password is wrong, where a later one fails the file is damaged.
 */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { AppError } from '../../../shared/errors.ts';
import { beginsWith, readForeignFile, type ForeignFileRules } from '../../files/foreign-file.ts';
import { CONTAINER_MAGIC } from '../../files/own-files.ts';
import { TAG_LENGTH, type RandomBytes } from '../crypto/aead.ts';
import { deriveKey, type KdfPolicy } from '../crypto/kdf.ts';
import { deriveSubkey } from '../crypto/key-set.ts';
import type { SecretBytes } from '../secret-bytes.ts';
import { say, type Said } from '../../../shared/messages/say.ts';

const VERSION = 1;
/** magic(16) ‖ version(4) ‖ memory KiB(4) ‖ iterations(4) ‖ parallelism(4) ‖ salt(16) */
const HEADER_LENGTH = 48;
const CHUNK = 65_536;

/** How a container is read, whoever wrote it. */
export type ContainerReading = Pick<ForeignFileRules, 'pipe' | 'signal'>;

/** Whether a file begins like a container, whatever its version; false where it can't be read. */
export function isContainer(file: string): boolean {
  return beginsWith(file, CONTAINER_MAGIC);
}

/** @throws AppError `vault-foreign`, or as `readForeignFile` does */
export function readContainer(
  file: string,
  maximumBytes: number,
  reading: ContainerReading = {},
): Promise<Buffer> {
  return readForeignFile(file, {
    ...reading,
    maximumBytes,
    begins: { magic: CONTAINER_MAGIC, otherwise: notAContainer },
  });
}

function notAContainer(): AppError {
  return refuse(
    say('vault.that-file-is-not-a-backup-of'),
    say('vault.nothing-was-changed-choose-another-file'),
    'vault-foreign',
  );
}

function nonceOf(counter: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(BigInt(counter), 3);
  nonce[11] = last ? 1 : 0;
  return nonce;
}

async function keyOf(header: Buffer, password: SecretBytes, policy: KdfPolicy): Promise<Buffer> {
  const salt = header.subarray(32, 48);
  const parameters = {
    memoryKib: header.readUInt32BE(20),
    iterations: header.readUInt32BE(24),
    parallelism: header.readUInt32BE(28),
  };
  const derived = await deriveKey(password, salt, parameters, policy);
  try {
    return deriveSubkey(derived, salt, 'backup');
  } finally {
    derived.fill(0);
  }
}

/** The container's parts, in order. */
export async function sealContainer(
  payload: readonly Buffer[],
  password: SecretBytes,
  policy: KdfPolicy,
  random: RandomBytes,
): Promise<Iterable<Buffer>> {
  const { memoryKib, iterations, parallelism } = await policy.choose();
  const header = Buffer.alloc(HEADER_LENGTH);
  CONTAINER_MAGIC.copy(header);
  [VERSION, memoryKib, iterations, parallelism].forEach((value, index) =>
    header.writeUInt32BE(value, 16 + index * 4),
  );
  random(16).copy(header, 32);
  const key = await keyOf(header, password, policy);
  const plain = Buffer.concat(payload);
  const parts: Buffer[] = [header];
  const chunks = Math.max(1, Math.ceil(plain.length / CHUNK));
  for (let counter = 0; counter <= chunks; counter += 1) {
    const part =
      counter === 0 ? plain.subarray(0, 0) : plain.subarray((counter - 1) * CHUNK, counter * CHUNK);
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(counter, counter === chunks));
    cipher.setAAD(header);
    parts.push(cipher.update(part));
    cipher.final();
    parts.push(cipher.getAuthTag());
  }
  plain.fill(0);
  key.fill(0);
  return parts;
}

function refuse(
  message: Said,
  hint: Said,
  code: 'vault-damaged' | 'vault-foreign' | 'vault-newer-format',
): AppError {
  return new AppError({ code, message, hint });
}

/** @throws AppError `vault-foreign`, `vault-newer-format`, `vault-parameters`, `vault-wrong-password`, `vault-damaged` */
export async function openContainer(
  bytes: Buffer,
  password: SecretBytes,
  policy: KdfPolicy,
): Promise<Buffer> {
  if (
    bytes.length < CONTAINER_MAGIC.length ||
    !bytes.subarray(0, CONTAINER_MAGIC.length).equals(CONTAINER_MAGIC)
  ) {
    throw notAContainer();
  }
  if (bytes.length < HEADER_LENGTH + 2 * TAG_LENGTH) throw cutOff();
  const version = bytes.readUInt32BE(16);
  if (version > VERSION) {
    throw refuse(
      say('vault.that-backup-was-written-by-a-newer'),
      say('vault.nothing-was-changed-update-augno-vault-and'),
      'vault-newer-format',
    );
  }
  if (version !== VERSION) throw cutOff();
  const header = bytes.subarray(0, HEADER_LENGTH);
  const key = await keyOf(header, password, policy);
  try {
    return openChunks(bytes, header, key);
  } finally {
    key.fill(0);
  }
}

function cutOff(): AppError {
  return refuse(
    say('vault.that-backup-is-damaged-or-cut-off'),
    say('vault.nothing-was-changed-take-another-copy-of'),
    'vault-damaged',
  );
}

function openChunks(bytes: Buffer, header: Buffer, key: Buffer): Buffer {
  const plain = Buffer.alloc(bytes.length);
  let length = 0;
  let at = HEADER_LENGTH;
  for (let counter = 0; at < bytes.length; counter += 1) {
    const end = Math.min(bytes.length, at + (counter === 0 ? 0 : CHUNK) + TAG_LENGTH);
    if (end - at < TAG_LENGTH) throw cutOff();
    const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(counter, end === bytes.length), {
      authTagLength: TAG_LENGTH,
    });
    decipher.setAAD(header);
    decipher.setAuthTag(bytes.subarray(end - TAG_LENGTH, end));
    const part = decipher.update(bytes.subarray(at, end - TAG_LENGTH));
    try {
      decipher.final();
    } catch {
      plain.fill(0);
      if (counter > 0) throw cutOff();
      throw new AppError({
        code: 'vault-wrong-password',
        message: say('vault.that-password-does-not-open-the-backup'),
        hint: say('vault.nothing-was-changed-it-is-the-password'),
      });
    }
    part.copy(plain, length);
    length += part.length;
    part.fill(0);
    at = end;
  }
  return plain.subarray(0, length);
}
