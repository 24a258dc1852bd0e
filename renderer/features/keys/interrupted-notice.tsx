import { useState, type ReactElement } from 'react';
import type { KeyDetail } from '../../../shared/domain.ts';
import { call } from '../../app/bridge.ts';
import { useSentence } from '../../app/error-text.ts';
import { useText } from '../../app/intl.tsx';
import { useNavigation } from '../../app/navigation-store.ts';
import { useAction } from '../../app/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { showToast } from '../../ui/toast.tsx';

/** What has to be done by a person; for an interrupted operation, the two answers. */
export function InterruptedNotice({ detail }: { readonly detail: KeyDetail }): ReactElement | null {
  const t = useText();
  const sentence = useSentence();
  const action = useAction();
  const openKey = useNavigation((store) => store.openKey);
  const [decision, setDecision] = useState<'send-again' | 'give-up' | null>(null);
  if (detail.repair === null) return null;
  const decide = async (chosen: 'send-again' | 'give-up'): Promise<void> => {
    setDecision(chosen);
    const done = await action.run(() =>
      call('keys.resolve-interrupted', { keyId: detail.id, decision: chosen }),
    );
    if (done === null) return;
    showToast(t('interrupted.done'));
    if (done.value.created !== null) openKey(done.value.created.keyId);
  };
  return (
    <>
      <Notice
        tone="warn"
        title={t('detail.repair')}
        actions={
          detail.status !== 'unresolved' ? undefined : (
            <>
              <Button
                size="small"
                pending={action.pending && decision === 'send-again'}
                onClick={() => void decide('send-again')}
              >
                {t('interrupted.send-again')}
              </Button>
              <Button
                size="small"
                pending={action.pending && decision === 'give-up'}
                onClick={() => void decide('give-up')}
              >
                {t('interrupted.give-up')}
              </Button>
            </>
          )
        }
      >
        <p>{sentence(detail.repair)}</p>
      </Notice>
      {action.error === null ? null : <ErrorNotice error={action.error} />}
    </>
  );
}
