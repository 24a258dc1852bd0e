import { ContextMenu as Base } from '@base-ui/react/context-menu';
import type { MouseEvent, ReactElement, ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './popup.module.css';

const c = classes(styles);

/**
 * The menu of what is under the pointer, or of what the keyboard stands on. Its items are those of `menu.tsx`.
 *
 * @param onAsk hears of the click before the menu is drawn, and says whether there is anything to show for its place
 */
export function ContextMenu({
  children,
  items,
  onAsk,
}: {
  readonly children: ReactElement<Record<string, unknown>>;
  readonly items: ReactNode;
  readonly onAsk: (event: MouseEvent<HTMLElement>) => boolean;
}): ReactElement {
  return (
    <Base.Root>
      <Base.Trigger
        render={children}
        onContextMenu={(event) => {
          if (onAsk(event)) return;
          event.preventDefault();
          event.preventBaseUIHandler();
        }}
      />
      <Base.Portal>
        <Base.Positioner className={c('positioner')}>
          <Base.Popup className={c('popup')}>{items}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** For a place that has one menu wherever it is clicked, but on a selection, which has the menu of texts. */
export function notOnField(): boolean {
  return getSelection()?.isCollapsed !== false;
}
