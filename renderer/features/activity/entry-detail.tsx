import type { ReactElement } from 'react';
import type { AuditEntry } from '../../../shared/domain.ts';
import { useSentence } from '../../lib/error-text.ts';
import { detailOf } from './activity-log.ts';

/** In the reader's language where the entry says it by ids; those of versions before keep their words. */
export function EntryDetail({ entry }: { readonly entry: AuditEntry }): ReactElement | null {
  const detail = detailOf(entry, useSentence());
  return detail === null ? null : <span className="muted"> · {detail}</span>;
}
