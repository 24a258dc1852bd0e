import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import { useEffect, useRef, useState, type ReactElement, type ReactNode, type Ref } from 'react';
import type { SerializedError } from '../../shared/errors.ts';
import { call } from '../lib/bridge.ts';
import { useErrorText } from '../lib/error-text.ts';
import { useText } from '../lib/intl.tsx';
import { Button } from './button.tsx';
import { classes } from './classes.ts';
import { copyPlainText } from './copy-plain-text.ts';
import styles from './notice.module.css';

const c = classes(styles);

export type NoticeTone = 'ok' | 'notice' | 'warn' | 'danger';

const ICONS: Readonly<Record<NoticeTone, ReactElement>> = {
  ok: <CircleCheck aria-hidden />,
  notice: <Info aria-hidden />,
  warn: <TriangleAlert aria-hidden />,
  danger: <CircleAlert aria-hidden />,
};

export interface NoticeProps {
  readonly tone: NoticeTone;
  readonly title?: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  /** Read out at once, for what has just happened. */
  readonly alert?: boolean;
  readonly ref?: Ref<HTMLDivElement>;
}

export function Notice({ tone, title, children, actions, alert = false, ref }: NoticeProps): ReactElement {
  return (
    <div
      ref={ref}
      className={c('notice', tone === 'notice' ? 'notice-tone' : tone)}
      role={alert ? 'alert' : undefined}
    >
      {ICONS[tone]}
      <div className={c('body')}>
        {title === undefined ? null : <p className={c('title')}>{title}</p>}
        {children}
        {actions === undefined ? null : <div className={c('actions')}>{actions}</div>}
      </div>
    </div>
  );
}

/** What happened, whether anything changed and what to do; the technical part folds away. */
export function ErrorNotice({
  error,
  actions,
}: {
  readonly error: SerializedError;
  readonly actions?: ReactNode;
}): ReactElement {
  const t = useText();
  const [copied, setCopied] = useState(false);
  const text = useErrorText()(error);
  const notice = useRef<HTMLDivElement>(null);
  // Below a long form it would come out of sight, and nothing would seem to have happened.
  useEffect(() => {
    if (notice.current?.closest('form, [role="dialog"]') === null) return;
    notice.current?.scrollIntoView({ block: 'nearest' });
  }, [error]);
  const technical = [error.code, error.requestLogUrl, error.requestLogText].filter(Boolean).join('\n');
  return (
    <Notice ref={notice} tone="danger" title={text.message} actions={actions} alert>
      <p>{text.hint}</p>
      <details className={c('details')}>
        <summary>{t('error.details')}</summary>
        <code className="wrap">{error.code}</code>{' '}
        {error.requestLogUrl === undefined ? null : (
          <Button
            variant="link"
            onClick={() => void call('app.open-external', { url: error.requestLogUrl ?? '' })}
          >
            {t('error.request-log')}
          </Button>
        )}{' '}
        <Button variant="link" onClick={() => setCopied(copyPlainText(technical))}>
          {copied ? t('common.copied') : t('error.copy-details')}
        </Button>
      </details>
    </Notice>
  );
}

/** Teaches in one sentence and one button. */
export function EmptyState({
  icon,
  title,
  children,
  action,
}: {
  readonly icon: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}): ReactElement {
  return (
    <div className={c('empty')}>
      {icon}
      <h2>{title}</h2>
      {children === undefined ? null : <p>{children}</p>}
      {action}
    </div>
  );
}
