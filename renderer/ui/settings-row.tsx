import { useId, type ReactElement, type ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './settings.module.css';

const c = classes(styles);

/** A setting: its words at the left, its control at the right, named by them. */
export function SettingRow({
  label,
  hint,
  children,
}: {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly children: (labelId: string) => ReactNode;
}): ReactElement {
  const id = useId();
  return (
    <div className={c('row')}>
      <div className={c('text')}>
        <p id={id}>{label}</p>
        {hint === undefined ? null : <p className="muted small">{hint}</p>}
      </div>
      {children(id)}
    </div>
  );
}
