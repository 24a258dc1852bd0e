import { useState, type ReactElement } from 'react';
import type { MergeOutcome } from '../../../shared/ipc/merge-channels.ts';
import type { Granted } from '../../../shared/ipc/grant-channels.ts';
import { call } from '../../lib/bridge.ts';
import { useText, type TextFunction } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { useCopiesBeside } from './copies-store.ts';
import { FileChoice } from './file-choice.tsx';
import { certain } from '../../../shared/certain.ts';

/** No file has this name. */
const ANOTHER = '/';

/** Another copy of the vault: first what folding it in would do, then folding it in. */
export function MergeDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const t = useText();
  const action = useAction();
  const openDialog = useNavigation((store) => store.openDialog);
  // As the list was when the dialog was opened: a copy that was folded in lies there no more.
  const [beside] = useState(() => useCopiesBeside.getState().items);
  const load = useCopiesBeside((store) => store.load);
  const [which, setWhich] = useState(beside[0] ?? ANOTHER);
  const [file, setFile] = useState<Granted | null>(null);
  const [missing, setMissing] = useState(false);
  const [look, setLook] = useState<MergeOutcome | null>(null);
  const [done, setDone] = useState<MergeOutcome | null>(null);
  const submit = async (): Promise<void> => {
    setMissing(which === ANOTHER && file === null);
    if (which === ANOTHER && file === null) return;
    const copy =
      which === ANOTHER
        ? ({ kind: 'file', grant: certain(file).grant } as const)
        : ({ kind: 'beside', name: which } as const);
    if (look === null) {
      const looked = await action.run(() => call('merge.look', { copy }));
      if (looked !== null) setLook(looked.value);
      return;
    }
    const folded = await action.run(() => call('merge.fold', { copy }));
    if (folded === null) return;
    setDone(folded.value);
    void load();
  };
  if (done !== null) {
    return (
      <Dialog
        title={t('merge.title')}
        onClose={onClose}
        footer={
          <>
            {done.differences.length + done.proposals.length === 0 ? null : (
              <Button onClick={() => openDialog({ kind: 'differences' })}>
                {t('merge.see-differences')}
              </Button>
            )}
            <Button variant="primary" onClick={onClose}>
              {t('common.close')}
            </Button>
          </>
        }
      >
        <Outcome outcome={done} title={t(done.isEmpty ? 'merge.empty' : 'merge.done')} tone="ok" />
        {done.movedTo === null ? null : (
          <p className="muted wrap">{t('merge.moved', { name: done.movedTo })}</p>
        )}
      </Dialog>
    );
  }
  const isBeside = which !== ANOTHER;
  return (
    <FormDialog
      title={t('merge.title')}
      description={t('merge.text')}
      submit={t(look === null ? 'merge.look' : look.isEmpty && isBeside ? 'merge.put-aside' : 'merge.fold')}
      submitDisabled={look !== null && look.isEmpty && !isBeside}
      action={action}
      onClose={onClose}
      onSubmit={submit}
    >
      {beside.length === 0 ? null : (
        <Field label={t('merge.which')}>
          {({ id, labelId }) => (
            <Select
              id={id}
              labelledBy={labelId}
              value={which}
              options={[
                ...beside.map((name) => ({ value: name, label: name })),
                { value: ANOTHER, label: t('merge.other-file') },
              ]}
              onChange={(chosen) => {
                setWhich(chosen);
                setLook(null);
              }}
            />
          )}
        </Field>
      )}
      {isBeside ? null : (
        <FileChoice
          label={t('protection.file')}
          purpose="open-copy"
          file={file}
          error={missing && file === null ? t('protection.file-missing') : null}
          disabled={action.pending}
          onChange={(chosen) => {
            setFile(chosen);
            setLook(null);
          }}
        />
      )}
      {look === null ? null : (
        <Outcome outcome={look} title={t(look.isEmpty ? 'merge.empty' : 'merge.would')} tone="notice" />
      )}
    </FormDialog>
  );
}

function linesOf(outcome: MergeOutcome, t: TextFunction): readonly string[] {
  const { added, secretsAdded, changed, deleted, keptDespiteDeletion, secretsDestroyed, asking } = outcome;
  const counted = [
    ['merge.changed', changed],
    ['merge.deleted', deleted],
    ['merge.kept', keptDespiteDeletion],
    ['merge.destroyed', secretsDestroyed],
    ['merge.asking', asking],
    ['merge.log', outcome.logEntries],
  ] as const;
  const names = [...new Set(outcome.differences.map(({ name }) => name))].join(', ');
  return [
    ...(added + secretsAdded === 0 ? [] : [t('merge.added', { records: added, secrets: secretsAdded })]),
    ...counted.flatMap(([id, count]) => (count === 0 ? [] : [t(id, { count })])),
    ...(names === '' ? [] : [t('merge.differing', { names })]),
  ];
}

function Outcome({
  outcome,
  title,
  tone,
}: {
  readonly outcome: MergeOutcome;
  readonly title: string;
  readonly tone: 'ok' | 'notice';
}): ReactElement {
  const t = useText();
  const { proposals, otherWrittenAt } = outcome;
  return (
    <>
      <Notice tone={tone} title={title} alert>
        {otherWrittenAt === null ? null : (
          <p className="muted">
            {t('merge.written')} <TimeText at={otherWrittenAt} />
          </p>
        )}
        {linesOf(outcome, t).map((line, index) => (
          <p key={index} className="wrap">
            {line}
          </p>
        ))}
      </Notice>
      {proposals.length === 0 ? null : (
        <Notice tone="warn" title={t('merge.not-used')}>
          {proposals.map(({ kind, name, here, there }, index) => (
            <p key={index} className="wrap">
              {[
                t(`merge.proposal-${kind}`, { name }),
                ...(there === null ? [] : [t('merge.there', { value: there })]),
                ...(here === null ? [] : [t('merge.here', { value: here })]),
              ].join(' · ')}
            </p>
          ))}
        </Notice>
      )}
    </>
  );
}
