import type { ReactElement } from 'react';
import type { KeySummary } from '../../../shared/domain.ts';
import { useText } from '../../lib/intl.tsx';
import { MenuItem, MenuSeparator } from '../../ui/menu.tsx';
import { NOT_IN_MENUS, useKeyActions } from './key-actions.tsx';

/** What can be done with a key, as items of a menu: what ends it comes last, and apart. */
export function KeyMenuItems({ entry }: { readonly entry: KeySummary }): ReactElement {
  const t = useText();
  const actions = useKeyActions()(entry).filter(({ id }) => !NOT_IN_MENUS.has(id));
  const first = actions.find(({ danger }) => danger);
  return (
    <>
      {actions.map((action) => (
        <div key={action.id} role="presentation">
          {action === first ? <MenuSeparator /> : null}
          <MenuItem
            icon={action.icon}
            danger={action.danger}
            shortcut={action.shortcut}
            onSelect={action.run}
          >
            {t(`action.${action.id}`)}
          </MenuItem>
        </div>
      ))}
    </>
  );
}
