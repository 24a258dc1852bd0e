/** Many keys at once, as the vault keeps it: what was asked, and what became of each key. */
import type { AppError, ErrorCode } from '../../../shared/errors.ts';
import { reasonText } from '../registry/reason-text.ts';
import { batchSchema, type Batch, type BatchItem } from '../../../shared/ipc/upkeep-channels.ts';
import { defineCollection } from '../../vault/collection.ts';
import type { VaultReader } from '../../vault/types.ts';
import { noSuchBatch } from './errors.ts';

export const batchesCollection = defineCollection('batches', batchSchema.omit({ id: true }));

export type BatchRecord = Omit<Batch, 'id'>;

/** With these the next key would fare no better. */
export const HALTING: readonly ErrorCode[] = [
  'api-unreachable',
  'api-timeout',
  'api-invalid-key',
  'api-key-expired',
  'api-key-revoked',
  'api-rate-limited',
  'api-server-error',
  'outcome-unknown',
];

export function isOpenItem({ state }: BatchItem): boolean {
  return state === 'waiting' || state === 'running';
}

export function reasonOf({ reason }: BatchRecord): string | null {
  return reasonText(reason);
}

export function failed({ code, message, hint, said }: AppError): Partial<BatchItem> {
  // Of unknown outcome is not failed: it is looked into first when somebody goes on.
  return { state: code === 'outcome-unknown' ? 'running' : 'failed', message, hint, said };
}

/** @throws AppError `not-found` */
export function recordOf(reader: VaultReader, id: string): BatchRecord {
  const record = reader.get(batchesCollection, id);
  if (record === undefined) throw noSuchBatch();
  return record;
}
