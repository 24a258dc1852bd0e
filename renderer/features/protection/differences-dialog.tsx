import type { ReactElement } from 'react';
import type { ShownDifference } from '../../../shared/ipc/merge-channels.ts';
import { fieldWords } from '../../../shared/record-words.ts';
import { call } from '../../lib/bridge.ts';
import { useSentence } from '../../lib/error-text.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useDifferences, useFollowedDifferences } from './copies-store.ts';
import styles from './protection.module.css';

const c = classes(styles);

/** What a merge kept twice: each value by itself, and the step that keeps one of them. */
export function DifferencesDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const t = useText();
  const sentence = useSentence();
  const action = useAction();
  const { items, status, error, load } = useDifferences();
  useFollowedDifferences();
  const choose = async (difference: ShownDifference, index: number): Promise<void> => {
    const { collection, id, field, state, connectionId } = difference;
    const done = await action.run(() => call('merge.choose', { collection, id, field, state, index }));
    await load();
    if (done === null) return;
    showToast(t('differences.chosen'));
    // An address that nobody confirmed on this computer gets nothing: main asks, in a dialog of its own.
    if (connectionId !== null && index > 0)
      await action.run(() => call('connections.confirm-addresses', { connectionIds: [connectionId] }));
  };
  return (
    <Dialog
      title={t('differences.title')}
      description={t('differences.text')}
      wide
      busy={action.pending}
      onClose={onClose}
      footer={
        <Button onClick={onClose}>{t(items.length === 0 ? 'common.close' : 'differences.keep-both')}</Button>
      }
    >
      {status === 'ready' && items.length === 0 ? <p className="muted">{t('differences.none')}</p> : null}
      {items.length === 0 ? null : (
        <ul className={c('differences')} aria-label={t('differences.title')} tabIndex={0}>
          {items.map((difference) => (
            <li key={`${difference.collection}/${difference.id}/${difference.field ?? ''}`}>
              <p>
                <strong>{difference.name}</strong>{' '}
                <span className="muted">
                  {difference.field === null
                    ? t('differences.secrets')
                    : sentence(fieldWords(difference.field))}
                </span>
              </p>
              {difference.values.map((value, index) => (
                <div key={index} className={c('value')}>
                  <span className={c('value-text')}>
                    {difference.field === null ? (
                      <code>{value ?? t('differences.nothing')}</code>
                    ) : (
                      (value ?? <span className="muted">{t('differences.nothing')}</span>)
                    )}{' '}
                    <span className="muted small">
                      {t(index === 0 ? 'differences.in-use' : 'differences.other')}
                    </span>
                  </span>
                  <Button
                    size="small"
                    disabled={action.pending}
                    aria-label={t('differences.choose-named', {
                      value: value ?? t('differences.nothing'),
                      name: difference.name,
                    })}
                    onClick={() => void choose(difference, index)}
                  >
                    {t('differences.choose')}
                  </Button>
                </div>
              ))}
            </li>
          ))}
        </ul>
      )}
      {error === null ? null : <ErrorNotice error={error} />}
      {action.error === null ? null : <ErrorNotice error={action.error} />}
    </Dialog>
  );
}
