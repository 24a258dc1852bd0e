import { ShieldCheck } from 'lucide-react';
import { useId, useState, type ReactElement, type ReactNode } from 'react';
import type { Settings } from '../../../shared/ipc-contract.ts';
import { useAppStore } from '../../app/app-store.ts';
import { call } from '../../app/bridge.ts';
import { useText } from '../../app/intl.tsx';
import { useNavigation } from '../../app/navigation-store.ts';
import { useAction } from '../../app/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Switch } from '../../ui/field.tsx';
import { Badge } from '../../ui/marks.tsx';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { ConnectionsSection } from './connections-section.tsx';
import styles from './settings.module.css';

const c = classes(styles);
const LOCK_MINUTES = ['1', '5', '10', '15', '30', '60', '240'] as const;
const CLEAR_SECONDS = ['10', '30', '60', '120', '300'] as const;

function Row({
  label,
  hint,
  children,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly children: (labelId: string) => ReactNode;
}): ReactElement {
  const id = useId();
  return (
    <div className={c('row')}>
      <div className={c('text')}>
        <p id={id}>{label}</p>
        {hint === undefined ? null : <p className="muted small">{hint}</p>}
      </div>
      {children(id)}
    </div>
  );
}

/** The given choices, with the present value among them even if it is none of them. */
function withCurrent(choices: readonly string[], current: number): readonly string[] {
  const text = String(current);
  return choices.includes(text) ? choices : [...choices, text].toSorted((a, b) => Number(a) - Number(b));
}

export function SettingsScreen(): ReactElement | null {
  const t = useText();
  const state = useAppStore((store) => store.state);
  const action = useAction();
  if (state === null) return null;
  const { settings } = state;
  const update = (changes: Partial<Settings>): void => {
    void action
      .run(() => call('settings.update', changes))
      .then((done) => {
        if (done === null) return;
        // Into the state of now: main may have told something newer while the call was under way.
        useAppStore.setState((store) =>
          store.state === null ? store : { state: { ...store.state, settings: done.value } },
        );
      });
  };
  return (
    <div className={c('screen')}>
      {action.error === null ? null : <ErrorNotice error={action.error} />}
      <section className={c('section')}>
        <h2>{t('settings.appearance')}</h2>
        <div className={c('card')}>
          <Row label={t('settings.theme')}>
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
          </Row>
          <Row label={t('settings.language')}>
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
          </Row>
        </div>
      </section>
      <section className={c('section')}>
        <h2>{t('settings.security')}</h2>
        <div className={c('card')}>
          <Row label={t('settings.auto-lock')} hint={t('settings.auto-lock-hint')}>
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
          </Row>
          <Row label={t('settings.clipboard')} hint={t('settings.clipboard-hint')}>
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
          </Row>
          {state.quickUnlock === 'unavailable' ? null : (
            <Row label={t('settings.quick-unlock')} hint={t('settings.quick-unlock-hint')}>
              {(labelId) => (
                <Switch
                  labelledBy={labelId}
                  checked={state.quickUnlock === 'on'}
                  onChange={(enabled) => {
                    void action.run(() => call('vault.set-quick-unlock', { enabled }));
                  }}
                />
              )}
            </Row>
          )}
          <VaultRow />
        </div>
      </section>
      <section className={c('section')}>
        <h2>{t('settings.desktop')}</h2>
        <div className={c('card')}>
          <Row label={t('settings.notifications')} hint={t('settings.notifications-hint')}>
            {(labelId) => (
              <Switch
                labelledBy={labelId}
                checked={settings.notifications}
                onChange={(notifications) => update({ notifications })}
              />
            )}
          </Row>
          {state.hasTray ? (
            <Row label={t('settings.tray')} hint={t('settings.tray-hint')}>
              {(labelId) => (
                <Switch
                  labelledBy={labelId}
                  checked={settings.closeToTray}
                  onChange={(closeToTray) => update({ closeToTray })}
                />
              )}
            </Row>
          ) : null}
        </div>
      </section>
      <ConnectionsSection />
      <section className={c('section')}>
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
        </div>
      </section>
    </div>
  );
}

function VaultRow(): ReactElement {
  const t = useText();
  const openDialog = useNavigation((store) => store.openDialog);
  const verify = useAction();
  const [problems, setProblems] = useState<readonly string[] | null>(null);
  const run = async (): Promise<void> => {
    setProblems(null);
    const done = await verify.run(() => call('vault.verify', undefined));
    if (done !== null) setProblems(done.value.sound ? [] : done.value.problems);
  };
  return (
    <div className={c('row')}>
      <div className={c('text')}>
        <div className={c('buttons')}>
          <Button onClick={() => openDialog({ kind: 'change-password' })}>
            {t('settings.change-password')}
          </Button>
          <Button icon={<ShieldCheck aria-hidden />} pending={verify.pending} onClick={() => void run()}>
            {t('settings.verify')}
          </Button>
        </div>
        {verify.error === null ? null : <ErrorNotice error={verify.error} />}
        {problems === null ? null : problems.length === 0 ? (
          <Notice tone="ok" alert>
            <p>{t('settings.sound')}</p>
          </Notice>
        ) : (
          <Notice tone="danger" title={t('settings.damaged')} alert>
            <ul>
              {problems.map((problem) => (
                <li key={problem}>{problem}</li>
              ))}
            </ul>
          </Notice>
        )}
      </div>
    </div>
  );
}
