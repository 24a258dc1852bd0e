import { useEffect, useState, type ReactElement } from 'react';
import type { ImportPreviewEntry } from '../../../shared/ipc/protection-channels.ts';
import type { Granted } from '../../../shared/ipc/grant-channels.ts';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { classes } from '../../ui/classes.ts';
import { Checkbox } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { showToast } from '../../ui/toast.tsx';
import { FileChoice } from './file-choice.tsx';
import styles from './protection.module.css';

const c = classes(styles);

/** Secrets of listed keys from `.env`, CSV or plain text: first what would be stored, then storing it. */
export function ImportKeysDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const t = useText();
  const action = useAction();
  const [file, setFile] = useState<Granted | null>(null);
  const [entries, setEntries] = useState<readonly ImportPreviewEntry[] | null>(null);
  const [confirmed, setConfirmed] = useState<ReadonlySet<number>>(new Set());
  useEffect(
    () => () => {
      // SECURITY: what the file held is not kept open longer than it is looked at.
      void call('import.discard', undefined);
    },
    [],
  );
  const choose = async (chosen: Granted): Promise<void> => {
    setFile(chosen);
    setEntries(null);
    setConfirmed(new Set());
    const done = await action.run(() => call('import.plan', { grant: chosen.grant }));
    if (done !== null) setEntries(done.value.entries);
  };
  const storable = entries?.filter(({ outcome }) => outcome === 'store').length ?? 0;
  const submit = async (): Promise<void> => {
    if (storable === 0) return;
    const done = await action.run(() => call('import.apply', { confirmed: [...confirmed] }));
    if (done === null) return;
    showToast(t('import.done', { count: done.value.stored }));
    onClose();
  };
  return (
    <FormDialog
      title={t('import.title')}
      description={t('import.text')}
      submit={t('import.submit', { count: storable })}
      submitDisabled={storable === 0}
      action={action}
      wide
      onClose={onClose}
      onSubmit={submit}
    >
      <FileChoice
        label={t('protection.file')}
        purpose="open-import"
        file={file}
        error={null}
        disabled={action.pending}
        onChange={(chosen) => void choose(chosen)}
      />
      {entries === null ? null : (
        <Preview entries={entries} confirmed={confirmed} onConfirmed={setConfirmed} />
      )}
    </FormDialog>
  );
}

/** What is nothing, or begins like nothing of ours, is no line of the preview. */
function saysWhy<Problem extends string>(
  problem: Problem | null,
): problem is Exclude<Problem, 'empty' | 'prefix'> {
  return problem !== null && problem !== 'empty' && problem !== 'prefix';
}

function Preview({
  entries,
  confirmed,
  onConfirmed,
}: {
  readonly entries: readonly ImportPreviewEntry[];
  readonly confirmed: ReadonlySet<number>;
  readonly onConfirmed: (confirmed: ReadonlySet<number>) => void;
}): ReactElement {
  const t = useText();
  const tick = (index: number, on: boolean): void => {
    const next = new Set(confirmed);
    if (on) next.add(index);
    else next.delete(index);
    onConfirmed(next);
  };
  return (
    <div className={c('entries')} tabIndex={0} role="region" aria-label={t('import.preview')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('import.line')}</th>
            <th scope="col">{t('import.in-file')}</th>
            <th scope="col">{t('import.key')}</th>
            <th scope="col">{t('import.outcome')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry, index) => (
            // Several keys may stand in one line.
            <tr key={`${String(entry.line)}-${String(index)}`}>
              <td className="figures">{entry.line}</td>
              <td>
                {entry.label ?? ''} {entry.redacted === null ? null : <code>{entry.redacted}</code>}
              </td>
              <td>{entry.keyName ?? '–'}</td>
              <td className={entry.outcome === 'store' ? undefined : 'muted'}>
                {entry.outcome !== 'store' ? (
                  saysWhy(entry.problem) ? (
                    t(`import.problem-${entry.problem}`)
                  ) : (
                    t(`import.outcome-${entry.outcome}`)
                  )
                ) : entry.proven ? (
                  t('import.outcome-proven')
                ) : (
                  <>
                    {t(confirmed.has(index) ? 'import.outcome-confirmed' : 'import.outcome-unproven')}
                    <Checkbox
                      checked={confirmed.has(index)}
                      label={t('import.confirm-line', { line: entry.line })}
                      onChange={(on) => tick(index, on)}
                    />
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
