/** The sealed manifest: what the vault as a whole must look like, so that a missing, moved or older row shows. */
import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { seal, unseal, type RandomBytes } from './crypto/aead.ts';
import type { KeySet } from './crypto/key-set.ts';
import { damaged } from './errors.ts';
import { say } from '../../shared/messages/say.ts';

const hex = (bytes: number): z.ZodString => z.string().regex(new RegExp(`^[0-9a-f]{${String(bytes * 2)}}$`));

const manifestSchema = z.object({
  /** Goes up by one with every write. */
  generation: z.number().int().min(0),
  /** Layout of the database, so that a file can't be taken back to an older one. */
  schema: z.number().int().min(1),
  /** Rows in `records`. */
  count: z.number().int().min(0),
  /** TokenSum of `records`. */
  sum: hex(16),
  /** Digest of the clear header. */
  header: hex(32),
  audit: z.object({ sequence: z.number().int().min(0), mac: hex(32) }),
  /** The logs of other copies that were folded in, one chain each, and the entry that each follows. */
  auditCopies: z
    .array(
      z.object({
        copy: hex(8),
        /** Identity of the entry before its first, which all copies from that point have in common. */
        after: hex(16),
        /** The number of its first entry, and of its last. */
        first: z.number().int().min(1),
        last: z.number().int().min(1),
        mac: hex(32),
      }),
    )
    .default([]),
  /** Where the audit log ended under the vault key before this one. */
  rotatedFrom: z
    .object({ epoch: z.number().int(), sequence: z.number().int(), mac: hex(32) })
    .nullable()
    .default(null),
  /** MAC over the manifest before this one and this one's contents. */
  chain: hex(32),
  name: z.string(),
  createdAt: z.string(),
  /** HMAC key of fingerprints. It outlives a rotation of the vault key: fingerprints of destroyed secrets can't be made anew. */
  lookup: hex(32),
  /** When the vault was last opened by typing a secret, for the keychain's time limit. */
  passwordAt: z.string(),
  lastDailyBackupAt: z.string().nullable(),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** Everything but the chain, which is computed. */
export type ManifestContents = Omit<Manifest, 'chain'>;

function associatedData(vaultId: Buffer): Buffer {
  return Buffer.concat([Buffer.from('augno-vault/manifest/1'), vaultId]);
}

function chainOf(keys: KeySet, previous: string, contents: ManifestContents): string {
  const { generation, schema, count, sum, header, audit, auditCopies } = contents;
  const others = auditCopies.length === 0 ? [] : [auditCopies.map((one) => Object.values(one))];
  return createHmac('sha256', keys.raw('audit-chain'))
    .update(
      `manifest\0${previous}\0${JSON.stringify([generation, schema, count, sum, header, audit.sequence, audit.mac, ...others])}`,
    )
    .digest('hex');
}

export const FIRST_CHAIN = '00'.repeat(32);

export function sealManifest(
  keys: KeySet,
  vaultId: Buffer,
  previousChain: string,
  contents: ManifestContents,
  random: RandomBytes,
): { readonly manifest: Manifest; readonly sealed: Buffer } {
  const manifest: Manifest = { ...contents, chain: chainOf(keys, previousChain, contents) };
  const text = Buffer.from(JSON.stringify(manifest));
  const padded = Buffer.alloc(Math.ceil((text.length + 4) / 256) * 256);
  padded.writeUInt32BE(text.length, 0);
  text.copy(padded, 4);
  const sealed = seal(keys.manifest, padded, associatedData(vaultId), random);
  text.fill(0);
  padded.fill(0);
  return { manifest, sealed };
}

/** Null where it is not sealed under this vault key. @throws AppError `vault-damaged` */
export function openManifest(keys: KeySet, vaultId: Buffer, sealed: Buffer): Manifest | null {
  const padded = unseal(keys.manifest, sealed, associatedData(vaultId));
  if (padded === null) return null;
  try {
    return manifestSchema.parse(JSON.parse(padded.toString('utf8', 4, 4 + padded.readUInt32BE(0))));
  } catch (thrown) {
    throw damaged(say('vault.its-manifest-has-an-unexpected-form'), thrown);
  } finally {
    padded.fill(0);
  }
}
