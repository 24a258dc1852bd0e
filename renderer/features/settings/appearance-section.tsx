import type { ReactElement } from 'react';
import { useText } from '../../lib/intl.tsx';
import { classes } from '../../ui/classes.ts';
import { Select } from '../../ui/select.tsx';
import { TEXT_SIZES } from './text-size.ts';
import type { SettingsSectionProps } from '../../lib/settings-section-props.ts';
import { SettingRow } from '../../ui/settings-row.tsx';
import shared from '../../ui/screen.module.css';
import styles from '../../ui/settings.module.css';

const c = classes(shared, styles);

export function AppearanceSection({ settings, update }: SettingsSectionProps): ReactElement {
  const t = useText();
  return (
    <section id="settings-appearance" className={c('section')}>
      <h2>{t('settings.appearance')}</h2>
      <div className={c('card')}>
        <SettingRow label={t('settings.theme')}>
          {(labelId) => (
            <div className={c('control')}>
              <Select
                labelledBy={labelId}
                value={settings.theme}
                options={(['system', 'light', 'dark'] as const).map((value) => ({
                  value,
                  label: t(`settings.theme-${value}`),
                }))}
                onChange={(theme) => update({ theme })}
              />
            </div>
          )}
        </SettingRow>
        <SettingRow label={t('settings.text-size')} hint={t('settings.text-size-hint')}>
          {(labelId) => (
            <div className={c('control')}>
              <Select
                labelledBy={labelId}
                value={String(settings.textSize)}
                options={TEXT_SIZES.map((size) => ({ value: String(size), label: `${String(size)} %` }))}
                onChange={(size) => update({ textSize: Number(size) })}
              />
            </div>
          )}
        </SettingRow>
        <SettingRow label={t('settings.language')}>
          {(labelId) => (
            <div className={c('control')}>
              <Select
                labelledBy={labelId}
                value={settings.language}
                options={[
                  { value: 'system', label: t('settings.language-system') },
                  { value: 'en', label: 'English' },
                  { value: 'de', label: 'Deutsch' },
                ]}
                onChange={(language) => update({ language })}
              />
            </div>
          )}
        </SettingRow>
      </div>
    </section>
  );
}
