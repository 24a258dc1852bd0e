import type { ReactElement } from 'react';
import { useAppStore } from '../../app/app-store.ts';
import { useText } from '../../app/intl.tsx';
import { classes } from '../../ui/classes.ts';
import { Switch } from '../../ui/field.tsx';
import type { SettingsSectionProps } from './section-props.ts';
import { SettingRow } from './settings-row.tsx';
import styles from './settings.module.css';

const c = classes(styles);

export function DesktopSection({ settings, update }: SettingsSectionProps): ReactElement {
  const t = useText();
  const hasTray = useAppStore((store) => store.state?.hasTray ?? false);
  return (
    <section className={c('section')}>
      <h2>{t('settings.desktop')}</h2>
      <div className={c('card')}>
        <SettingRow label={t('settings.notifications')} hint={t('settings.notifications-hint')}>
          {(labelId) => (
            <Switch
              labelledBy={labelId}
              checked={settings.notifications}
              onChange={(notifications) => update({ notifications })}
            />
          )}
        </SettingRow>
        {hasTray ? (
          <SettingRow label={t('settings.tray')} hint={t('settings.tray-hint')}>
            {(labelId) => (
              <Switch
                labelledBy={labelId}
                checked={settings.closeToTray}
                onChange={(closeToTray) => update({ closeToTray })}
              />
            )}
          </SettingRow>
        ) : null}
      </div>
    </section>
  );
}
