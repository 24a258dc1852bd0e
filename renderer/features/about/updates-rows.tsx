import { useEffect, useState, type ReactElement } from 'react';
import { assertNever } from '../../../shared/errors.ts';
import type { UpdateState } from '../../../shared/ipc/about-channels.ts';
import { call, onEvent } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Switch } from '../../ui/field.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import type { SettingsSectionProps } from '../../lib/settings-section-props.ts';
import { SettingRow } from '../../ui/settings-row.tsx';
import styles from '../../ui/settings.module.css';
import { FeedDialog } from './feed-dialog.tsx';

const c = classes(styles);

function useStateText(): (state: UpdateState) => string {
  const t = useText();
  return (state) => {
    switch (state.kind) {
      case 'unsupported':
        return t(state.reason === 'no-key' ? 'about.updates-no-key' : 'about.updates-not-installed');
      case 'off':
        return t('about.updates-off');
      case 'idle':
      case 'failed':
        return t('about.updates-idle');
      case 'checking':
        return t('about.updates-checking');
      case 'current':
        return t('about.updates-current');
      case 'available':
        return t('about.updates-available', { version: state.version });
      case 'downloading':
        return t('about.updates-downloading', { version: state.version, percent: Math.floor(state.percent) });
      case 'ready':
        return t('about.updates-ready', { version: state.version });
      default:
        return assertNever(state);
    }
  };
}

/** The one next step, if there is one. */
function NextStep({ state }: { readonly state: UpdateState }): ReactElement | null {
  const t = useText();
  const action = useAction();
  switch (state.kind) {
    case 'unsupported':
    case 'off':
      return null;
    case 'available':
      return (
        <Button
          variant="primary"
          pending={action.pending}
          onClick={() => void action.run(() => call('updates.download', undefined))}
        >
          {t('about.updates-download')}
        </Button>
      );
    case 'ready':
      return (
        <Button variant="primary" onClick={() => void action.run(() => call('updates.install', undefined))}>
          {t('about.updates-install')}
        </Button>
      );
    case 'idle':
    case 'checking':
    case 'current':
    case 'downloading':
    case 'failed':
      return (
        <Button
          pending={action.pending || state.kind === 'checking' || state.kind === 'downloading'}
          onClick={() => void action.run(() => call('updates.check', undefined))}
        >
          {t('about.updates-check')}
        </Button>
      );
    default:
      return assertNever(state);
  }
}

export function UpdatesRows({ settings, update }: SettingsSectionProps): ReactElement | null {
  const t = useText();
  const textOf = useStateText();
  const [state, setState] = useState<UpdateState | null>(null);
  const [changing, setChanging] = useState(false);
  useEffect(() => {
    void call('updates.state', undefined).then((reply) => {
      if (reply.ok) setState(reply.value);
    });
    return onEvent('updates.changed', setState);
  }, []);
  if (state === null) return null;
  return (
    <>
      <div className={c('row')}>
        <div className={c('text')}>
          <p>{t('about.updates')}</p>
          {state.kind === 'failed' ? (
            <ErrorNotice error={state.error} />
          ) : (
            // Each hundredth that is downloaded is not said.
            <p className="muted small" role={state.kind === 'downloading' ? undefined : 'status'}>
              {textOf(state)}
            </p>
          )}
        </div>
        <NextStep state={state} />
      </div>
      {state.kind === 'unsupported' ? null : (
        <>
          <SettingRow label={t('about.updates-automatic')} hint={t('about.updates-automatic-hint')}>
            {(labelId) => (
              <Switch
                labelledBy={labelId}
                checked={settings.updateChecks}
                onChange={(updateChecks) => update({ updateChecks })}
              />
            )}
          </SettingRow>
          <div className={c('row')}>
            <div className={c('text')}>
              <p>{t('about.feed')}</p>
              <p className="muted small">
                {settings.updateFeed === '' ? (
                  t(state.kind === 'off' ? 'about.feed-none' : 'about.feed-default')
                ) : (
                  <code className="selectable">{settings.updateFeed}</code>
                )}
              </p>
            </div>
            <Button onClick={() => setChanging(true)}>{t('about.feed-change')}</Button>
          </div>
        </>
      )}
      {changing ? <FeedDialog address={settings.updateFeed} onClose={() => setChanging(false)} /> : null}
    </>
  );
}
