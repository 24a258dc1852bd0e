import type { ReactElement } from 'react';
import { LOCKED_NOTICES, NOTICE_DAYS, type LockedNotices } from '../../../shared/notice-choices.ts';
import type { DesktopAbilities } from '../../../shared/ipc/desktop-channels.ts';
import { useText } from '../../lib/intl.tsx';
import { classes } from '../../ui/classes.ts';
import { Checkbox, Switch } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { QuietHoursRow } from './quiet-hours-row.tsx';
import type { SettingsSectionProps } from '../../lib/settings-section-props.ts';
import { SettingRow } from '../../ui/settings-row.tsx';
import shared from '../../ui/screen.module.css';
import styles from '../../ui/settings.module.css';
import { UpcomingRow } from './upcoming-row.tsx';

const c = classes(shared, styles);

export function NotificationsSection({
  settings,
  update,
  abilities,
}: SettingsSectionProps & { readonly abilities: DesktopAbilities | null }): ReactElement {
  const t = useText();
  const usable = abilities?.keychain === 'usable';
  const days = [...new Set([...NOTICE_DAYS, ...settings.noticeDays])].toSorted((a, b) => b - a);
  const choices = LOCKED_NOTICES.filter(
    (value) => usable || value !== 'named' || settings.lockedNotices === 'named',
  );
  const lockedHint: Readonly<Record<LockedNotices, string | null>> = {
    named: t('notices.locked-named-hint'),
    unnamed: t('notices.locked-unnamed-hint'),
    none: null,
  };
  const hint = [
    lockedHint[settings.lockedNotices],
    abilities === null || usable ? null : t('notices.locked-no-keychain'),
  ]
    .filter((part) => part !== null)
    .join(' ');
  return (
    <section id="settings-notifications" className={c('section')} aria-label={t('notices.region')}>
      <h2>{t('notices.title')}</h2>
      <div className={c('card')}>
        <SettingRow
          label={t('settings.notifications')}
          hint={abilities?.notifications === false ? t('notices.none') : t('settings.notifications-hint')}
        >
          {(labelId) => (
            <Switch
              labelledBy={labelId}
              checked={settings.notifications}
              onChange={(notifications) => update({ notifications })}
            />
          )}
        </SettingRow>
        {settings.notifications ? (
          <>
            <SettingRow label={t('notices.days')} hint={t('notices.days-hint')}>
              {(labelId) => (
                <div className={c('checks')} role="group" aria-labelledby={labelId}>
                  {days.map((day) => (
                    <Checkbox
                      key={day}
                      label={t('notices.day', { days: day })}
                      checked={settings.noticeDays.includes(day)}
                      onChange={(checked) =>
                        update({
                          noticeDays: checked
                            ? [...settings.noticeDays, day]
                            : settings.noticeDays.filter((other) => other !== day),
                        })
                      }
                    />
                  ))}
                  <Checkbox
                    label={t('notices.afterwards')}
                    checked={settings.noticeAfterwards}
                    onChange={(noticeAfterwards) => update({ noticeAfterwards })}
                  />
                </div>
              )}
            </SettingRow>
            <QuietHoursRow quiet={settings.quietHours} onChange={(quietHours) => update({ quietHours })} />
            <SettingRow label={t('notices.locked')} hint={hint}>
              {(labelId) => (
                <div className={c('control', 'wide')}>
                  <Select
                    labelledBy={labelId}
                    value={settings.lockedNotices}
                    options={choices.map((value) => ({ value, label: t(`notices.locked-${value}`) }))}
                    onChange={(lockedNotices) => update({ lockedNotices })}
                  />
                </div>
              )}
            </SettingRow>
          </>
        ) : null}
        <UpcomingRow />
      </div>
    </section>
  );
}
