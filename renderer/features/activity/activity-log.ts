/** The audit log as far as it was read: newest first, without a gap. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { AuditAction, AuditEntry } from '../../../shared/domain.ts';
import type { SerializedError } from '../../../shared/errors.ts';
import type { IpcReply } from '../../../shared/ipc-contract.ts';
import type { Said } from '../../../shared/messages/say.ts';

export const ACTIVITY_KINDS = ['all', 'keys', 'secrets', 'findings', 'connections', 'vault'] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

export function kindOf(action: AuditAction): Exclude<ActivityKind, 'all'> {
  if (/^(key-|intent-|role-|runbook-)/.test(action)) return 'keys';
  if (/^(secret-|place-|admin-)/.test(action)) return 'secrets';
  if (/^(scan-|finding-)/.test(action)) return 'findings';
  return action.startsWith('connection-') ? 'connections' : 'vault';
}

/** Words of a reader, for what is said by id. */
type Sentence = (said: Said | string) => string;

export function detailOf({ said, detail }: AuditEntry, sentence: Sentence): string | null {
  return said?.map(sentence).join(' ') ?? detail;
}

/** By the words that stand there, in the reader's language. */
export function matchesActivity(
  entry: AuditEntry,
  kind: ActivityKind,
  words: string,
  sentence: Sentence,
): boolean {
  if (kind !== 'all' && kindOf(entry.action) !== kind) return false;
  const parts = [entry.subjectName, entry.subjectId, entry.reason, detailOf(entry, sentence)];
  const text = parts.join('\n').toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

export type ReadAudit = (query: {
  limit: number;
  before: number | null;
  subjectId: null;
}) => Promise<IpcReply<'audit.list'>>;

/** Reads back from the newest entry to the one that is known already, so that nothing is missing in between. */
export async function readSince(
  read: ReadAudit,
  known: readonly AuditEntry[],
  page: number,
): Promise<
  | { readonly ok: true; readonly entries: readonly AuditEntry[]; readonly more: boolean }
  | { readonly ok: false; readonly error: SerializedError }
> {
  const newest = known[0]?.sequence ?? null;
  const fresh: AuditEntry[] = [];
  for (;;) {
    const reply = await read({ limit: page, before: fresh.at(-1)?.sequence ?? null, subjectId: null });
    if (!reply.ok) return { ok: false, error: reply.error };
    const { entries } = reply.value;
    const unknown = newest === null ? entries : entries.filter(({ sequence }) => sequence > newest);
    fresh.push(...unknown);
    const more = entries.length === page;
    if (newest === null) return { ok: true, entries: fresh, more };
    if (unknown.length < entries.length || !more)
      return { ok: true, entries: [...fresh, ...known], more: false };
  }
}

export interface ActivityLog {
  readonly entries: readonly AuditEntry[] | null;
  readonly more: boolean;
  readonly pending: boolean;
  readonly error: SerializedError | null;
  readonly readOlder: (count: number) => void;
}

export function useActivityLog(
  read: ReadAudit,
  onChange: (listener: () => void) => () => void,
  page: number,
): ActivityLog {
  const [entries, setEntries] = useState<readonly AuditEntry[] | null>(null);
  const [more, setMore] = useState(false);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<SerializedError | null>(null);
  const known = useRef<readonly AuditEntry[]>([]);
  // One read at a time; what is asked for meanwhile is done afterwards instead of being forgotten.
  const wanted = useRef({ running: false, newer: false, older: 0 });

  const work = useCallback(async (): Promise<void> => {
    const queue = wanted.current;
    if (queue.running) return;
    queue.running = true;
    setPending(true);
    while (queue.newer || queue.older > 0) {
      if (queue.newer) {
        queue.newer = false;
        const first = known.current.length === 0;
        const done = await readSince(read, known.current, page);
        setError(done.ok ? null : done.error);
        if (!done.ok) continue;
        known.current = done.entries;
        if (first) setMore(done.more);
      } else {
        const limit = queue.older;
        queue.older = 0;
        const reply = await read({ limit, before: known.current.at(-1)?.sequence ?? null, subjectId: null });
        setError(reply.ok ? null : reply.error);
        if (!reply.ok) continue;
        known.current = [...known.current, ...reply.value.entries];
        setMore(reply.value.entries.length === limit);
      }
      setEntries(known.current);
    }
    queue.running = false;
    setPending(false);
  }, [read, page]);

  useEffect(() => {
    const newer = (): void => {
      wanted.current.newer = true;
      void work();
    };
    newer();
    return onChange(newer);
  }, [work, onChange]);

  const readOlder = useCallback(
    (count: number): void => {
      wanted.current.older = Math.max(wanted.current.older, count);
      void work();
    },
    [work],
  );
  return { entries, more, pending, error, readOlder };
}
