import { CircleCheck, Undo2 } from 'lucide-react';
import { useState, type ReactElement, type SubmitEvent } from 'react';
import type { Place, PlacePreview, Replacement } from '../../../shared/ipc/flow-channels.ts';
import type { Granted } from '../../../shared/ipc/grant-channels.ts';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { textOf, useDraft } from '../../lib/use-draft.ts';
import { useBusyFields } from '../../ui/busy-form.tsx';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { TextField } from '../../ui/field.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { PlaceDiff } from '../keys/flows/place-diff.tsx';
import { FileChoice } from '../protection/file-choice.tsx';
import styles from '../keys/flows/flows.module.css';

const c = classes(styles);

const USUAL_VARIABLE = 'AUGNO_API_KEY';

/** Sets a variable in a `.env` file, looked at first. */
export function ToFile({ keyId }: { readonly keyId: string }): ReactElement {
  const t = useText();
  const action = useAction();
  const { busy, around } = useBusyFields();
  const [file, setFile] = useState<Granted | null>(null);
  /** The file as it was listed once it was looked at. */
  const [listed, setListed] = useState<string | null>(null);
  const [variable, setVariable] = useState(USUAL_VARIABLE);
  const [tried, setTried] = useState(false);
  const [preview, setPreview] = useState<PlacePreview | null>(null);
  const [done, setDone] = useState<Replacement | null>(null);

  useDraft(
    `pass-on-file:${keyId}`,
    { variable },
    variable === USUAL_VARIABLE,
    (kept) => setVariable(textOf(kept, 'variable')),
    'closed',
  );

  const change = (apply: () => void): void => {
    apply();
    setPreview(null);
    setDone(null);
  };
  const look = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (file === null || busy) return;
    setDone(null);
    const place: Place =
      listed === null ? { kind: 'chosen', grant: file.grant } : { kind: 'listed', placeId: listed };
    const reply = await action.run(() => call('places.preview-variable', { keyId, place, variable }));
    setPreview(reply?.value ?? null);
    if (reply !== null) setListed(reply.value.placeId);
  };
  const write = async (): Promise<void> => {
    if (preview === null) return;
    const reply = await action.run(() => call('places.apply', { planId: preview.planId }));
    setPreview(null);
    if (reply !== null) setDone(reply.value);
  };
  const undo = async (): Promise<void> => {
    if (done === null) return;
    const reply = await action.run(() => call('places.undo', { replacementId: done.id }));
    if (reply !== null) setDone(null);
  };

  return (
    <form className="form-column" noValidate onSubmit={(event) => void look(event)}>
      <p className="muted">{t('pass-on.file-hint')}</p>
      {around(
        <FileChoice
          label={t('pass-on.file')}
          purpose="save-place"
          file={file}
          error={tried && file === null ? t('places.add-missing') : null}
          onChange={(chosen) =>
            change(() => {
              setFile(chosen);
              setListed(null);
            })
          }
        />,
      )}
      <TextField
        mono
        label={t('pass-on.variable')}
        value={variable}
        error={action.fieldError('variable')}
        onChange={(event) => change(() => setVariable(event.target.value))}
      />
      {preview === null ? null : <PlaceDiff preview={preview} />}
      {done === null ? null : (
        <p className={c('done')} role="status">
          <CircleCheck aria-hidden />
          {t('pass-on.written', { file: done.file })}
        </p>
      )}
      {action.error === null || action.error.field === 'variable' ? null : (
        <ErrorNotice error={action.error} />
      )}
      <div className={c('card-actions')}>
        {preview === null && done === null ? (
          <Button type="submit" pending={action.pending} disabled={busy}>
            {t('pass-on.show-change')}
          </Button>
        ) : null}
        {preview === null ? null : (
          <Button variant="primary" pending={action.pending} disabled={busy} onClick={() => void write()}>
            {t('pass-on.write')}
          </Button>
        )}
        {done?.undoable === true ? (
          <Button pending={action.pending} icon={<Undo2 aria-hidden />} onClick={() => void undo()}>
            {t('places.undo')}
          </Button>
        ) : null}
      </div>
    </form>
  );
}
