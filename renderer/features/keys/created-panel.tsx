import { Send, ShieldCheck } from 'lucide-react';
import type { ReactElement } from 'react';
import type { CreatedKey } from '../../../shared/ipc-contract.ts';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { SecretView } from './secret-view.tsx';
import styles from './key-dialogs.module.css';

const c = classes(styles);

/** After a create or rotate: the secret is in the vault before this is drawn. */
export function CreatedPanel({ created }: { readonly created: CreatedKey }): ReactElement {
  const t = useText();
  const openDialog = useNavigation((store) => store.openDialog);
  return (
    <>
      <p className={c('stored')} role="status">
        <ShieldCheck aria-hidden />
        {t('secret.only-time')}
      </p>
      <SecretView keyId={created.keyId} redacted={created.redacted} primary />
      <p className="muted small">{t('secret.mcp-hint')}</p>
      <div>
        <Button
          icon={<Send aria-hidden />}
          onClick={() => openDialog({ kind: 'pass-on', subjectId: created.keyId })}
        >
          {t('pass-on.open')}
        </Button>
      </div>
    </>
  );
}
