/**
 * What is readable without a password: format, vault id, key slots. A JSON document whose every byte is bound: a checksum
 * tells damage from a wrong password, and the sealed manifest holds its digest against deliberate change.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { seal, unseal, type RandomBytes } from './crypto/aead.ts';
import { damaged, newerFormat } from './errors.ts';
import { say } from '../../shared/messages/say.ts';

/** Of the header and of everything sealed. The database's own layout has its own number, `user_version`. */
const FORMAT_VERSION = 1;
const MAGIC = 'augno-vault';

const hex = (bytes: number): z.ZodString => z.string().regex(new RegExp(`^[0-9a-f]{${String(bytes * 2)}}$`));
const anyHex = z.string().regex(/^(?:[0-9a-f]{2})+$/);

const slotBase = { id: hex(8), salt: hex(16), wrapped: hex(60) };
const kdfSchema = z.strictObject({
  algorithm: z.literal('argon2id'),
  memoryKib: z.number().int(),
  iterations: z.number().int(),
  parallelism: z.number().int(),
});

/** `backup`: the password of the backup this vault was last restored from; goes at the next password change. */
const slotSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('password'), ...slotBase, kdf: kdfSchema }),
  z.strictObject({ kind: z.literal('backup'), ...slotBase, kdf: kdfSchema }),
  z.strictObject({ kind: z.literal('recovery'), ...slotBase }),
  z.strictObject({ kind: z.literal('keychain'), ...slotBase, protected: anyHex }),
]);
export type Slot = z.infer<typeof slotSchema>;
export type SlotKind = Slot['kind'];

const headerSchema = z.strictObject({
  magic: z.literal(MAGIC),
  format: z.literal(FORMAT_VERSION),
  vaultId: hex(16),
  /** Goes up by one with each rotation of the vault key. */
  epoch: z.number().int().min(1),
  slots: z.array(slotSchema).min(1).max(16),
  /** A rotation of the vault key that was begun: the slots of the next key, and that key wrapped by this one. */
  pending: z.strictObject({ slots: z.array(slotSchema).min(1).max(16), wrapped: hex(60) }).nullable(),
});
export type Header = z.infer<typeof headerSchema>;

export interface StoredHeader {
  readonly body: Buffer;
  readonly checksum: Buffer;
}

export function newHeader(vaultId: Buffer): Header {
  return {
    magic: MAGIC,
    format: FORMAT_VERSION,
    vaultId: vaultId.toString('hex'),
    epoch: 1,
    slots: [],
    pending: null,
  };
}

export function headerDigest(body: Buffer): Buffer {
  return createHash('sha256').update('augno-vault/header').update(body).digest();
}

export function encodeHeader(header: Header): StoredHeader {
  const body = Buffer.from(JSON.stringify(headerSchema.parse(header)));
  return { body, checksum: headerDigest(body) };
}

/** @throws AppError `vault-damaged`, `vault-newer-format` */
export function decodeHeader(stored: StoredHeader): Header {
  if (!Buffer.isBuffer(stored.body) || !Buffer.isBuffer(stored.checksum))
    throw damaged(say('vault.its-header-is-missing'));
  if (!headerDigest(stored.body).equals(stored.checksum)) {
    throw damaged(say('vault.its-header-key-slots-and-parameters-does'));
  }
  let value: unknown;
  try {
    value = JSON.parse(stored.body.toString('utf8'));
  } catch (thrown) {
    throw damaged(say('vault.its-header-is-no-json'), thrown);
  }
  const format = (value as { format?: unknown } | null)?.format;
  if (typeof format === 'number' && format > FORMAT_VERSION) throw newerFormat(format, FORMAT_VERSION);
  const parsed = headerSchema.safeParse(value);
  if (!parsed.success) throw damaged(say('vault.its-header-has-an-unexpected-form'), parsed.error);
  const { slots, pending } = parsed.data;
  for (const list of [slots, pending?.slots ?? slots]) {
    if (!SINGLE_SLOTS.every((kind) => countOf(list, kind) <= 1)) {
      throw damaged(say('vault.its-header-has-other-key-slots-than'));
    }
  }
  return parsed.data;
}

/**
 * SECURITY: each slot that a password opens costs a derivation, so a header may not hold any number of them. Vaults of
 * before hold one `backup` slot for each time they were restored; what they cost together is bounded where they are tried.
 */
const SINGLE_SLOTS = ['password', 'recovery', 'keychain'] as const;

function countOf(slots: readonly Slot[], kind: SlotKind): number {
  return slots.filter((slot) => slot.kind === kind).length;
}

/** Everything about a slot but the wrapped key itself, so that no part can be altered or moved to another vault. */
function slotAssociatedData(header: Pick<Header, 'vaultId' | 'format'>, epoch: number, slot: Slot): Buffer {
  const { wrapped: _wrapped, ...rest } = slot;
  return Buffer.from(
    JSON.stringify(['augno-vault/slot', header.format, header.vaultId, epoch, sortedEntries(rest)]),
  );
}

function sortedEntries(value: object): unknown {
  return (Object.entries(value) as [string, unknown][])
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, entry]) => [
      name,
      typeof entry === 'object' && entry !== null ? sortedEntries(entry) : entry,
    ]);
}

/** A slot before the vault key was wrapped into it. */
export type UnwrappedSlot = Slot extends infer One
  ? One extends Slot
    ? Omit<One, 'wrapped'>
    : never
  : never;

export function wrapIntoSlot(
  header: Header,
  epoch: number,
  slot: UnwrappedSlot,
  kek: Buffer,
  vaultKey: Buffer,
  random: RandomBytes,
): Slot {
  const full = { ...slot, wrapped: '' };
  const wrapped = seal(kek, vaultKey, slotAssociatedData(header, epoch, full), random);
  return { ...full, wrapped: wrapped.toString('hex') };
}

/** The vault key, or null where `kek` is not this slot's. */
export function unwrapSlot(header: Header, slot: Slot, kek: Buffer): Buffer | null {
  return unseal(kek, Buffer.from(slot.wrapped, 'hex'), slotAssociatedData(header, header.epoch, slot));
}

function pendingAssociatedData(header: Header): Buffer {
  return Buffer.from(JSON.stringify(['augno-vault/pending', header.format, header.vaultId, header.epoch]));
}

/** The next vault key under the present one's `wrappingKey`, for a rotation that has to survive a crash. */
export function wrapPendingKey(
  header: Header,
  wrappingKey: Buffer,
  next: Buffer,
  random: RandomBytes,
): string {
  return seal(wrappingKey, next, pendingAssociatedData(header), random).toString('hex');
}

export function unwrapPendingKey(header: Header, wrappingKey: Buffer): Buffer {
  const wrapped = header.pending?.wrapped ?? '';
  const key = unseal(wrappingKey, Buffer.from(wrapped, 'hex'), pendingAssociatedData(header));
  if (key === null) throw damaged(say('vault.the-key-of-an-unfinished-key-rotation'));
  return key;
}
