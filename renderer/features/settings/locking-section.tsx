import { Check, Minus } from 'lucide-react';
import type { ReactElement } from 'react';
import type { DesktopAbilities } from '../../../shared/ipc/desktop-channels.ts';
import { useAppStore } from '../../lib/app-store.ts';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { classes } from '../../ui/classes.ts';
import { Switch } from '../../ui/field.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import type { MessageId } from '../../lib/messages/en.ts';
import type { SettingsSectionProps } from '../../lib/settings-section-props.ts';
import { SettingRow } from '../../ui/settings-row.tsx';
import { clipboardHints, quickUnlockHints } from './locking-hints.ts';
import shared from '../../ui/screen.module.css';
import styles from '../../ui/settings.module.css';

const c = classes(shared, styles);
const LOCK_MINUTES = ['1', '5', '10', '15', '30', '60', '240'] as const;
const CLEAR_SECONDS = ['10', '30', '60', '120', '300'] as const;

/** The given choices, with the present value among them even if it is none of them. */
function withCurrent(choices: readonly string[], current: number): readonly string[] {
  const text = String(current);
  return choices.includes(text) ? choices : [...choices, text].toSorted((a, b) => Number(a) - Number(b));
}

/** Which of the system's events lock the vault here, honestly. */
function TriggerList({ triggers }: { readonly triggers: DesktopAbilities['lockTriggers'] }): ReactElement {
  const t = useText();
  const platform = useAppStore((store) => store.state?.platform);
  const list = [
    { name: t('locking.sleep'), works: triggers.sleep },
    { name: t('locking.screen'), works: triggers.lockScreen },
    { name: t('locking.user'), works: triggers.userSwitch },
  ];
  return (
    <div className={c('row')}>
      <div className={c('text')}>
        <p>{t('locking.also')}</p>
        <ul className={c('triggers')}>
          {list.map(({ name, works }) => (
            <li key={name}>
              {works ? <Check aria-hidden /> : <Minus aria-hidden />}
              <span>{name}</span>
              <span className="muted small">{t(works ? 'locking.works' : 'locking.not-here')}</span>
            </li>
          ))}
        </ul>
        {list.every(({ works }) => works) ? null : (
          <p className="muted small">
            {t('locking.not-here-hint', { shortcut: platform === 'darwin' ? '⌘L' : 'Ctrl L' })}
          </p>
        )}
      </div>
    </div>
  );
}

export function LockingSection({
  settings,
  update,
  abilities,
}: SettingsSectionProps & { readonly abilities: DesktopAbilities | null }): ReactElement {
  const t = useText();
  const quickUnlock = useAppStore((store) => store.state?.quickUnlock ?? 'unavailable');
  const hasTray = useAppStore((store) => store.state?.hasTray ?? false);
  const action = useAction();
  const idleByWindow = abilities?.lockTriggers.idle === 'window';
  const keychain = abilities?.keychain ?? 'usable';
  const platform = useAppStore((store) => store.state?.platform);
  const inWords = (hints: readonly MessageId[]): string => hints.map((hint) => t(hint)).join(' ');
  return (
    <section id="settings-locking" className={c('section')} aria-label={t('locking.title')}>
      <h2>{t('locking.title')}</h2>
      {action.error === null ? null : <ErrorNotice error={action.error} />}
      <div className={c('card')}>
        <SettingRow
          label={t('locking.after')}
          hint={[t('locking.after-hint'), ...(idleByWindow ? [t('locking.after-window')] : [])].join(' ')}
        >
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
        {hasTray ? (
          <SettingRow label={t('locking.on-close')}>
            {(labelId) => (
              <Switch
                labelledBy={labelId}
                checked={settings.lockOnClose}
                onChange={(lockOnClose) => update({ lockOnClose })}
              />
            )}
          </SettingRow>
        ) : null}
        {abilities === null ? null : <TriggerList triggers={abilities.lockTriggers} />}
        {quickUnlock === 'unavailable' ? (
          <SettingRow
            label={t('settings.quick-unlock')}
            hint={t(keychain === 'refused' ? 'locking.refused' : 'locking.no-keyring')}
          >
            {() => null}
          </SettingRow>
        ) : (
          <SettingRow label={t('settings.quick-unlock')} hint={inWords(quickUnlockHints(platform))}>
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
        <SettingRow label={t('settings.clipboard')} hint={inWords(clipboardHints(platform, abilities))}>
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
        {abilities === null ? null : (
          <SettingRow
            label={t('locking.protection')}
            hint={t(abilities.contentProtection ? 'locking.protection-hint' : 'locking.protection-none')}
          >
            {(labelId) =>
              abilities.contentProtection ? (
                <Switch
                  labelledBy={labelId}
                  checked={settings.contentProtection}
                  onChange={(contentProtection) => update({ contentProtection })}
                />
              ) : null
            }
          </SettingRow>
        )}
      </div>
    </section>
  );
}
