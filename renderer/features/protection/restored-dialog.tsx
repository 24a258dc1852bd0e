import type { ReactElement, ReactNode } from 'react';
import type { ChannelOutput } from '../../../shared/ipc-contract.ts';
import { useText } from '../../lib/intl.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TimeText } from '../../ui/time-text.tsx';

/** A vault was put in place, from a backup or from one of its own copies. @param children what to know about it */
export function RestoredDialog({
  title,
  result,
  children,
  onClose,
}: {
  readonly title: string;
  readonly result: Pick<ChannelOutput<'vault.restore'>, 'name' | 'madeAt' | 'secrets' | 'replaced'>;
  readonly children: ReactNode;
  readonly onClose: () => void;
}): ReactElement {
  const t = useText();
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <Button variant="primary" onClick={onClose}>
          {t('restore.to-unlock')}
        </Button>
      }
    >
      <Notice tone="ok" title={t('restore.done', { name: result.name })} alert>
        <p>
          {t('restore.done-text', { count: result.secrets })} <TimeText at={result.madeAt} />
        </p>
      </Notice>
      <p>{children}</p>
      {result.replaced === null ? null : (
        <p className="muted wrap">
          {t('restore.replaced')} <code className="selectable">{result.replaced}</code>
        </p>
      )}
    </Dialog>
  );
}
