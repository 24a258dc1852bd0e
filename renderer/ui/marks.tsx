import { CalendarClock, CircleCheck, CircleHelp, CircleOff, CircleX, Clock, ShieldAlert } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import type { KeyMode } from '../../shared/key-format.ts';
import type { KeyStatus } from '../../shared/key-status.ts';
import { useText } from '../lib/intl.tsx';
import { classes } from './classes.ts';
import styles from './marks.module.css';

const c = classes(styles);

export type Tone = 'ok' | 'notice' | 'warn' | 'danger' | 'quiet';

export function ModeMark({ mode }: { readonly mode: KeyMode }): ReactElement {
  const t = useText();
  return (
    <span className={c('mode', mode)} title={t(mode === 'prod' ? 'mode.prod-long' : 'mode.test-long')}>
      {t(mode === 'prod' ? 'mode.prod' : 'mode.test')}
    </span>
  );
}

export function Badge({
  tone,
  icon,
  children,
}: {
  readonly tone: Tone;
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <span className={c('badge', tone)}>
      {icon}
      <span className="truncate">{children}</span>
    </span>
  );
}

export function Tag({ text }: { readonly text: string }): ReactElement {
  return (
    <span className={c('badge', 'quiet', 'tag')} title={text}>
      {text}
    </span>
  );
}

const STATUS_TONE: Readonly<Record<KeyStatus, Tone>> = {
  active: 'ok',
  expiring: 'warn',
  revoking: 'warn',
  expired: 'quiet',
  revoked: 'quiet',
  unresolved: 'danger',
};

const STATUS_ICON: Readonly<Record<KeyStatus, ReactElement>> = {
  active: <CircleCheck aria-hidden />,
  expiring: <Clock aria-hidden />,
  revoking: <CalendarClock aria-hidden />,
  expired: <CircleOff aria-hidden />,
  revoked: <CircleX aria-hidden />,
  unresolved: <CircleHelp aria-hidden />,
};

export function StatusBadge({
  status,
  isLeaked = false,
}: {
  readonly status: KeyStatus;
  /** That it works is no good news then. */
  readonly isLeaked?: boolean;
}): ReactElement {
  const t = useText();
  if (isLeaked && status === 'active') {
    return (
      <Badge tone="danger" icon={<ShieldAlert aria-hidden />}>
        {t('status.still-works')}
      </Badge>
    );
  }
  return (
    <Badge tone={STATUS_TONE[status]} icon={STATUS_ICON[status]}>
      {t(`status.${status}`)}
    </Badge>
  );
}

export function LeakBadge({ count }: { readonly count: number }): ReactElement {
  const t = useText();
  return (
    <span className={c('badge', 'danger', 'fixed')}>
      <ShieldAlert aria-hidden />
      {t('keys.leaked-count', { count })}
    </span>
  );
}
