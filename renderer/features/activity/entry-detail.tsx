import type { ReactElement } from 'react';
import type { AuditEntry } from '../../../shared/domain.ts';
import { useSentence } from '../../lib/error-text.ts';
import { useText } from '../../lib/intl.tsx';
import { detailOf } from './activity-log.ts';

/** A report is read when it is asked for. */
const MOST_AT_ONCE = 8;

/** In the reader's language where the entry says it by ids; those of versions before keep their words. */
export function EntryDetail({ entry }: { readonly entry: AuditEntry }): ReactElement | null {
  const t = useText();
  const sentence = useSentence();
  const [first, ...more] = entry.said ?? [];
  if (first !== undefined && more.length > MOST_AT_ONCE) {
    return (
      <>
        <span className="muted"> · {sentence(first)}</span>
        <details>
          <summary>{t('report.title')}</summary>
          <ul>
            {more.map((line, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- lines have no other name, and are never reordered
              <li key={index}>{sentence(line)}</li>
            ))}
          </ul>
        </details>
      </>
    );
  }
  const detail = detailOf(entry, sentence);
  return detail === null ? null : <span className="muted"> · {detail}</span>;
}
