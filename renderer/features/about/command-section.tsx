import { useEffect, useState, type ReactElement } from 'react';
import type { CommandState } from '../../../shared/ipc/about-channels.ts';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { copyPlainText } from '../../ui/copy-plain-text.ts';
import { Notice } from '../../ui/notice.tsx';
import shared from '../../ui/screen.module.css';
import settingsStyles from '../../ui/settings.module.css';
import styles from './about.module.css';

const s = classes(shared, settingsStyles);
const c = classes(styles);

function Found({ state }: { readonly state: CommandState }): ReactElement {
  const t = useText();
  const { found, appVersion } = state;
  if (found === null) return <p className="muted">{t('command.missing')}</p>;
  return (
    <>
      <p className="muted">
        {found.version === null
          ? t('command.found-unknown')
          : t(found.version === appVersion ? 'command.found-same' : 'command.found', {
              version: found.version,
            })}{' '}
        <code className="selectable">{found.path}</code>
      </p>
      {found.onPath ? null : <p className="muted small">{t('command.not-on-path')}</p>}
    </>
  );
}

/** Whether the headless command is here, and how it comes here. Nothing is run to find out. */
export function CommandSection(): ReactElement {
  const t = useText();
  const [state, setState] = useState<CommandState | null>(null);
  const [copied, setCopied] = useState(false);
  const look = (): void => {
    void call('about.command', undefined).then((reply) => {
      if (reply.ok) setState(reply.value);
    });
  };
  useEffect(look, []);
  const isCurrent = state?.found?.version === state?.appVersion;
  const changeable = state?.found?.changeableByOthers ?? null;
  return (
    <section id="settings-command" className={s('section')}>
      <h2>{t('command.title')}</h2>
      <div className={s('card')}>
        <div className={s('row')}>
          <div className={s('text')}>
            <p className={s('name')}>{t('command.name')}</p>
            <p className="muted small">{t('command.hint')}</p>
            {state === null ? null : <Found state={state} />}
            {changeable === null ? null : (
              <Notice tone="warn">
                <p>{t('command.changeable', { place: changeable })}</p>
              </Notice>
            )}
          </div>
          <Button onClick={look}>{t('command.refresh')}</Button>
        </div>
        {state === null || isCurrent ? null : (
          <div className={s('row')}>
            <div className={s('text')}>
              <p>
                {t(
                  (state.found?.version ?? null) === null ? 'command.install-label' : 'command.update-label',
                )}
              </p>
              <code className={c('shell-line', 'selectable')}>{state.installCommand}</code>
            </div>
            <Button onClick={() => setCopied(copyPlainText(state.installCommand))}>
              {t(copied ? 'command.copied' : 'command.copy')}
            </Button>
          </div>
        )}
      </div>
    </section>
  );
}
