import { LoaderCircle } from 'lucide-react';
import type { ComponentPropsWithRef, ReactElement, ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './button.module.css';
import { Tooltip } from './tooltip.tsx';

const c = classes(styles);

export interface ButtonProps extends ComponentPropsWithRef<'button'> {
  readonly variant?: 'default' | 'primary' | 'danger' | 'danger-solid' | 'quiet' | 'link';
  readonly size?: 'small' | 'medium' | 'large';
  readonly wide?: boolean;
  readonly icon?: ReactNode;
  /** Shows that the call is under way and refuses a second press, without losing the focus. */
  readonly pending?: boolean;
}

export function Button({
  variant = 'default',
  size = 'medium',
  wide = false,
  icon,
  pending = false,
  className,
  children,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps): ReactElement {
  return (
    <button
      {...rest}
      type={type}
      aria-busy={pending || undefined}
      aria-disabled={pending || undefined}
      className={c(
        'button',
        variant,
        size,
        wide && 'wide',
        pending && icon === undefined && 'waits',
        className,
      )}
      onClick={(event) => {
        if (pending) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {pending ? <Spinner /> : icon}
      {children}
    </button>
  );
}

export function Spinner(): ReactElement {
  return <LoaderCircle aria-hidden className={c('spinner')} />;
}

export interface IconButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'aria-label'> {
  /** The name for screen readers, and the tooltip. */
  readonly label: string;
}

export function IconButton({ label, className, children, ...rest }: IconButtonProps): ReactElement {
  return (
    <Tooltip text={label}>
      <button type="button" {...rest} aria-label={label} className={c('button', 'icon', className)}>
        {children}
      </button>
    </Tooltip>
  );
}
