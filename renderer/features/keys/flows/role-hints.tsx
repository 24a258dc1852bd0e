import { ShieldPlus } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Role } from '../../../../shared/domain.ts';
import type { KeyMode } from '../../../../shared/key-format.ts';
import { useText } from '../../../lib/intl.tsx';
import { useNavigation } from '../../../lib/navigation-store.ts';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { groupPermissions } from '../permissions.ts';

const SHOWN = 6;

/** What a key with this role may read, and what it may change: the second is what matters when it leaks. */
export function RoleSummary({ role }: { readonly role: Role }): ReactElement {
  const t = useText();
  if (role.type === 'admin') return <>{t('role-hint.everything')}</>;
  if (role.permissions === null) return <>{t('create.role-unknown')}</>;
  if (role.permissions.length === 0) return <>{t('create.role-nothing')}</>;
  const groups = groupPermissions(role.permissions);
  const list = (domains: readonly string[]): string =>
    domains.length === 0
      ? t('role-hint.nothing')
      : `${domains.slice(0, SHOWN).join(', ')}${domains.length > SHOWN ? t('role-hint.more', { count: domains.length - SHOWN }) : ''}`;
  const changes = groups.filter(({ actions }) => actions.some((action) => action !== 'read'));
  const reads = groups.filter(({ actions }) => actions.includes('read'));
  return (
    <>
      <span>{t('role-hint.changes', { what: list(changes.map(({ domain }) => domain)) })}</span>
      <br />
      <span>{t('role-hint.reads', { what: list(reads.map(({ domain }) => domain)) })}</span>
    </>
  );
}

/** Where the role is wider than a key should have it, or the key would live for ever. */
export function RoleWarnings({
  isAdmin,
  mode,
  neverExpires,
}: {
  readonly isAdmin: boolean;
  readonly mode: KeyMode | null;
  readonly neverExpires: boolean;
}): ReactElement {
  const t = useText();
  const openDialog = useNavigation((store) => store.openDialog);
  return (
    <>
      {isAdmin ? (
        <Notice
          tone="warn"
          actions={
            <Button
              size="small"
              icon={<ShieldPlus aria-hidden />}
              onClick={() => openDialog({ kind: 'create-role' })}
            >
              {t('role-hint.narrower')}
            </Button>
          }
        >
          <p>{t(mode === 'prod' ? 'create.admin-production' : 'create.admin-test')}</p>
        </Notice>
      ) : null}
      {neverExpires && mode === 'prod' ? (
        <Notice tone="notice">
          <p>{t('role-hint.never')}</p>
        </Notice>
      ) : null}
    </>
  );
}
