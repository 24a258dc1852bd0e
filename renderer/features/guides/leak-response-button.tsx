import { ListChecks } from 'lucide-react';
import type { ReactElement } from 'react';
import { useErrorText } from '../../lib/error-text.ts';
import { useText } from '../../lib/intl.tsx';
import { Button } from '../../ui/button.tsx';
import { showToast } from '../../ui/toast.tsx';
import { startGuide } from './store.ts';

export function LeakResponseButton({ keyId }: { readonly keyId: string }): ReactElement {
  const t = useText();
  const errorText = useErrorText();
  const begin = async (): Promise<void> => {
    const reply = await startGuide('leak', { keyId });
    if (!reply.ok) showToast(errorText(reply.error).message, errorText(reply.error).hint);
  };
  return (
    <Button size="small" icon={<ListChecks aria-hidden />} onClick={() => void begin()}>
      {t('leak.start')}
    </Button>
  );
}
