import { ChevronDown, KeySquare } from 'lucide-react';
import { useMemo, type ReactElement } from 'react';
import { ACCOUNTS } from '../../../shared/accounts-view.ts';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { Select } from '../../ui/select.tsx';
import { useKeys, useKeyView } from './store.ts';
import styles from '../providers/providers.module.css';

const c = classes(styles);
const ALL = 'all';

/** Beside “New key”, for keys that Augno has nothing to do with. */
export function AddServiceKeyMenu(): ReactElement {
  const t = useText();
  const openDialog = useNavigation((store) => store.openDialog);
  return (
    <Menu
      align="end"
      trigger={
        <Button aria-label={t('providers.more-ways')}>
          <ChevronDown aria-hidden />
        </Button>
      }
    >
      <MenuItem
        icon={<KeySquare aria-hidden />}
        onSelect={() => openDialog({ kind: 'create-key', connectionId: null })}
      >
        {t('providers.add-key-menu')}
      </MenuItem>
    </Menu>
  );
}

/** Shown once there is something to tell apart. */
export function ProviderFilter(): ReactElement | null {
  const t = useText();
  const keys = useKeys((store) => store.items);
  const provider = useKeyView((view) => view.provider);
  const setProvider = useKeyView((view) => view.setProvider);
  const names = useMemo(() => {
    const found = new Map<string, string>();
    for (const key of keys)
      if (!key.provider.abilities.lists) found.set(key.connectionId, key.provider.connectionName);
    return found;
  }, [keys]);
  if (names.size === 0) return null;
  return (
    <div className={c('filter')}>
      <Select
        label={t('providers.filter')}
        value={provider ?? ALL}
        options={[
          { value: ALL, label: t('providers.filter-all') },
          { value: ACCOUNTS, label: 'Augno' },
          ...[...names].map(([value, label]) => ({ value, label })),
        ]}
        onChange={(value) => setProvider(value === ALL ? null : value)}
      />
    </div>
  );
}
