import { Crown, Plus, ShieldCheck } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import type { Connection, Role } from '../../../shared/domain.ts';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Badge, ModeMark } from '../../ui/marks.tsx';
import { EmptyState, ErrorNotice } from '../../ui/notice.tsx';
import { useRoles, type RoleList } from '../connections/roles-store.ts';
import { useConnections } from '../connections/store.ts';
import { useKeys } from '../keys/store.ts';
import { RoleDetail } from './role-detail.tsx';
import { RolesUnread } from './roles-unread.tsx';
import shared from '../../ui/screen.module.css';
import styles from './roles.module.css';

const c = classes(shared, styles);

/** What keys may do: each account's roles beside what one of them opens, and which keys have it. */
export function RolesScreen(): ReactElement {
  const t = useText();
  const openDialog = useNavigation((store) => store.openDialog);
  const connectionId = useNavigation((store) => store.connectionId);
  const all = useConnections((store) => store.items);
  const connections = connectionId === null ? all : all.filter(({ id }) => id === connectionId);
  const listOf = useRoles(connections.map(({ id }) => id));
  const accounts = connections.map((connection) => ({ connection, ...listOf(connection.id) }));
  const [chosenId, setChosenId] = useState<string | null>(null);
  const roles = accounts.flatMap((account) => account.roles ?? []);
  const chosen = roles.find((role) => idOf(role) === chosenId) ?? roles[0];
  if (accounts.length === 0) {
    return (
      <EmptyState
        icon={<ShieldCheck aria-hidden />}
        title={t('roles.no-account')}
        action={
          <Button variant="primary" onClick={() => openDialog({ kind: 'connect' })}>
            {t('connect.title')}
          </Button>
        }
      />
    );
  }
  return (
    <div className={c('beside')}>
      <div className={c('list')}>
        <div className={c('head')}>
          <Button icon={<Plus aria-hidden />} onClick={() => openDialog({ kind: 'create-role' })}>
            {t('role.title')}
          </Button>
        </div>
        {accounts.map((account) => (
          <Account
            key={account.connection.id}
            account={account}
            chosen={chosen === undefined ? null : idOf(chosen)}
            onChoose={setChosenId}
          />
        ))}
      </div>
      <div className={c('screen', 'detail')} role="region" aria-label={t('roles.detail')} tabIndex={0}>
        {chosen === undefined ? null : <RoleDetail key={idOf(chosen)} role={chosen} />}
      </div>
    </div>
  );
}

/** Two accounts may call a role by one id. */
function idOf({ connectionId, id }: Role): string {
  return `${connectionId} ${id}`;
}

function Account({
  account: { connection, roles, error, unread },
  chosen,
  onChoose,
}: {
  readonly account: RoleList & { readonly connection: Connection };
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
}): ReactElement {
  const t = useText();
  const keys = useKeys((store) => store.items);
  const using = (roleId: string): number =>
    keys.filter((key) => key.connectionId === connection.id && key.roleId === roleId).length;
  return (
    <section aria-label={connection.name}>
      <h2 className={c('account')}>
        <span className="truncate" title={connection.name}>
          {connection.name}
        </span>
        <ModeMark mode={connection.mode} />
      </h2>
      {error === null ? null : <ErrorNotice error={error} />}
      {unread === null ? null : <RolesUnread unread={unread} />}
      <ul className={c('roles')}>
        {(roles ?? []).map((role) => (
          <li key={role.id}>
            <button
              type="button"
              className={c('role')}
              aria-pressed={idOf(role) === chosen}
              data-testid="role-row"
              onClick={() => onChoose(idOf(role))}
            >
              <span className="truncate" title={role.name}>
                {role.name}
              </span>
              {role.type === 'admin' ? (
                <Badge tone="warn" icon={<Crown aria-hidden />}>
                  {t('roles.admin')}
                </Badge>
              ) : null}
              <span className={c('count', 'muted', 'small', 'figures')}>
                {t('roles.keys', { count: using(role.id) })}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
