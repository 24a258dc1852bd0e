import type { ReactElement } from 'react';
import type { KeySummary } from '../../../shared/domain.ts';
import { whyLeftOut } from '../../../shared/left-out.ts';
import { useText } from '../../lib/intl.tsx';
import { useNavigation, type BulkRequest } from '../../lib/navigation-store.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ModeMark } from '../../ui/marks.tsx';
import styles from './key-dialogs.module.css';

const c = classes(styles);

/** Which of the chosen keys are not among those that are done together, and why. */
export function LeftOut({
  action,
  keys,
}: {
  readonly action: BulkRequest['action'];
  readonly keys: readonly KeySummary[];
}): ReactElement {
  const t = useText();
  const rotates = action === 'rotate';
  const elsewhere = keys.filter((key) => whyLeftOut(key, action) !== null);
  const left = keys.length - elsewhere.length;
  const services = new Set(elsewhere.map(({ provider }) => provider.connectionName));
  return (
    <>
      {left === 0 ? null : (
        <p className="muted">
          {t(rotates ? 'bulk.left-out-rotate' : 'bulk.left-out-revoke', { count: left })}
        </p>
      )}
      {[...services].map((service) => (
        <p key={service} className="muted wrap">
          {t(rotates ? 'providers.left-out-rotate' : 'providers.left-out-revoke', {
            service,
            names: elsewhere
              .filter(({ provider }) => provider.connectionName === service)
              .map(({ name }) => name)
              .join(', '),
          })}
        </p>
      ))}
    </>
  );
}

/** None of the chosen keys can be done from here: why, and the way to each. */
export function NothingPossible({
  request,
  keys,
  onClose,
}: {
  readonly request: BulkRequest;
  readonly keys: readonly KeySummary[];
  readonly onClose: () => void;
}): ReactElement {
  const t = useText();
  const openKey = useNavigation((store) => store.openKey);
  return (
    <Dialog
      wide
      title={t(request.action === 'rotate' ? 'bulk.none-rotate' : 'bulk.none-revoke', { count: keys.length })}
      onClose={onClose}
      footer={<Button onClick={onClose}>{t('common.close')}</Button>}
    >
      <LeftOut action={request.action} keys={keys} />
      <ul className={c('batch')} aria-label={t('bulk.chosen')} tabIndex={0}>
        {keys.map((key) => (
          <li key={key.id} className={c('batch-item')}>
            <div className={c('batch-text')}>
              <span className={c('batch-name')}>
                <span className="truncate" title={key.name}>
                  {key.name}
                </span>
                <code className="muted">{key.redacted}</code>
              </span>
              <span className="muted">{t(`status.${key.status}`)}</span>
            </div>
            <ModeMark mode={key.mode} />
            <Button
              size="small"
              aria-label={t('bulk.open-named', { name: key.name })}
              onClick={() => {
                onClose();
                openKey(key.id);
              }}
            >
              {t('findings.show-key')}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
