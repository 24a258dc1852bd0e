import { Check, Send, ShieldCheck, Terminal } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import type { KeyTestResult } from '../../../shared/domain.ts';
import type { KeyMode } from '../../../shared/key-format.ts';
import { useAppStore } from '../../lib/app-store.ts';
import { useSentence } from '../../lib/error-text.ts';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { copyPlainText } from '../../ui/copy-plain-text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ModeMark } from '../../ui/marks.tsx';
import { Notice } from '../../ui/notice.tsx';
import { shellQuote } from './snippets.ts';
import { SecretView } from './secret-view.tsx';
import { useKeyView } from './store.ts';
import styles from './key-dialogs.module.css';

const c = classes(styles);

/** A new key whose secret is in the vault. */
export interface StoredKey {
  readonly keyId: string;
  readonly name: string;
  readonly redacted: string;
  /** What the service said of a secret that was pasted; null: it was not asked. Absent: the service's API made the key. */
  readonly test?: KeyTestResult | null;
}

/** After a create or rotate: the secret is in the vault before this is drawn. */
export function StoredDialog({
  stored,
  title,
  description,
  mode,
  done,
  onClose,
}: {
  readonly stored: StoredKey;
  readonly title: string;
  readonly description?: string;
  readonly mode: KeyMode | undefined;
  /** What is done next. */
  readonly done: string;
  readonly onClose: () => void;
}): ReactElement {
  const openKey = useNavigation((store) => store.openKey);
  const finish = (): void => {
    useKeyView.getState().setTab('active');
    openKey(stored.keyId);
    onClose();
  };
  const { test } = stored;
  return (
    <Dialog
      title={title}
      description={description}
      mark={mode === undefined ? undefined : <ModeMark mode={mode} />}
      onClose={finish}
      footer={
        <Button variant={test === undefined ? 'default' : 'primary'} onClick={finish}>
          {done}
        </Button>
      }
    >
      {test === undefined ? <Issued stored={stored} /> : <Given redacted={stored.redacted} test={test} />}
    </Dialog>
  );
}

function Issued({ stored }: { readonly stored: StoredKey }): ReactElement {
  const t = useText();
  const openDialog = useNavigation((store) => store.openDialog);
  // Elsewhere the system does not say which program asks, and none is answered.
  const canBroker = useAppStore((store) => store.state?.platform === 'linux');
  return (
    <>
      <p className={c('stored')} role="status">
        <ShieldCheck aria-hidden />
        {t('secret.only-time')}
      </p>
      {canBroker ? <BrokerOffer keyId={stored.keyId} /> : null}
      <SecretView keyId={stored.keyId} redacted={stored.redacted} primary={!canBroker} />
      <p className="muted small">{t('secret.mcp-hint')}</p>
      <div>
        <Button
          icon={<Send aria-hidden />}
          onClick={() => openDialog({ kind: 'pass-on', subjectId: stored.keyId })}
        >
          {t('pass-on.open')}
        </Button>
      </div>
    </>
  );
}

/** For a program: the key used and not had comes first, the plain secret second. */
function BrokerOffer({ keyId }: { readonly keyId: string }): ReactElement {
  const t = useText();
  const [copied, setCopied] = useState(false);
  const command = `augno-vault agent run --key ${shellQuote(keyId)} -- COMMAND`;
  return (
    <>
      <div className={c('offer')}>
        <p>
          <strong>{t('secret.broker-title')}</strong>
        </p>
        <p>{t('secret.broker-text')}</p>
        <div className={c('offer-command')}>
          <code className="wrap">{command}</code>
          <Button
            variant="primary"
            icon={copied ? <Check aria-hidden /> : <Terminal aria-hidden />}
            onClick={() => setCopied(copyPlainText(command))}
          >
            {t(copied ? 'common.copied' : 'secret.broker-copy')}
          </Button>
        </div>
      </div>
      <p>
        <strong>{t('secret.plain-title')}</strong>
      </p>
    </>
  );
}

/** That it is safe, and what the service said to it. */
function Given({
  redacted,
  test,
}: {
  readonly redacted: string;
  readonly test: KeyTestResult | null;
}): ReactElement {
  const t = useText();
  const sentence = useSentence();
  return (
    <>
      <p className={c('stored')} role="status">
        <ShieldCheck aria-hidden />
        <span>
          {t('providers.stored')} <code>{redacted}</code>
        </span>
      </p>
      {test === null ? (
        <p className="muted">{t('providers.not-tested')}</p>
      ) : (
        <Notice tone={test.outcome === 'accepted' ? 'ok' : 'warn'} alert>
          <p>{sentence(test.message)}</p>
        </Notice>
      )}
    </>
  );
}
