import { useState, type ReactElement } from 'react';
import { PERMISSION_ACTIONS, PERMISSION_DOMAINS } from '../../../shared/permissions.ts';
import { useText } from '../../lib/intl.tsx';
import { classes } from '../../ui/classes.ts';
import { Checkbox, TextField } from '../../ui/field.tsx';
import styles from '../runbook/runbook.module.css';

const c = classes(styles);

/** What the role may do, by domain. Chosen ones come first, so that they are seen without searching. */
export function PermissionPicker({
  chosen,
  error,
  onChange,
}: {
  readonly chosen: ReadonlySet<string>;
  readonly error: string | null;
  readonly onChange: (chosen: ReadonlySet<string>) => void;
}): ReactElement {
  const t = useText();
  const [search, setSearch] = useState('');
  // The order is that of the first sight: a row must not jump away under the pointer when it is ticked.
  const [first] = useState(() => new Set([...chosen].map((permission) => permission.split(':')[0])));
  const wanted = search.trim().toLowerCase().replaceAll(' ', '_');
  const domains = PERMISSION_DOMAINS.filter((domain) => domain.includes(wanted)).toSorted(
    (left, right) => Number(first.has(right)) - Number(first.has(left)) || left.localeCompare(right),
  );
  const toggle = (permission: string, on: boolean): void => {
    const next = new Set(chosen);
    if (on) next.add(permission);
    else next.delete(permission);
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
        {domains.length === 0 ? <p className="muted">{t('palette.none')}</p> : null}
        {domains.map((domain) => (
          <div key={domain} className={c('domain')} role="group" aria-label={domain.replaceAll('_', ' ')}>
            <span className="truncate">{domain.replaceAll('_', ' ')}</span>
            {PERMISSION_ACTIONS.map((action) => {
              const permission = `${domain}:${action}`;
              return (
                <Checkbox
                  key={action}
                  label={t(`role.action-${action}`)}
                  checked={chosen.has(permission)}
                  onChange={(on) => toggle(permission, on)}
                />
              );
            })}
          </div>
        ))}
      </div>
    </>
  );
}
