import type { ReactElement } from 'react';
import type { KeyDetail } from '../../../shared/domain.ts';
import { statusWorks } from '../../../shared/key-status.ts';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useConnections } from '../connections/store.ts';
import { useKeys } from './store.ts';

/** What the key is for, and the two ways to switch it off. Quiet: it is no fault that it exists. */
export function DocumentationKeyNotice({ detail }: { readonly detail: KeyDetail }): ReactElement {
  const t = useText();
  const openDialog = useNavigation((store) => store.openDialog);
  const keys = useKeys((store) => store.items);
  const health = useConnections(
    (store) => store.items.find((item) => item.id === detail.connectionId)?.health ?? 'unknown',
  );
  const all = keys.filter((key) => key.isDocumentationKey && statusWorks(key.status));
  if (!statusWorks(detail.status)) {
    return (
      <Notice tone="notice">
        <p>{t('detail.documentation-key-off')}</p>
      </Notice>
    );
  }
  return (
    <Notice
      tone="notice"
      title={t('detail.documentation-key-title')}
      actions={
        health === 'not-admin' ? undefined : (
          <>
            <Button size="small" onClick={() => openDialog({ kind: 'revoke-key', keyId: detail.id })}>
              {t('detail.documentation-key-here')}
            </Button>
            {all.length < 2 ? null : (
              <Button
                size="small"
                onClick={() =>
                  openDialog({
                    kind: 'bulk',
                    action: 'revoke',
                    keyIds: all.map(({ id }) => id),
                    cause: 'documentation-keys',
                    person: null,
                  })
                }
              >
                {t('detail.documentation-key-all', { count: all.length })}
              </Button>
            )}
          </>
        )
      }
    >
      <p>{t('detail.documentation-key')}</p>
      {health === 'not-admin' ? <p>{t('detail.documentation-key-ask')}</p> : null}
    </Notice>
  );
}
