import type { ReactElement } from 'react';
import { useAppStore } from '../../app/app-store.ts';
import { call } from '../../app/bridge.ts';
import { useText } from '../../app/intl.tsx';
import { useAction } from '../../app/use-action.ts';
import { classes } from '../../ui/classes.ts';
import { Switch } from '../../ui/field.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import type { SettingsSectionProps } from './section-props.ts';
import { SettingRow } from './settings-row.tsx';
import styles from './settings.module.css';
import { VaultRow } from './vault-row.tsx';

const c = classes(styles);
const LOCK_MINUTES = ['1', '5', '10', '15', '30', '60', '240'] as const;
const CLEAR_SECONDS = ['10', '30', '60', '120', '300'] as const;

/** The given choices, with the present value among them even if it is none of them. */
function withCurrent(choices: readonly string[], current: number): readonly string[] {
  const text = String(current);
  return choices.includes(text) ? choices : [...choices, text].toSorted((a, b) => Number(a) - Number(b));
}

export function SecuritySection({ settings, update }: SettingsSectionProps): ReactElement {
  const t = useText();
  const quickUnlock = useAppStore((store) => store.state?.quickUnlock ?? 'unavailable');
  const action = useAction();
  return (
    <section className={c('section')}>
      <h2>{t('settings.security')}</h2>
      {action.error === null ? null : <ErrorNotice error={action.error} />}
      <div className={c('card')}>
        <SettingRow label={t('settings.auto-lock')} hint={t('settings.auto-lock-hint')}>
          {(labelId) => (
            <div className={c('control')}>
              <Select
                labelledBy={labelId}
                value={String(settings.autoLockMinutes)}
                options={withCurrent(LOCK_MINUTES, settings.autoLockMinutes).map((value) => ({
                  value,
                  label: t('settings.minutes', { count: Number(value) }),
                }))}
                onChange={(minutes) => update({ autoLockMinutes: Number(minutes) })}
              />
            </div>
          )}
        </SettingRow>
        <SettingRow label={t('settings.clipboard')} hint={t('settings.clipboard-hint')}>
          {(labelId) => (
            <div className={c('control')}>
              <Select
                labelledBy={labelId}
                value={String(settings.clipboardClearSeconds)}
                options={withCurrent(CLEAR_SECONDS, settings.clipboardClearSeconds).map((value) => ({
                  value,
                  label: t('settings.seconds', { count: Number(value) }),
                }))}
                onChange={(seconds) => update({ clipboardClearSeconds: Number(seconds) })}
              />
            </div>
          )}
        </SettingRow>
        {quickUnlock === 'unavailable' ? null : (
          <SettingRow label={t('settings.quick-unlock')} hint={t('settings.quick-unlock-hint')}>
            {(labelId) => (
              <Switch
                labelledBy={labelId}
                checked={quickUnlock === 'on'}
                onChange={(enabled) => {
                  void action.run(() => call('vault.set-quick-unlock', { enabled }));
                }}
              />
            )}
          </SettingRow>
        )}
        <VaultRow />
      </div>
    </section>
  );
}
