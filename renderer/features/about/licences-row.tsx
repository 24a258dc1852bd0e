import { useEffect, useState, type ReactElement } from 'react';
import type { ThirdParty } from '../../../shared/ipc/about-channels.ts';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import settingsStyles from '../../ui/settings.module.css';
import styles from './about.module.css';

const s = classes(settingsStyles);
const c = classes(styles);

function LicencesDialog({
  thirdParty,
  onClose,
}: {
  readonly thirdParty: ThirdParty;
  readonly onClose: () => void;
}): ReactElement {
  const t = useText();
  const [filter, setFilter] = useState('');
  const wanted = filter.trim().toLowerCase();
  const shown = thirdParty.packages.filter(({ name, licence }) =>
    `${name} ${licence}`.toLowerCase().includes(wanted),
  );
  return (
    <Dialog
      title={t('about.licences-title')}
      description={t('about.licences-description')}
      wide
      onClose={onClose}
      {...(thirdParty.hasChromiumLicences
        ? {
            footer: (
              <Button onClick={() => void call('about.show-chromium-licences', undefined)}>
                {t('about.chromium-licences')}
              </Button>
            ),
          }
        : {})}
    >
      <TextField
        label={t('about.licences-filter')}
        value={filter}
        onChange={(event) => setFilter(event.currentTarget.value)}
      />
      <p className="muted small" role="status">
        {shown.length === 0 ? t('about.licences-none') : t('about.licences-count', { count: shown.length })}
      </p>
      <ul className={c('licences')}>
        {shown.map(({ name, version, licence, text }) => (
          <li key={`${name}@${version}`} className={c('licence')}>
            <details>
              <summary>
                {name} <span className="muted">{version}</span> · {licence}
              </summary>
              <pre>{text}</pre>
            </details>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

export function LicencesRow(): ReactElement | null {
  const t = useText();
  const [thirdParty, setThirdParty] = useState<ThirdParty | null>(null);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    void call('about.third-party', undefined).then((reply) => {
      if (reply.ok) setThirdParty(reply.value);
    });
  }, []);
  if (thirdParty === null) return null;
  return (
    <>
      {thirdParty.sandbox ? null : (
        <div className={s('row')}>
          <div className={s('text')}>
            <Notice tone="warn" title={t('about.no-sandbox')}>
              <p>{t('about.no-sandbox-text')}</p>
            </Notice>
          </div>
        </div>
      )}
      <div className={s('row')}>
        <div className={s('text')}>
          <p>{t('about.licences')}</p>
          <p className="muted small">
            {t('about.licences-hint', { count: thirdParty.packages.length, ...thirdParty.runtime })}
          </p>
        </div>
        <Button onClick={() => setOpen(true)}>{t('about.licences-show')}</Button>
        {open ? <LicencesDialog thirdParty={thirdParty} onClose={() => setOpen(false)} /> : null}
      </div>
    </>
  );
}
