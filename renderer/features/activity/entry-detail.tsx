import type { ReactElement } from 'react';
import type { AuditEntry } from '../../../shared/domain.ts';
import { useSentence } from '../../lib/error-text.ts';

/** In the reader's language where the entry says it by ids; those of versions before keep their words. */
export function EntryDetail({ entry }: { readonly entry: AuditEntry }): ReactElement | null {
  const sentence = useSentence();
  if (entry.detail === null) return null;
  return <span className="muted"> · {entry.said?.map(sentence).join(' ') ?? entry.detail}</span>;
}
