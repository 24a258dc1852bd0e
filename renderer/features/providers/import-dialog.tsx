import { useRef, useState, type ReactElement } from 'react';
import type { ChannelOutput } from '../../../shared/ipc-contract.ts';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { classes } from '../../ui/classes.ts';
import { TextArea } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { ModeMark } from '../../ui/marks.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useService } from './store.ts';
import styles from './providers.module.css';

const c = classes(styles);
type Found = ChannelOutput<'providers.import'>['keys'];

/**
 * Keys out of a `.env` or a note: shown first, then stored.
 * SECURITY: the text stays in its field, which React does not keep; only redacted forms come back.
 */
export function ImportServiceKeysDialog({
  serviceId,
  onClose,
}: {
  readonly serviceId: string;
  readonly onClose: () => void;
}): ReactElement | null {
  const t = useText();
  const action = useAction();
  const { service } = useService(serviceId);
  const text = useRef<HTMLTextAreaElement>(null);
  const [found, setFound] = useState<Found | null>(null);
  if (service === null) return null;
  const fresh = found?.filter(({ outcome }) => outcome === 'would-store').length ?? 0;

  const submit = async (): Promise<void> => {
    const dryRun = fresh === 0;
    const done = await action.run(() =>
      call('providers.import', { connectionId: service.id, text: text.current?.value ?? '', dryRun }),
    );
    if (done === null) return;
    if (dryRun) {
      setFound(done.value.keys);
      return;
    }
    if (text.current !== null) text.current.value = '';
    const count = done.value.keys.filter(({ outcome }) => outcome === 'stored').length;
    showToast(t('providers.imported', { count }));
    onClose();
  };
  return (
    <FormDialog
      title={t('providers.import-title', { service: service.name })}
      description={t('providers.import-text')}
      mark={<ModeMark mode={service.mode} />}
      action={action}
      submit={fresh === 0 ? t('providers.import-look') : t('providers.import-store', { count: fresh })}
      onClose={onClose}
      onSubmit={submit}
    >
      <TextArea
        ref={text}
        autoFocus
        rows={7}
        spellCheck={false}
        autoComplete="off"
        label={t('providers.import-label')}
        hint={t('providers.import-hint')}
        onChange={() => setFound(null)}
      />
      {found === null ? null : found.length === 0 ? (
        <p role="status">{t('providers.import-none')}</p>
      ) : (
        <ul className={c('found')} aria-label={t('providers.import-found')}>
          {found.map((key, index) => (
            <li key={`${key.redacted}:${String(index)}`}>
              <code>{key.redacted}</code>
              <span className="truncate" title={key.name}>
                {key.name}
              </span>
              <span className={c('spring')} />
              <span className="muted">
                {t(key.outcome === 'held-already' ? 'providers.import-held' : 'providers.import-new')}
              </span>
            </li>
          ))}
        </ul>
      )}
    </FormDialog>
  );
}
