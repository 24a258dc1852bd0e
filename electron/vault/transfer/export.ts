/**
 * Encrypted export under its own password, for another vault: records and secrets without slots, audit log
 * or keys. A backup is a vault; an export is what is in one.
 */
import path from 'node:path';
import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import { assertOutsideVaults } from '../../files/own-files.ts';
import { openContainer, readContainer, sealContainer, type ContainerReading } from '../backup/container.ts';
import { defaultKdfPolicy } from '../crypto/kdf.ts';
import { resolveDependencies, type VaultOptions } from '../dependencies.ts';
import { invalid, mapErrors } from '../errors.ts';
import { secretsBeside } from '../merge/secrets.ts';
import { SecretBytes } from '../secret-bytes.ts';
import { writeWhole } from '../storage/files.ts';
import { recordsAsNow } from '../storage/moved-records.ts';
import type { Collection, Vault } from '../types.ts';
import { say } from '../../../shared/messages/say.ts';

const KIND_EXPORT = 2;
const LARGEST_EXPORT_BYTES = 256_000_000;
/** Records and secrets: more than any vault has. */
const MOST_LINES = 500_000;
const NEW_LINE = 0x0a;

const lineSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('record'), collection: z.string(), id: z.string(), value: z.unknown() }),
  // SECURITY: base64 in a string while the line is made; there is no way around strings in JSON. The container is sealed.
  z.object({ kind: z.literal('secret'), id: z.string(), bytes: z.base64() }),
]);

export interface TransferOptions extends Pick<VaultOptions, 'kdf' | 'random'> {
  readonly file: string;
  readonly password: SecretBytes;
  /** The kinds of record that travel; secrets travel with the records of the same id. */
  readonly collections: readonly Collection<unknown>[];
}

export interface TransferResult {
  readonly records: number;
  readonly secrets: number;
  /** Already there, and left as they were. */
  readonly skipped: number;
}

/** @throws AppError `conflict` where the file exists, `invalid-input` in a vault's folder */
export async function exportVault(vault: Vault, options: TransferOptions): Promise<TransferResult> {
  const { kdf, random } = resolveDependencies({ ...options, folder: vault.folder });
  if (options.password.length === 0)
    throw invalid(say('vault.the-exports-password-is-empty'), say('vault.nothing-was-written-choose-one'));
  assertOutsideVaults(options.file, vault.folder);
  const parts: Buffer[] = [Buffer.from([KIND_EXPORT])];
  let records = 0;
  const secrets = new Set<string>();
  // SECURITY: the entry is written before anything leaves.
  vault.enter({ action: 'exported' });
  const beside = secretsBeside(vault.heldSecretIds());
  for (const collection of options.collections) {
    for (const { id, value } of vault.list(collection)) {
      parts.push(
        Buffer.from(`${JSON.stringify({ kind: 'record', collection: collection.name, id, value })}\n`),
      );
      records += 1;
      for (const secretId of [id, ...(beside.get(id) ?? [])]) {
        if (secrets.has(secretId) || !vault.hasSecret(secretId)) continue;
        await vault.withSecret(secretId, (secret) => {
          const bytes = secret.bytes().toString('base64');
          parts.push(Buffer.from(`${JSON.stringify({ kind: 'secret', id: secretId, bytes })}\n`));
        });
        secrets.add(secretId);
      }
    }
  }
  try {
    const sealed = await sealContainer(parts, options.password, kdf, random);
    const written = mapErrors(path.dirname(options.file), () =>
      writeWhole(options.file, sealed, random, false),
    );
    if (!written) {
      throw new AppError({
        code: 'conflict',
        message: say('command.the-file-file-exists-already', { file: path.basename(options.file) }),
        hint: say('command.it-was-not-touched-give-the-export'),
      });
    }
  } finally {
    for (const part of parts) part.fill(0);
  }
  return { records, secrets: secrets.size, skipped: 0 };
}

export type ExportLine =
  | { readonly kind: 'record'; readonly collection: string; readonly id: string; readonly value: unknown }
  /** The caller wipes it. */
  | { readonly kind: 'secret'; readonly id: string; readonly secret: SecretBytes };

/**
 * What a file holds, whoever wrote it: nothing of it is believed here, and nothing stored.
 * @throws AppError `vault-wrong-password`, `vault-damaged`, `vault-foreign`, or as `readForeignFile` does
 */
export async function readExport(
  options: Pick<TransferOptions, 'file' | 'password' | 'kdf'> & ContainerReading,
): Promise<readonly ExportLine[]> {
  const { file, password, kdf = defaultKdfPolicy(), pipe, signal } = options;
  const bytes = await readContainer(file, LARGEST_EXPORT_BYTES, { pipe, signal });
  const payload = await openContainer(bytes, password, kdf);
  try {
    if (payload[0] === KIND_EXPORT) return parseLines(payload.subarray(1));
    throw invalid(
      say('vault.that-file-is-a-backup-not-an'),
      say('vault.nothing-was-changed-use-augno-vault-restore'),
    );
  } finally {
    payload.fill(0);
  }
}

function parseLines(bytes: Buffer): readonly ExportLine[] {
  // Counted before any of it is read: a line of two bytes costs a hundred times that.
  let count = 0;
  for (let at = bytes.indexOf(NEW_LINE); at !== -1; at = bytes.indexOf(NEW_LINE, at + 1)) count += 1;
  if (count > MOST_LINES)
    throw invalid(
      say('vault.that-export-has-more-than-mostlines-entries', { mostLines: MOST_LINES }),
      say('vault.nothing-was-changed-no-vault-of-this'),
    );
  try {
    const lines = bytes
      .toString('utf8')
      .split('\n')
      .filter((text) => text !== '')
      .map((text) => lineSchema.parse(JSON.parse(text)));
    const records = lines.filter((line) => line.kind === 'record');
    return [
      // A file of a version before has the forms of its time.
      ...recordsAsNow(records).map((line): ExportLine => ({ ...line, kind: 'record' })),
      ...lines.flatMap((line): ExportLine[] =>
        line.kind === 'record'
          ? []
          : [{ kind: 'secret', id: line.id, secret: SecretBytes.adopt(Buffer.from(line.bytes, 'base64')) }],
      ),
    ];
  } catch {
    // SECURITY: the parser's message quotes the text, which may hold a secret.
    throw new AppError({
      code: 'vault-damaged',
      message: say('vault.that-export-has-an-unexpected-form'),
      hint: say('vault.nothing-was-changed-ask-for-another-copy'),
    });
  }
}
