import { useState, type KeyboardEvent, type ReactElement } from 'react';
import type { KeySummary } from '../../../shared/domain.ts';
import { useText } from '../../lib/intl.tsx';
import { useDraft } from '../../lib/use-draft.ts';
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
  /** What was opened stays, hidden, so that nothing typed there is lost by looking elsewhere. */
  const [seen, setSeen] = useState<ReadonlySet<Way>>(new Set(['program']));
  const [running, setRunning] = useState(false);
  const choose = (next: Way): void => {
    setWay(next);
    setSeen(new Set([...seen, next]));
  };
  useDraft(
    `pass-on:${entry.id}`,
    { way },
    way === 'program',
    (kept) => {
      const kind = WAYS.find((name) => name === kept['way']);
      if (kind === undefined) return;
      setWay(kind);
      setSeen(new Set(['program', kind]));
    },
    'closed',
  );
  const move = (event: KeyboardEvent<HTMLDivElement>): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const next = WAYS[(WAYS.indexOf(way) + step + WAYS.length) % WAYS.length] ?? 'program';
    choose(next);
    event.currentTarget.querySelector<HTMLElement>(`[data-way="${next}"]`)?.focus();
  };
  return (
    <Dialog
      wide
      title={t('pass-on.title', { name: entry.name })}
      description={<code>{entry.redacted}</code>}
      mark={<ModeMark mode={entry.mode} />}
      busy={running}
      onClose={onClose}
      footer={
        <Button onClick={onClose} disabled={running}>
          {t('common.close')}
        </Button>
      }
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
            onClick={() => choose(name)}
          >
            {t(`pass-on.way-${name}`)}
          </button>
        ))}
      </div>
      <div role="tabpanel" id="pass-on-panel" aria-labelledby={`pass-on-${way}`}>
        {WAYS.filter((name) => seen.has(name)).map((name) => (
          <div key={name} hidden={way !== name}>
            {name === 'program' ? <ToProgram keyId={entry.id} onRunning={setRunning} /> : null}
            {name === 'file' ? <ToFile keyId={entry.id} /> : null}
            {name === 'admin' ? <ToAdmin keyId={entry.id} /> : null}
          </div>
        ))}
      </div>
    </Dialog>
  );
}
