import { ArrowDown, ArrowUp, FileDown, FileUp, Plus, RotateCcw, Trash2 } from 'lucide-react';
import { useEffect, useState, type ReactElement } from 'react';
import type { StepWords } from '../../../shared/ipc/guide-channels.ts';
import { call } from '../../lib/bridge.ts';
import { choose } from '../../lib/choose.ts';
import { useText } from '../../lib/intl.tsx';
import { RestoredNotice } from '../../lib/restored-notice.tsx';
import { useAction } from '../../lib/use-action.ts';
import { useDraft } from '../../lib/use-draft.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { TextArea, TextField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { showToast } from '../../ui/toast.tsx';
import { draftOf, same, stepsOf } from './runbook-draft.ts';
import { stepWords } from './step-card.tsx';
import styles from '../guides/guides.module.css';

const c = classes(styles);

/** The team's own words and steps for the leak response. */
export function EditRunbookDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const t = useText();
  const action = useAction();
  const { run } = action;
  const [steps, setSteps] = useState<readonly StepWords[]>([]);
  /** What is in the vault; null until it was read. */
  const [saved, setSaved] = useState<readonly StepWords[] | null>(null);
  const draft = useDraft('runbook', draftOf(steps), saved === null || same(steps, saved), (kept) => {
    const restored = stepsOf(kept);
    if (restored.length > 0) setSteps(restored);
  });
  const giveUp = (): void => {
    draft.discard();
    onClose();
  };
  const [changed, setChanged] = useState(false);
  const [tried, setTried] = useState(false);
  useEffect(() => {
    void run(() => call('runbook.read', undefined)).then((done) => {
      if (done === null) return;
      // What a draft brought back is not written over.
      setSteps((before) => (before.length > 0 ? before : done.value.steps));
      setSaved(done.value.steps);
      setChanged(done.value.changed);
    });
  }, [run]);

  const update = (index: number, change: Partial<StepWords>): void => {
    setSteps(steps.map((step, at) => (at === index ? { ...step, ...change } : step)));
  };
  const move = (index: number, by: 1 | -1): void => {
    const next = [...steps];
    const [taken] = next.splice(index, 1);
    if (taken !== undefined) next.splice(index + by, 0, taken);
    setSteps(next);
  };
  const missing = (step: StepWords): boolean => step.kind === 'manual' && (step.title ?? '').trim() === '';
  const save = async (): Promise<void> => {
    setTried(true);
    if (steps.length === 0 || steps.some(missing)) return;
    if ((await run(() => call('runbook.save', { steps: [...steps] }))) === null) return;
    showToast(t('runbook.saved'));
    giveUp();
  };
  const reset = async (): Promise<void> => {
    if ((await run(() => call('runbook.reset', undefined))) === null) return;
    const done = await run(() => call('runbook.read', undefined));
    if (done === null) return;
    setSteps(done.value.steps);
    setSaved(done.value.steps);
    setChanged(false);
  };
  const load = async (): Promise<void> => {
    const chosen = await choose(action, 'open-runbook');
    if (chosen === null) return;
    const done = await run(() => call('runbook.import', { grant: chosen.grant }));
    if (done === null) return;
    setSteps(done.value.steps);
    showToast(t('runbook.loaded'));
  };
  const keep = async (): Promise<void> => {
    const done = await run(() => call('runbook.export', undefined));
    if (done !== null && done.value.path !== null) showToast(t('runbook.exported'));
  };
  return (
    <FormDialog
      wide
      title={t('runbook.title')}
      description={t('runbook.what')}
      action={action}
      submit={t('common.save')}
      submitDisabled={saved === null}
      onClose={giveUp}
      onSubmit={save}
    >
      <RestoredNotice restored={draft.restored} />
      <div className={c('actions')}>
        <Button icon={<FileUp aria-hidden />} onClick={() => void load()}>
          {t('runbook.import')}
        </Button>
        {saved !== null && same(steps, saved) ? (
          <Button icon={<FileDown aria-hidden />} onClick={() => void keep()}>
            {t('runbook.export')}
          </Button>
        ) : null}
      </div>
      {steps.map((step, index) => {
        const words = stepWords(t, 'leak', step);
        const name = words.title === '' ? t('runbook.new-step') : words.title;
        return (
          <section key={step.id} className={c('edit-step')} aria-label={name}>
            <div className={c('edit-head')}>
              <span className="muted small">
                {step.kind === 'manual' ? t('runbook.own') : t('runbook.built-in')}
              </span>
              <IconButton
                label={t('runbook.up', { name })}
                disabled={index === 0}
                onClick={() => move(index, -1)}
              >
                <ArrowUp aria-hidden />
              </IconButton>
              <IconButton
                label={t('runbook.down', { name })}
                disabled={index === steps.length - 1}
                onClick={() => move(index, 1)}
              >
                <ArrowDown aria-hidden />
              </IconButton>
              {step.kind === 'manual' ? (
                <IconButton
                  label={t('runbook.remove', { name })}
                  onClick={() => setSteps(steps.filter((other) => other.id !== step.id))}
                >
                  <Trash2 aria-hidden />
                </IconButton>
              ) : null}
            </div>
            <TextField
              label={t('runbook.step-title')}
              maxLength={200}
              value={words.title}
              error={tried && missing(step) ? t('pass-on.field-missing') : null}
              onChange={(event) => update(index, { title: event.target.value })}
            />
            <TextArea
              rows={2}
              maxLength={4000}
              label={t('runbook.step-text')}
              value={words.text}
              onChange={(event) => update(index, { text: event.target.value })}
            />
          </section>
        );
      })}
      <div className={c('actions')}>
        <Button
          icon={<Plus aria-hidden />}
          onClick={() =>
            setSteps([...steps, { id: crypto.randomUUID(), kind: 'manual', title: '', text: '' }])
          }
        >
          {t('runbook.add')}
        </Button>
        {changed ? (
          <Button
            variant="quiet"
            icon={<RotateCcw aria-hidden />}
            pending={action.pending}
            onClick={() => void reset()}
          >
            {t('runbook.reset')}
          </Button>
        ) : null}
      </div>
    </FormDialog>
  );
}
