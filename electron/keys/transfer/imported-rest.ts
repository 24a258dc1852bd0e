/** What an export of others says of keys, whatever their service: taken with the key of the same file that it belongs to. */
import { randomUUID } from 'node:crypto';
import { redactKeysIn } from '../../../shared/key-format.ts';
import type { VaultTransaction } from '../../vault/types.ts';
import { findingsCollection, type FindingRecord } from '../findings/records.ts';
import { careCollection } from '../care/care.ts';
import type { RecordLine, Refuse } from './import-port.ts';

/** A record, finding or rotation larger than this was made by nobody. */
const LARGEST_RECORD = 200_000;

interface Matching {
  readonly idOf: (theirId: string | null) => string | null;
  readonly refuse: Refuse;
  readonly skip: () => void;
}

/** Owners and findings. */
export function restOf(
  of: (name: string) => readonly RecordLine[],
  { idOf, refuse, skip }: Matching,
): { readonly count: number; store(transaction: VaultTransaction): void } {
  const work: ((transaction: VaultTransaction) => void)[] = [];
  for (const line of of(careCollection.name)) {
    const keyId = idOf(line.id);
    const care = careCollection.schema.safeParse(line.value);
    if (keyId === null) skip();
    else if (!care.success) refuse(line, 'malformed');
    else
      work.push((transaction) => {
        transaction.put(careCollection, keyId, care.data);
      });
  }
  for (const line of of(findingsCollection.name)) {
    const keyId = idOf(textIn(line.value, 'keyId'));
    const finding = findingsCollection.schema.safeParse(line.value);
    if (keyId === null) skip();
    else if (!finding.success || isTooLarge(line.value)) refuse(line, 'malformed');
    else {
      // SECURITY: under its own id it could hide a leak that is found here later.
      const record: FindingRecord = {
        ...finding.data,
        keyId,
        decision: 'open',
        ignoredReason: null,
        ignoredUntil: null,
      };
      work.push((transaction) => {
        transaction.put(findingsCollection, randomUUID(), record);
      });
    }
  }
  return {
    count: work.length,
    store: (transaction) => {
      for (const one of work) one(transaction);
    },
  };
}

export function isTooLarge(value: unknown): boolean {
  try {
    return JSON.stringify(value).length > LARGEST_RECORD;
  } catch {
    // Nested deeper than it can be written.
    return true;
  }
}

export function textIn(value: unknown, field: string): string | null {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, field) : null;
  return typeof found === 'string' ? found : null;
}

/** How a person may know it; hostile text, redacted and cut. */
export function nameIn(value: unknown): string | null {
  const name = textIn(value, 'name') ?? textIn(value, 'apiName');
  return name === null ? null : redactKeysIn(name).slice(0, 100);
}
