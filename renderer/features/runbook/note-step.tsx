import { useState, type ReactElement } from 'react';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { textOf, useDraft } from '../../lib/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { TextArea } from '../../ui/field.tsx';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { ReportSection } from './report-section.tsx';
import { ProofFacts } from './proof-facts.tsx';
import { useProof } from './use-proof.ts';
import type { StepProps } from '../guides/step-props.ts';

/** The last word, into the audit log. */
export function NoteStep({ guide, step }: StepProps): ReactElement {
  const t = useText();
  const action = useAction();
  const [note, setNote] = useState('');
  const draft = useDraft(`guide-note:${guide.id}`, { note }, note === '', (kept) =>
    setNote(textOf(kept, 'note')),
  );
  const proof = useProof(guide.id);
  const left = guide.steps.filter((item) => item.doneAt === null && item.id !== step.id).length;
  const finish = async (): Promise<void> => {
    const done = await action.run(() =>
      call('guides.end', { guideId: guide.id, outcome: 'finished', note: note.trim() }),
    );
    if (done !== null) draft.discard();
  };
  return (
    <form
      className="form-column"
      onSubmit={(event) => {
        event.preventDefault();
        void finish();
      }}
    >
      <TextArea
        rows={3}
        maxLength={2000}
        label={t('guide.note')}
        hint={t('guide.note-hint')}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      {action.error === null ? null : <ErrorNotice error={action.error} />}
      <div>
        <Button
          type="submit"
          variant="primary"
          pending={action.pending}
          disabled={guide.kind === 'leak' && proof?.proven !== true}
        >
          {t('guide.finish')}
        </Button>
      </div>
      {/* What is measured and read comes and goes by itself: below what a person may be pointing at. */}
      {guide.kind === 'leak' && proof !== null && !proof.proven ? (
        <>
          <Notice tone="warn" title={t('proof.missing')}>
            <p>{t('proof.missing-hint')}</p>
          </Notice>
          <ProofFacts proof={proof} />
        </>
      ) : left === 0 ? null : (
        <Notice tone="notice">
          <p>{t('guide.steps-left', { count: left })}</p>
        </Notice>
      )}
      {guide.kind === 'leak' ? <ReportSection guide={guide} proof={proof} /> : null}
    </form>
  );
}
