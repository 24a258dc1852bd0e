import type { ReactElement } from 'react';
import type { UnreadEntries } from '../../shared/unread-entries.ts';
import { useText } from '../lib/intl.tsx';
import { Notice } from './notice.tsx';

/** Entries of a server's list that could not be read: how many, and what the first of them are called. */
export function UnreadNote({
  unread,
  of,
}: {
  readonly unread: UnreadEntries;
  /** Whose list, where several are shown together. */
  readonly of?: string;
}): ReactElement | null {
  const t = useText();
  const { count, names } = unread;
  if (count === 0) return null;
  const quoted = names.map((name) => t('common.quoted', { name })).join(', ');
  const named = count > names.length ? `${quoted}, …` : quoted;
  return (
    <Notice tone="warn" title={t('common.unread-entries', { count })}>
      <p>
        {of === undefined ? null : `${of}: `}
        {named}
      </p>
    </Notice>
  );
}
