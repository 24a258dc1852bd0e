import {
  AlarmClock,
  ArrowLeftRight,
  Ban,
  CalendarClock,
  CircleHelp,
  ClipboardCheck,
  Crown,
  FlaskConical,
  History,
  Hourglass,
  MapPin,
  PackageX,
  PlugZap,
  RefreshCw,
  ShieldAlert,
  TimerOff,
  TrendingUp,
  UserPlus,
  UserX,
  Waypoints,
  Wrench,
} from 'lucide-react';
import type { ReactElement } from 'react';
import { useSentence } from '../../lib/error-text.ts';
import { useText, type TextFunction } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { ModeMark } from '../../ui/marks.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { RemedyButton } from '../connections/remedy-button.tsx';
import { mayWaitForChange, type AttentionItem, type AttentionKind } from './attention-types.ts';
import { SPANS, type Span } from './put-off.ts';
import styles from './overview.module.css';

const c = classes(styles);

const ICONS: Readonly<Record<AttentionKind, ReactElement>> = {
  unresolved: <CircleHelp aria-hidden />,
  connection: <PlugZap aria-hidden />,
  leaked: <ShieldAlert aria-hidden />,
  'unknown-leak': <ShieldAlert aria-hidden />,
  repair: <Wrench aria-hidden />,
  'kept-reply': <PackageX aria-hidden />,
  expiring: <CalendarClock aria-hidden />,
  rotation: <RefreshCw aria-hidden />,
  'never-used': <Hourglass aria-hidden />,
  stale: <TimerOff aria-hidden />,
  'rotation-due': <RefreshCw aria-hidden />,
  'made-elsewhere': <UserPlus aria-hidden />,
  elsewhere: <UserX aria-hidden />,
  review: <ClipboardCheck aria-hidden />,
  'over-privileged': <Crown aria-hidden />,
  'old-secret': <History aria-hidden />,
  'new-address': <MapPin aria-hidden />,
  'many-places': <Waypoints aria-hidden />,
  spike: <TrendingUp aria-hidden />,
  refused: <Ban aria-hidden />,
  'wrong-account': <ArrowLeftRight aria-hidden />,
  'wrong-use': <FlaskConical aria-hidden />,
};

function tone(item: AttentionItem): 'danger' | 'warn' | null {
  if (item.urgency < 10) return 'danger';
  return item.urgency < 50 ? 'warn' : null;
}

function explanation(item: AttentionItem, t: TextFunction, sentence: (text: string) => string): string {
  switch (item.kind) {
    case 'connection':
      return sentence(item.connection?.healthMessage ?? t('connection.needs-repair'));
    case 'repair':
    case 'unresolved':
      return sentence(item.key?.repair ?? t('attention.unresolved'));
    case 'elsewhere':
      return item.elsewhere === undefined || item.elsewhere === 'created'
        ? t('attention.made-elsewhere')
        : t(`attention.elsewhere-${item.elsewhere}`);
    case 'review':
      return item.decided === undefined
        ? t('attention.review-due')
        : t('attention.review-open', { decided: item.decided, count: item.count });
    case 'wrong-account':
    case 'wrong-use':
      return t(`attention.${item.kind}-${item.key?.mode ?? 'test'}`, { count: item.count });
    default:
      return t(`attention.${item.kind}`, { count: item.count });
  }
}

/** Its one next step. */
function NextStep({ item }: { readonly item: AttentionItem }): ReactElement | null {
  const t = useText();
  const { openDialog, openKey, go } = useNavigation();
  if (item.kind === 'unknown-leak') {
    return (
      <Button size="small" onClick={() => go('findings')}>
        {t('detail.see-findings')}
      </Button>
    );
  }
  if (item.kind === 'kept-reply') {
    return (
      <Button size="small" onClick={() => openDialog({ kind: 'kept-replies' })}>
        {t('attention.look')}
      </Button>
    );
  }
  if (item.kind === 'review') {
    return (
      <Button size="small" onClick={() => go('review')}>
        {t(item.decided === undefined ? 'attention.review-start' : 'attention.continue')}
      </Button>
    );
  }
  if (item.connection !== null) return <RemedyButton connection={item.connection} />;
  if (item.key === null) return null;
  const { id } = item.key;
  switch (item.kind) {
    case 'leaked':
      return (
        <Button
          size="small"
          variant="primary"
          onClick={() => openDialog({ kind: 'rotate-key', keyId: id, reason: 'compromised' })}
        >
          {t('findings.rotate-now')}
        </Button>
      );
    case 'rotation-due':
    case 'expiring':
      return (
        <Button size="small" onClick={() => openDialog({ kind: 'rotate-key', keyId: id })}>
          {t('detail.rotate')}
        </Button>
      );
    case 'rotation':
      return (
        <Button size="small" onClick={() => openKey(id)}>
          {t('attention.continue')}
        </Button>
      );
    case 'made-elsewhere':
    case 'elsewhere':
      return (
        <Button size="small" onClick={() => openDialog({ kind: 'who-was-it', subjectId: id })}>
          {t('elsewhere.open')}
        </Button>
      );
    default:
      return (
        <Button size="small" onClick={() => openKey(id)}>
          {t('attention.look')}
        </Button>
      );
  }
}

/** What it is about: the key, the connection, or keys that nobody here knows. */
export function itemName(item: AttentionItem, t: TextFunction): string {
  if (item.kind === 'unknown-leak') return t('findings.unknown-key');
  if (item.kind === 'kept-reply') return t('attention.kept-reply-name');
  return item.kind === 'review' ? t('nav.review') : (item.key?.name ?? item.connection?.name ?? '');
}

export function ItemText({ item }: { readonly item: AttentionItem }): ReactElement {
  const t = useText();
  const sentence = useSentence();
  return (
    <div className={c('text')}>
      <p className={c('title')}>
        {item.key === null && item.connection === null ? null : (
          <ModeMark mode={item.key?.mode ?? item.connection?.mode ?? 'test'} />
        )}
        <span className="truncate">{itemName(item, t)}</span>
      </p>
      <p className="muted wrap">
        {explanation(item, t, sentence)}
        {item.from === undefined || item.from.length === 0
          ? null
          : ` ${t('attention.from', { from: item.from.join('; ') })}`}
        {item.dueAt === undefined ? null : (
          <>
            {' '}
            <TimeText at={item.dueAt} />.
          </>
        )}
        {item.kind === 'expiring' && item.key?.expiresAt ? (
          <>
            {' '}
            <TimeText at={item.key.expiresAt} />.
          </>
        ) : null}
      </p>
    </div>
  );
}

export function AttentionRow({
  item,
  onPutOff,
}: {
  readonly item: AttentionItem;
  readonly onPutOff: (item: AttentionItem, span: Span) => void;
}): ReactElement {
  const t = useText();
  const spans = SPANS.filter((span) => span !== 'change' || mayWaitForChange(item));
  return (
    <li className={c('item', tone(item))} data-testid="attention-item">
      {ICONS[item.kind]}
      <ItemText item={item} />
      <NextStep item={item} />
      <Menu
        align="end"
        trigger={
          <IconButton label={t('attention.put-off', { name: itemName(item, t) })}>
            <AlarmClock aria-hidden />
          </IconButton>
        }
      >
        {spans.map((span) => (
          <MenuItem key={span} onSelect={() => onPutOff(item, span)}>
            {t(`attention.put-off-${span}`)}
          </MenuItem>
        ))}
      </Menu>
    </li>
  );
}
