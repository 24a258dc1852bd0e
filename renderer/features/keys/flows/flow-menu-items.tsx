import { FlaskConical, ListChecks, Send, ShieldMinus } from 'lucide-react';
import type { ReactElement } from 'react';
import type { KeyDetail } from '../../../../shared/domain.ts';
import { statusWorks } from '../../../../shared/key-status.ts';
import { useErrorText } from '../../../lib/error-text.ts';
import { useText } from '../../../lib/intl.tsx';
import { useNavigation } from '../../../lib/navigation-store.ts';
import { MenuItem, MenuSeparator } from '../../../ui/menu.tsx';
import { showToast } from '../../../ui/toast.tsx';
import { startGuide } from '../../guides/store.ts';

/** Where a key can be led from its detail: to a program or person, through a leak, to a narrower role. */
export function FlowMenuItems({ detail }: { readonly detail: KeyDetail }): ReactElement {
  const t = useText();
  const errorText = useErrorText();
  const openDialog = useNavigation((store) => store.openDialog);
  const works = statusWorks(detail.status);
  const begin = async (kind: 'leak' | 'narrow'): Promise<void> => {
    const reply = await startGuide(kind, { keyId: detail.id });
    if (!reply.ok) showToast(errorText(reply.error).message, errorText(reply.error).hint);
  };
  return (
    <>
      <MenuItem
        icon={<Send aria-hidden />}
        disabled={!detail.secretHeld || !works}
        onSelect={() => openDialog({ kind: 'pass-on', subjectId: detail.id })}
      >
        {t('pass-on.open')}
      </MenuItem>
      <MenuItem icon={<ShieldMinus aria-hidden />} disabled={!works} onSelect={() => void begin('narrow')}>
        {t('narrow.start')}
      </MenuItem>
      <MenuItem icon={<ListChecks aria-hidden />} onSelect={() => void begin('leak')}>
        {t('leak.start')}
      </MenuItem>
      <MenuItem
        icon={<FlaskConical aria-hidden />}
        disabled={!detail.secretHeld}
        onSelect={() => openDialog({ kind: 'test-account', subjectId: detail.id })}
      >
        {t('test-account.open')}
      </MenuItem>
      <MenuSeparator />
    </>
  );
}
