import { useState, type ReactElement } from 'react';
import type { QuietHours } from '../../../shared/ipc/desktop-settings.ts';
import { useText } from '../../lib/intl.tsx';
import { classes } from '../../ui/classes.ts';
import { Switch, TextField } from '../../ui/field.tsx';
import { SettingRow } from '../../ui/settings-row.tsx';
import styles from '../../ui/settings.module.css';

const c = classes(styles);
const USUAL: QuietHours = { from: '20:00', until: '08:00' };

/** One end of the hours. A time that is half typed is no time yet, so it is kept here until it is one. */
function ClockField({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}): ReactElement {
  const [typed, setTyped] = useState(value);
  return (
    <TextField
      type="time"
      label={label}
      value={typed}
      onChange={(event) => {
        setTyped(event.target.value);
        if (event.target.value !== '') onChange(event.target.value.slice(0, 5));
      }}
      onBlur={() => {
        if (typed === '') setTyped(value);
      }}
    />
  );
}

export function QuietHoursRow({
  quiet,
  onChange,
}: {
  readonly quiet: QuietHours | null;
  readonly onChange: (quiet: QuietHours | null) => void;
}): ReactElement {
  const t = useText();
  return (
    <SettingRow label={t('notices.quiet')} hint={t('notices.quiet-hint')}>
      {(labelId) => (
        <div className={c('quiet')}>
          {quiet === null ? null : (
            <div className={c('clock')} role="group" aria-labelledby={labelId}>
              <ClockField
                label={t('notices.quiet-from')}
                value={quiet.from}
                onChange={(from) => onChange({ ...quiet, from })}
              />
              <ClockField
                label={t('notices.quiet-until')}
                value={quiet.until}
                onChange={(until) => onChange({ ...quiet, until })}
              />
            </div>
          )}
          <Switch
            labelledBy={labelId}
            checked={quiet !== null}
            onChange={(on) => onChange(on ? USUAL : null)}
          />
        </div>
      )}
    </SettingRow>
  );
}
