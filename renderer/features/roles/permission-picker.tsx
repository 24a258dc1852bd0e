import { useMemo, useState, type ReactElement } from 'react';
import { PERMISSION_ACTIONS, builtInPermissionGroups, domainWords } from '../../../shared/permissions.ts';
import type { PermissionGroup } from '../../../shared/ipc/guide-channels.ts';
import { useText } from '../../lib/intl.tsx';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Checkbox, TextField } from '../../ui/field.tsx';
import { UnreadNote } from '../../ui/unread-note.tsx';
import styles from '../guides/guides.module.css';
import { OpenedEndpoints } from './opened-endpoints.tsx';
import { usePermissionGroups } from './store.ts';

const c = classes(styles);

type Domain = PermissionGroup['domains'][number];

const BUILT_IN = builtInPermissionGroups();

/** The server's areas, with whatever they leave out: nothing that is known here, or chosen, may be out of reach. */
export function allGroups(
  groups: readonly PermissionGroup[],
  chosen: Iterable<string>,
  otherName: string,
): readonly PermissionGroup[] {
  const listed = new Set(groups.flatMap(({ domains }) => domains.map(({ code }) => code)));
  const known = BUILT_IN.flatMap(({ domains }) => domains.map(({ code }) => code));
  const wanted = [...known, ...[...chosen].map((permission) => permission.split(':')[0] ?? '')];
  const missing = [...new Set(wanted)].filter((code) => code !== '' && !listed.has(code)).toSorted();
  const domains = missing.map((code): Domain => ({ code, name: domainWords(code), description: null }));
  return domains.length === 0 ? groups : [...groups, { code: 'other', name: otherName, domains }];
}

/** By the group's name, or a domain's name, code or description. */
export function foundIn(groups: readonly PermissionGroup[], search: string): readonly PermissionGroup[] {
  const wanted = search.trim().toLowerCase();
  if (wanted === '') return groups;
  const fits = (text: string | null): boolean =>
    text !== null && (text.toLowerCase().includes(wanted) || text.includes(wanted.replaceAll(' ', '_')));
  return groups.flatMap((group) => {
    const domains = fits(group.name)
      ? group.domains
      : group.domains.filter(
          ({ code, name, description }) =>
            fits(name) || fits(description) || PERMISSION_ACTIONS.some((action) => fits(`${code}:${action}`)),
        );
    return domains.length === 0 ? [] : [{ ...group, domains }];
  });
}

/** What the role may do, by area and domain, and what that opens. */
export function PermissionPicker({
  connectionId,
  chosen,
  error,
  onChange,
}: {
  readonly connectionId: string;
  readonly chosen: ReadonlySet<string>;
  readonly error: string | null;
  readonly onChange: (chosen: ReadonlySet<string>) => void;
}): ReactElement {
  const t = useText();
  const [search, setSearch] = useState('');
  const { groups: listed, unread } = usePermissionGroups(connectionId);
  // A row that was ticked stays when it is unticked: the groups are those of the first sight.
  const [first] = useState(() => chosen);
  const groups = useMemo(
    () => foundIn(allGroups(listed, first, t('role.other-group')), search),
    [listed, first, search, t],
  );
  const toggle = (permissions: readonly string[], on: boolean): void => {
    const next = new Set(chosen);
    for (const permission of permissions) {
      if (on) next.add(permission);
      else next.delete(permission);
    }
    onChange(next);
  };
  return (
    <>
      <TextField
        type="search"
        label={t('role.permissions', { count: chosen.size })}
        placeholder={t('role.search')}
        error={error}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <div
        className={c('picker')}
        role="group"
        aria-label={t('role.permissions', { count: chosen.size })}
        tabIndex={-1}
      >
        {groups.length === 0 ? <p className="muted">{t('palette.none')}</p> : null}
        {groups.map((group) => (
          <PermissionArea key={group.code} group={group} chosen={chosen} onToggle={toggle} />
        ))}
      </div>
      <UnreadNote unread={unread} />
      <OpenedEndpoints chosen={chosen} />
    </>
  );
}

function PermissionArea({
  group,
  chosen,
  onToggle,
}: {
  readonly group: PermissionGroup;
  readonly chosen: ReadonlySet<string>;
  readonly onToggle: (permissions: readonly string[], on: boolean) => void;
}): ReactElement {
  const t = useText();
  const all = group.domains.flatMap(({ code }) => PERMISSION_ACTIONS.map((action) => `${code}:${action}`));
  const count = all.filter((permission) => chosen.has(permission)).length;
  const isWhole = count === all.length;
  return (
    <section aria-label={group.name}>
      <div className={c('area')}>
        <strong className="wrap">{group.name}</strong>
        <span className="muted small">{t('role.group-chosen', { count, all: all.length })}</span>
        <Button size="small" onClick={() => onToggle(all, !isWhole)}>
          {t(isWhole ? 'role.select-none' : 'role.select-all', { name: group.name })}
        </Button>
      </div>
      {group.domains.map(({ code, name, description }) => (
        <div key={code} className={c('domain')} role="group" aria-label={code.replaceAll('_', ' ')}>
          <span className="truncate" title={description ?? code}>
            {name}
          </span>
          {PERMISSION_ACTIONS.map((action) => {
            const permission = `${code}:${action}`;
            return (
              <Checkbox
                key={action}
                label={t(`role.action-${action}`)}
                checked={chosen.has(permission)}
                onChange={(on) => onToggle([permission], on)}
              />
            );
          })}
        </div>
      ))}
    </section>
  );
}
