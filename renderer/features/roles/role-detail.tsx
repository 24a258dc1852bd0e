import { useMemo, useState, type ReactElement } from 'react';
import type { KeySummary, Role } from '../../../shared/domain.ts';
import { statusWorks } from '../../../shared/key-status.ts';
import { call } from '../../lib/bridge.ts';
import { useErrorText } from '../../lib/error-text.ts';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { showToast } from '../../ui/toast.tsx';
import { startGuide } from '../guides/store.ts';
import { LastUseCell } from '../keys/last-use.tsx';
import { useKeys } from '../keys/store.ts';
import { OpenedEndpoints } from './opened-endpoints.tsx';
import { heldAndUsed, heldAreas, sentencesOfUse, type HeldAndUsed } from './permission-list.ts';
import { allGroups } from './permission-picker.tsx';
import { usePermissionGroups } from './store.ts';
import shared from '../../ui/screen.module.css';
import styles from './roles.module.css';

const c = classes(shared, styles);

/** What one role opens, and which keys have it. */
export function RoleDetail({ role }: { readonly role: Role }): ReactElement {
  const t = useText();
  const all = useKeys((store) => store.items);
  const keys = useMemo(
    () =>
      all
        .filter((key) => key.connectionId === role.connectionId && key.roleId === role.id)
        .toSorted((left, right) => left.name.localeCompare(right.name)),
    [all, role],
  );
  return (
    <>
      <section className={c('section')}>
        <h2 className={c('title')}>{role.name}</h2>
        <p className="muted">{t(`roles.owned-${role.ownedBy}`)}</p>
      </section>
      <KeysOfRole role={role} keys={keys} />
      <Permissions role={role} />
    </>
  );
}

function Permissions({ role }: { readonly role: Role }): ReactElement {
  const t = useText();
  const { connectionId, permissions, type } = role;
  const { groups } = usePermissionGroups(connectionId);
  const areas = heldAreas(allGroups(groups, permissions ?? [], t('role.other-group')), permissions ?? []);
  return (
    <section className={c('section')} aria-label={t('roles.permissions')}>
      <h3>{t('roles.permissions')}</h3>
      {type === 'admin' ? (
        <p>{t('roles.everything')}</p>
      ) : permissions === null ? (
        <p className="muted">{t('roles.unknown')}</p>
      ) : areas.length === 0 ? (
        <p className="muted">{t('roles.nothing')}</p>
      ) : (
        <>
          {areas.map((area) => (
            <section key={area.code} aria-label={area.name}>
              <h4>{area.name}</h4>
              <dl className={c('areas')}>
                {area.domains.map((domain) => (
                  <div key={domain.code}>
                    <dt>{domain.name}</dt>
                    <dd className="muted">
                      {[...domain.actions.map((action) => t(`role.action-${action}`)), ...domain.others].join(
                        ' · ',
                      )}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
          <OpenedEndpoints chosen={new Set(permissions)} />
        </>
      )}
    </section>
  );
}

type Compared = HeldAndUsed | 'unread';

/** Each key's request log is asked for one after the other, and only when somebody wants to know. */
function KeysOfRole({
  role,
  keys,
}: {
  readonly role: Role;
  readonly keys: readonly KeySummary[];
}): ReactElement {
  const t = useText();
  const [compared, setCompared] = useState<ReadonlyMap<string, Compared>>(new Map());
  const [reading, setReading] = useState(false);
  const readable = keys.filter((key) => key.provider.abilities.logs && statusWorks(key.status));
  const compare = async (): Promise<void> => {
    setReading(true);
    for (const { id } of readable) {
      const reply = await call('usage.of-key', { keyId: id });
      const found: Compared = reply.ok ? heldAndUsed(reply.value, role) : 'unread';
      setCompared((before) => new Map(before).set(id, found));
    }
    setReading(false);
  };
  return (
    <section className={c('section')} aria-label={t('roles.its-keys')}>
      <div className={c('head')}>
        <h3>{t('roles.its-keys')}</h3>
        {readable.length === 0 ? null : (
          <Button size="small" pending={reading} onClick={() => void compare()}>
            {t('roles.compare')}
          </Button>
        )}
      </div>
      {keys.length === 0 ? (
        <p className="muted">{t('roles.no-keys')}</p>
      ) : (
        <table className={c('table', 'keys')}>
          <thead>
            <tr>
              <th scope="col">{t('roles.key')}</th>
              <th scope="col">{t('keys.last-used')}</th>
              <th scope="col">{t('roles.use')}</th>
              <th scope="col">
                <span className="visually-hidden">{t('narrow.start')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {keys.map((entry) => (
              <KeyOfRole key={entry.id} entry={entry} compared={compared.get(entry.id) ?? null} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function KeyOfRole({
  entry,
  compared,
}: {
  readonly entry: KeySummary;
  readonly compared: Compared | null;
}): ReactElement {
  const t = useText();
  const errorText = useErrorText();
  const openKey = useNavigation((store) => store.openKey);
  const works = statusWorks(entry.status);
  const narrow = async (): Promise<void> => {
    const reply = await startGuide('narrow', { keyId: entry.id });
    if (!reply.ok) showToast(errorText(reply.error).message, errorText(reply.error).hint);
  };
  const said = (): string => {
    if (!works) return t(`status.${entry.status}`);
    if (compared === null) return '';
    if (compared === 'unread') return t('roles.unread');
    return sentencesOfUse(compared)
      .map(({ id, values }) => t(id, values))
      .join(' ');
  };
  return (
    <tr data-testid="role-key">
      <td>
        <Button variant="link" onClick={() => openKey(entry.id)}>
          <span className="wrap" style={{ whiteSpace: 'normal' }}>
            {entry.name}
          </span>
        </Button>
      </td>
      <td className="figures">
        <LastUseCell
          at={entry.lastUsedAt}
          logs={entry.provider.abilities.logs}
          aheadMs={entry.clockAheadMs}
        />
      </td>
      <td>{said()}</td>
      <td>
        {works && !entry.isConnectionKey ? (
          <Button
            size="small"
            aria-label={t('roles.narrow-of', { name: entry.name })}
            onClick={() => void narrow()}
          >
            {t('roles.narrow')}
          </Button>
        ) : null}
      </td>
    </tr>
  );
}
