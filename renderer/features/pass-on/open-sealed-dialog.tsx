import { MailOpen } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import type { OpenedSecret } from '../../../shared/ipc/flow-channels.ts';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { ModeMark } from '../../ui/marks.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import styles from '../keys/flows/flows.module.css';

const c = classes(styles);

export function OpenSealedDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const t = useText();
  const action = useAction();
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const [opened, setOpened] = useState<OpenedSecret | null>(null);
  const submit = async (): Promise<void> => {
    setTried(true);
    if (text.trim() === '') return;
    const reply = await action.run(() => call('sharing.open', { text }));
    if (reply !== null) setOpened(reply.value);
  };
  if (opened !== null) return <Opened opened={opened} onClose={onClose} />;
  return (
    <FormDialog
      wide
      title={t('sealed.title')}
      description={t('sealed.hint')}
      submit={t('sealed.open')}
      submitIcon={<MailOpen aria-hidden />}
      action={action}
      fields={['text']}
      onClose={onClose}
      onSubmit={submit}
    >
      <TextArea
        autoFocus
        rows={8}
        className="mono"
        label={t('sealed.text')}
        value={text}
        error={tried && text.trim() === '' ? t('pass-on.field-missing') : action.fieldError('text')}
        onChange={(event) => setText(event.target.value)}
      />
    </FormDialog>
  );
}

function Opened({
  opened,
  onClose,
}: {
  readonly opened: OpenedSecret;
  readonly onClose: () => void;
}): ReactElement {
  const t = useText();
  const openKey = useNavigation((store) => store.openKey);
  const { sender, keyId } = opened;
  return (
    <Dialog
      title={keyId === null ? t('sealed.not-here-title') : t('sealed.stored-title', { name: opened.name })}
      description={<code>{opened.redacted}</code>}
      mark={<ModeMark mode={opened.mode} />}
      onClose={onClose}
      footer={
        <>
          {keyId === null ? null : (
            <Button
              onClick={() => {
                openKey(keyId);
                onClose();
              }}
            >
              {t('findings.show-key')}
            </Button>
          )}
          <Button variant="primary" onClick={onClose}>
            {t('common.done')}
          </Button>
        </>
      }
    >
      {keyId === null ? (
        <Notice tone="warn">
          <p>{t('sealed.not-here', { name: opened.name, account: opened.account })}</p>
        </Notice>
      ) : (
        <p>{t('sealed.stored', { account: opened.account })}</p>
      )}
      <div>
        <p>
          {sender.name === null ? t('sealed.unknown-sender') : t('sealed.sender', { name: sender.name })}{' '}
          <TimeText at={opened.sealedAt} />
        </p>
        {sender.compared ? null : (
          <>
            <p className="muted">{t('sealed.compare')}</p>
            <p className={c('fingerprint')}>{sender.fingerprint}</p>
          </>
        )}
      </div>
      {opened.note === '' ? null : <p className="wrap selectable">“{opened.note}”</p>}
    </Dialog>
  );
}
