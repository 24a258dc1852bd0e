/** Sealed audit rows, each bound to its number and chained to the one before. */
import { z } from 'zod';
import { auditActionSchema, type AuditEntry } from '../../shared/domain.ts';
import { redactKeysIn } from '../../shared/key-format.ts';
import { seal, unseal, type RandomBytes } from './crypto/aead.ts';
import type { KeySet } from './crypto/key-set.ts';
import { damaged } from './errors.ts';
import type { AuditInput, VaultActor } from './types.ts';
import { say, type Said, type SaidValue } from '../../shared/messages/say.ts';
import { saidSchema } from '../../shared/messages/schema.ts';
import { inEnglish } from '../../shared/messages/words.ts';

export const contentsSchema = z.object({
  at: z.string(),
  action: auditActionSchema,
  actor: z.enum(['app', 'command', 'background']),
  subjectId: z.string().nullable(),
  subjectName: z.string().nullable(),
  reason: z.string().nullable(),
  detail: z.string().nullable(),
  said: z.array(saidSchema).optional(),
});
export type AuditContents = z.infer<typeof contentsSchema>;

export interface AuditRow {
  readonly sequence: number;
  readonly sealed: Buffer;
  readonly mac: Buffer;
}

const PADDING = 64;

/** @param copy of another copy's log: its id, hex */
function place(vaultId: Buffer, sequence: number, copy: string | null): Buffer {
  const bytes = Buffer.alloc(26);
  bytes[0] = 1;
  vaultId.copy(bytes, 1);
  bytes[17] = copy === null ? 3 : 4;
  bytes.writeBigUInt64BE(BigInt(sequence), 18);
  return copy === null ? bytes : Buffer.concat([bytes, Buffer.from(copy, 'hex')]);
}

/** SECURITY: free text may quote anything; whatever looks like a key is masked before it is sealed. */
function clean(text: string | null | undefined): string | null {
  return text === null || text === undefined ? null : redactKeysIn(text);
}

function cleanValue(value: SaidValue): SaidValue {
  if (typeof value === 'object') return cleanSaid(value);
  return typeof value === 'string' ? redactKeysIn(value) : value;
}

function cleanSaid({ id, values }: Said): Said {
  if (values === undefined) return { id };
  return {
    id,
    values: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, cleanValue(value)])),
  };
}

/** By id and values for people, and in English for what searches and exports the log, and for versions before. */
function detailOf(detail: AuditInput['detail']): Pick<AuditContents, 'detail' | 'said'> {
  if (typeof detail === 'string' || detail === null || detail === undefined) return { detail: clean(detail) };
  const said = ('id' in detail ? [detail] : detail).map(cleanSaid);
  return { detail: clean(said.map(inEnglish).join(' ')), said };
}

export function auditContents(input: AuditInput, actor: VaultActor, at: Date): AuditContents {
  return {
    at: at.toISOString(),
    action: input.action,
    actor,
    subjectId: clean(input.subjectId),
    subjectName: clean(input.subjectName),
    reason: clean(input.reason),
    ...detailOf(input.detail),
  };
}

export function sealAudit(
  keys: KeySet,
  vaultId: Buffer,
  previousMac: Buffer,
  sequence: number,
  contents: AuditContents,
  random: RandomBytes,
  copy: string | null = null,
): AuditRow {
  const text = Buffer.from(JSON.stringify(contents));
  const padded = Buffer.alloc(Math.ceil((text.length + 4) / PADDING) * PADDING);
  padded.writeUInt32BE(text.length, 0);
  text.copy(padded, 4);
  const sealed = seal(keys.audit, padded, place(vaultId, sequence, copy), random);
  return { sequence, sealed, mac: keys.chainMac(previousMac, sequence, sealed) };
}

/** @throws AppError `vault-damaged` */
export function openAudit(
  keys: KeySet,
  vaultId: Buffer,
  row: AuditRow,
  copy: string | null = null,
): AuditContents {
  const padded = unseal(keys.audit, row.sealed, place(vaultId, row.sequence, copy));
  const parsed =
    padded === null
      ? null
      : contentsSchema.safeParse(JSON.parse(padded.toString('utf8', 4, 4 + padded.readUInt32BE(0))));
  if (parsed?.success !== true)
    throw damaged(say('vault.entry-sequence-of-its-audit-log-was', { sequence: row.sequence }));
  return parsed.data;
}

export function toAuditEntry(sequence: number, contents: AuditContents): AuditEntry {
  return { sequence, ...contents };
}
