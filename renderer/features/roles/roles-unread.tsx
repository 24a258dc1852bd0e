import type { ReactElement } from 'react';
import { useErrorText } from '../../lib/error-text.ts';
import { useText } from '../../lib/intl.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import type { RoleList } from '../connections/roles-store.ts';

/** The server does not list them now: why, and from when what is shown is. */
export function RolesUnread({
  unread: { error, readAt },
}: {
  readonly unread: NonNullable<RoleList['unread']>;
}): ReactElement {
  const t = useText();
  const { message, hint } = useErrorText()(error);
  return (
    <Notice tone="warn" title={t('roles.list-unread')} alert>
      <p>
        {message} {hint}
      </p>
      {readAt === null ? null : (
        <p>
          {t('usage.from-before')} <TimeText at={readAt} />.
        </p>
      )}
    </Notice>
  );
}
