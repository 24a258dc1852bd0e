import { useState, type ReactElement } from 'react';
import type { KeyDetail } from '../../../shared/domain.ts';
import { call } from '../../lib/bridge.ts';
import { useSentence } from '../../lib/error-text.ts';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { showToast } from '../../ui/toast.tsx';

type Doing = 'send-again' | 'give-up' | 'look';

/** What has to be done by a person; for an interrupted operation, the ways out of it. */
export function InterruptedNotice({ detail }: { readonly detail: KeyDetail }): ReactElement | null {
  const t = useText();
  const sentence = useSentence();
  const action = useAction();
  const { openKey, openDialog, closeKey } = useNavigation();
  const [doing, setDoing] = useState<Doing | null>(null);
  if (detail.repair === null) return null;
  const decide = async (decision: 'send-again' | 'give-up'): Promise<void> => {
    setDoing(decision);
    const done = await action.run(() => call('keys.resolve-interrupted', { keyId: detail.id, decision }));
    if (done === null) return;
    showToast(t('interrupted.done'));
    if (done.value.created !== null) openKey(done.value.created.keyId);
  };
  const look = async (): Promise<void> => {
    setDoing('look');
    const done = await action.run(() => call('connections.sync', { connectionId: detail.connectionId }));
    if (done === null) return;
    // A creation that was looked into is a key of its own now, or stands here with its question.
    const still = await call('keys.detail', { keyId: detail.id });
    if (still.ok && still.value.interrupted?.state === 'looking') showToast(t('unfinished.still-looking'));
    else if (!still.ok) closeKey();
  };
  const button = (what: Doing, label: string, run: () => Promise<void>): ReactElement => (
    <Button key={what} size="small" pending={action.pending && doing === what} onClick={() => void run()}>
      {label}
    </Button>
  );
  const { interrupted = null } = detail;
  const lostKeyId = interrupted?.lostKeyId ?? null;
  const actions =
    interrupted === null ? null : interrupted.state === 'ask' ? (
      <>
        {button('send-again', t('interrupted.send-again'), () => decide('send-again'))}
        {button('give-up', t('interrupted.give-up'), () => decide('give-up'))}
      </>
    ) : interrupted.state === 'looking' ? (
      button('look', t('unfinished.look-now'), look)
    ) : lostKeyId === null ? null : lostKeyId !== detail.id ? (
      <Button size="small" onClick={() => openKey(lostKeyId)}>
        {t('unfinished.show-lost')}
      </Button>
    ) : (
      <>
        <Button size="small" onClick={() => openDialog({ kind: 'revoke-key', keyId: detail.id })}>
          {t('detail.revoke')}
        </Button>
        <Button size="small" onClick={() => openDialog({ kind: 'create-key' })}>
          {t('unfinished.create-another')}
        </Button>
      </>
    );
  return (
    <>
      <Notice tone="warn" title={t('detail.repair')} actions={actions ?? undefined}>
        <p>{sentence(detail.repair)}</p>
      </Notice>
      {action.error === null ? null : <ErrorNotice error={action.error} />}
    </>
  );
}
