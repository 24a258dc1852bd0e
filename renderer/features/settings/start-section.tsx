import { useEffect, type ReactElement } from 'react';
import { useAppStore } from '../../lib/app-store.ts';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { classes } from '../../ui/classes.ts';
import { Switch } from '../../ui/field.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import type { SettingsSectionProps } from '../../lib/settings-section-props.ts';
import { Select } from '../../ui/select.tsx';
import { SettingRow } from '../../ui/settings-row.tsx';
import { shortcutText } from '../../lib/shortcut-text.ts';
import { QUICK_SHORTCUT_CHOICES, QUICK_ACCESS_OPTION } from '../../../shared/quick-shortcuts.ts';
import type { Abilities } from './use-abilities.ts';
import shared from '../../ui/screen.module.css';
import styles from '../../ui/settings.module.css';

const c = classes(shared, styles);

export function StartSection({
  settings,
  update,
  abilities,
  reload,
}: SettingsSectionProps & Abilities): ReactElement {
  const t = useText();
  const hasTray = useAppStore((store) => store.state?.hasTray ?? false);
  const mac = useAppStore((store) => store.state?.platform === 'darwin');
  const action = useAction();
  const start = abilities?.startAtLogin ?? { available: true, enabled: false };
  const setStart = async (enabled: boolean): Promise<void> => {
    await action.run(() => call('desktop.start-at-login', { enabled }));
    // As the system has it now, which is the truth.
    await reload();
  };
  const { quickAccess } = settings;
  const quick = abilities?.quickAccess ?? 'off';
  const known = abilities !== null;
  useEffect(() => {
    // Whether another program has the combination is known once the system was asked for it.
    if (known) void reload();
    // oxlint-disable-next-line react/exhaustive-deps -- `reload` is another one each time it has read
  }, [quickAccess]);
  return (
    <section id="settings-start" className={c('section')} aria-label={t('start.title')}>
      <h2>{t('start.title')}</h2>
      {action.error === null ? null : <ErrorNotice error={action.error} />}
      <div className={c('card')}>
        <SettingRow
          label={t('start.login')}
          hint={t(
            start.available
              ? hasTray
                ? 'start.login-hint'
                : 'start.login-no-tray'
              : 'start.login-unavailable',
          )}
        >
          {(labelId) =>
            start.available ? (
              <Switch
                labelledBy={labelId}
                checked={start.enabled}
                onChange={(enabled) => void setStart(enabled)}
              />
            ) : null
          }
        </SettingRow>
        <SettingRow
          label={t('start.quick')}
          hint={[
            t(`start.quick-${quick}`, { option: QUICK_ACCESS_OPTION }),
            ...(quick === 'off' && hasTray ? [t('start.quick-in-tray')] : []),
          ].join(' ')}
        >
          {(labelId) => (
            <div className={c('control')}>
              <Select
                labelledBy={labelId}
                value={quickAccess}
                options={QUICK_SHORTCUT_CHOICES.map((value) => ({
                  value,
                  label:
                    value === 'off'
                      ? t('start.quick-none')
                      : shortcutText(value.replace('CommandOrControl', '$mod'), mac),
                }))}
                onChange={(chosen) => update({ quickAccess: chosen })}
              />
            </div>
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
