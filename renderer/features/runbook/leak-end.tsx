import type { ReactElement } from 'react';
import type { Guide } from '../../../shared/ipc/guide-channels.ts';
import { useText } from '../../lib/intl.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ReportSection } from './report-section.tsx';
import { ProofFacts } from './proof-facts.tsx';
import { useProof } from './use-proof.ts';

/** The end of a leak response as it is now, not as it was when it was ended: a later scan may have found a key. */
export function LeakEnd({ guide }: { readonly guide: Guide }): ReactElement | null {
  const t = useText();
  const proof = useProof(guide.id);
  if (proof === null) return null;
  const isOver = proof.proven && guide.outcome === 'finished';
  return (
    <>
      <Notice
        tone={isOver ? 'ok' : proof.proven ? 'notice' : 'danger'}
        alert
        title={t(isOver ? 'guide.leak-finished' : proof.proven ? 'proof.over-unfinished' : 'proof.not-over')}
      >
        <p>{t(isOver ? 'guide.finished-hint' : proof.proven ? 'proof.over-hint' : 'proof.not-over-hint')}</p>
      </Notice>
      <ProofFacts proof={proof} />
      <ReportSection guide={guide} proof={null} />
    </>
  );
}
