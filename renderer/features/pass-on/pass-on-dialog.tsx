import { useState, type KeyboardEvent, type ReactElement } from 'react';
import type { KeySummary } from '../../../shared/domain.ts';
import { useText } from '../../app/intl.tsx';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ModeMark } from '../../ui/marks.tsx';
import styles from '../keys/flows/flows.module.css';
import { ToAdmin } from './to-admin.tsx';
import { ToFile } from './to-file.tsx';
import { ToProgram } from './to-program.tsx';

const c = classes(styles);
const WAYS = ['program', 'file', 'admin'] as const;
type Way = (typeof WAYS)[number];

/** From the vault to where it is needed, without a detour through clipboard, mail or chat. */
export function PassOnDialog({
  entry,
  onClose,
}: {
  readonly entry: KeySummary;
  readonly onClose: () => void;
}): ReactElement {
  const t = useText();
  const [way, setWay] = useState<Way>('program');
  const move = (event: KeyboardEvent<HTMLDivElement>): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const next = WAYS[(WAYS.indexOf(way) + step + WAYS.length) % WAYS.length] ?? 'program';
    setWay(next);
    event.currentTarget.querySelector<HTMLElement>(`[data-way="${next}"]`)?.focus();
  };
  return (
    <Dialog
      wide
      title={t('pass-on.title', { name: entry.name })}
      description={<code>{entry.redacted}</code>}
      mark={<ModeMark mode={entry.mode} />}
      onClose={onClose}
      footer={<Button onClick={onClose}>{t('common.close')}</Button>}
    >
      <div role="tablist" aria-label={t('pass-on.ways')} className={c('tabs')} onKeyDown={move}>
        {WAYS.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`pass-on-${name}`}
            data-way={name}
            aria-selected={way === name}
            aria-controls="pass-on-panel"
            tabIndex={way === name ? 0 : -1}
            className={c('tab')}
            onClick={() => setWay(name)}
          >
            {t(`pass-on.way-${name}`)}
          </button>
        ))}
      </div>
      <div role="tabpanel" id="pass-on-panel" aria-labelledby={`pass-on-${way}`}>
        {way === 'program' ? <ToProgram keyId={entry.id} /> : null}
        {way === 'file' ? <ToFile keyId={entry.id} /> : null}
        {way === 'admin' ? <ToAdmin keyId={entry.id} /> : null}
      </div>
    </Dialog>
  );
}
