import type { ReactElement } from 'react';
import type { LeftOut } from '../../../shared/export-proposal.ts';
import { useSentence } from '../../lib/error-text.ts';

/** What an export or an import leaves, and why; nothing where it leaves nothing. */
export function LeftOutList({
  title,
  items,
}: {
  readonly title: string;
  readonly items: readonly LeftOut[];
}): ReactElement | null {
  const sentence = useSentence();
  if (items.length === 0) return null;
  return (
    <>
      <p>{title}</p>
      <ul>
        {items.map(({ what, records, why }) => (
          <li key={what.id}>
            {sentence(what)} ({records}) <span className="muted">· {sentence(why)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
