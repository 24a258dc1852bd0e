import { Tooltip as Base } from '@base-ui/react/tooltip';
import type { ReactElement } from 'react';
import { classes } from './classes.ts';
import styles from './popup.module.css';

const c = classes(styles);

/** Text beside its child on hover and focus. Never the only place where something is said. */
export function Tooltip({
  text,
  children,
}: {
  readonly text: string;
  readonly children: ReactElement<Record<string, unknown>>;
}): ReactElement {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner sideOffset={6} className={c('positioner')}>
          <Base.Popup className={c('tooltip')}>{text}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

export function TooltipProvider({ children }: { readonly children: ReactElement }): ReactElement {
  return <Base.Provider delay={500}>{children}</Base.Provider>;
}
