import { FlaskConical } from 'lucide-react';
import type { ReactElement } from 'react';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { ConnectForm, useConnectFields } from '../connections/connect-form.tsx';
import styles from './first-run.module.css';

const c = classes(styles);

export type Connected = 'sandbox' | 'account' | 'nothing';

export function ConnectStep({ onDone }: { readonly onDone: (connected: Connected) => void }): ReactElement {
  const t = useText();
  const sandbox = useAction();
  const fields = useConnectFields();
  return (
    <section className={c('panel')}>
      <div>
        <h1>{t('first-run.connect-title')}</h1>
        <p className="muted">{t('first-run.connect-text')}</p>
      </div>
      <div className={c('choice')}>
        <FlaskConical aria-hidden />
        <div className={c('choice-body')}>
          <p>{t('first-run.sandbox-text')}</p>
          <Button
            pending={sandbox.pending}
            onClick={() => {
              void sandbox
                .run(() => call('connections.connect-sandbox', undefined))
                .then((done) => {
                  if (done === null) return;
                  // Whoever tries the sandbox has no use for the half of an account that was typed.
                  fields.draft.discard();
                  onDone('sandbox');
                });
            }}
          >
            {t('connect.sandbox')}
          </Button>
        </div>
      </div>
      {sandbox.error === null ? null : <ErrorNotice error={sandbox.error} />}
      <p className={c('divider')}>{t('first-run.or')}</p>
      <ConnectForm
        id="first-run-connect"
        className={c('panel')}
        fields={fields}
        onConnected={() => onDone('account')}
      >
        <div className={c('actions')}>
          <Button
            variant="link"
            onClick={() => {
              fields.draft.discard();
              onDone('nothing');
            }}
          >
            {t('first-run.skip')}
          </Button>
          <Button type="submit" variant="primary" size="large" pending={fields.action.pending}>
            {t('connect.connect')}
          </Button>
        </div>
      </ConnectForm>
    </section>
  );
}
