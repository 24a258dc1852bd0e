import { useState, type DragEvent, type ReactElement } from 'react';
import { DROP_PURPOSES, type ChoicePurpose } from '../../../shared/grant-purposes.ts';
import type { Granted } from '../../../shared/ipc/grant-channels.ts';
import { choose as ask, takeDrop } from '../../lib/choose.ts';
import { useSentence } from '../../lib/error-text.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { useHoldForm } from '../../ui/busy-form.tsx';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Field } from '../../ui/field.tsx';
import styles from './protection.module.css';

const c = classes(styles);

/** A file, chosen in the system's own dialog or dropped here. */
export function FileChoice({
  label,
  purpose,
  file,
  error,
  disabled = false,
  onChange,
}: {
  readonly label: string;
  readonly purpose: ChoicePurpose;
  readonly file: Granted | null;
  readonly error: string | null;
  readonly disabled?: boolean;
  readonly onChange: (file: Granted) => void;
}): ReactElement {
  const t = useText();
  const sentence = useSentence();
  const action = useAction();
  useHoldForm(action.pending);
  const [over, setOver] = useState(false);
  const dropPurpose = DROP_PURPOSES.find((one) => one === purpose) ?? null;
  const take = (chosen: Granted | null): void => {
    if (chosen !== null) onChange(chosen);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    if (dropPurpose === null || disabled) return;
    void takeDrop(action, dropPurpose, event.dataTransfer.files).then(take);
  };
  const shown = file?.shown ?? null;
  return (
    <Field
      label={label}
      error={error ?? (action.error === null ? null : sentence(action.error.said.message))}
    >
      {({ id, labelId, describedBy }) => (
        <div
          className={c('file', over && 'over')}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(dropPurpose !== null);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
        >
          <span
            className={c('path', 'truncate', shown === null && 'muted')}
            title={shown ?? undefined}
            id={`${id}-path`}
          >
            {/* Cut off at its beginning; isolated, or its first slash would go to the end. */}
            <bdi dir="ltr">{shown ?? t('protection.no-file')}</bdi>
          </span>
          <Button
            id={id}
            aria-labelledby={`${labelId} ${id} ${id}-path`}
            aria-describedby={describedBy}
            pending={action.pending}
            disabled={disabled}
            onClick={() => void ask(action, purpose).then(take)}
          >
            {t('protection.choose-file')}
          </Button>
        </div>
      )}
    </Field>
  );
}
