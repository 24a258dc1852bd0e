import { useState, type ReactElement } from 'react';
import type { FilePurpose } from '../../../shared/ipc/protection-channels.ts';
import { call } from '../../app/bridge.ts';
import { useText } from '../../app/intl.tsx';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Field } from '../../ui/field.tsx';
import styles from './protection.module.css';

const c = classes(styles);

/** A file, chosen in the system's own dialog. */
export function FileChoice({
  label,
  purpose,
  file,
  error,
  disabled = false,
  onChange,
}: {
  readonly label: string;
  readonly purpose: FilePurpose;
  readonly file: string | null;
  readonly error: string | null;
  readonly disabled?: boolean;
  readonly onChange: (file: string) => void;
}): ReactElement {
  const t = useText();
  const [choosing, setChoosing] = useState(false);
  const choose = async (): Promise<void> => {
    setChoosing(true);
    const reply = await call('app.choose-file', { purpose });
    setChoosing(false);
    if (reply.ok && reply.value.path !== null) onChange(reply.value.path);
  };
  return (
    <Field label={label} error={error}>
      {({ id, labelId, describedBy }) => (
        <div className={c('file')}>
          <span
            className={c('path', 'truncate', file === null && 'muted')}
            title={file ?? undefined}
            id={`${id}-path`}
          >
            {/* Cut off at its beginning; isolated, or its first slash would go to the end. */}
            <bdi dir="ltr">{file ?? t('protection.no-file')}</bdi>
          </span>
          <Button
            id={id}
            aria-labelledby={`${labelId} ${id} ${id}-path`}
            aria-describedby={describedBy}
            pending={choosing}
            disabled={disabled}
            onClick={() => void choose()}
          >
            {t('protection.choose-file')}
          </Button>
        </div>
      )}
    </Field>
  );
}
