import type { ReactElement } from 'react';
import type { AppState } from '../../../shared/ipc-contract.ts';
import { useText } from '../../lib/intl.tsx';
import { classes } from '../../ui/classes.ts';
import { Badge } from '../../ui/marks.tsx';
import { LicencesRow } from '../about/licences-row.tsx';
import { UpdatesRows } from '../about/updates-rows.tsx';
import type { SettingsSectionProps } from '../../lib/settings-section-props.ts';
import shared from '../../ui/screen.module.css';
import styles from '../../ui/settings.module.css';

const c = classes(shared, styles);

export function AboutSection({
  state,
  settings,
  update,
}: SettingsSectionProps & { readonly state: AppState }): ReactElement {
  const t = useText();
  return (
    <section id="settings-about" className={c('section')}>
      <h2>{t('settings.about')}</h2>
      <div className={c('card')}>
        <div className={c('row')}>
          <div className={c('text')}>
            <p className={c('name')}>
              {t('settings.version', { version: state.version })}
              {state.development ? <Badge tone="warn">{t('settings.development')}</Badge> : null}
            </p>
            {state.development ? <p className="muted">{t('settings.development-text')}</p> : null}
            <p className="muted">
              {t('lock.folder')} <code className="selectable">{state.vaultPath}</code>
            </p>
          </div>
        </div>
        <UpdatesRows settings={settings} update={update} />
        <LicencesRow />
      </div>
    </section>
  );
}
