import {
  AlarmClock,
  ArrowLeftRight,
  Archive,
  Ban,
  CalendarClock,
  CircleHelp,
  ClipboardCheck,
  Crown,
  FlaskConical,
  History,
  Hourglass,
  KeyRound,
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
import { assertNever } from '../../../shared/errors.ts';
import {
  mayWaitForChange,
  PROTECTION_KINDS,
  PUT_OFF_SPANS,
  type MatterKind,
  type PutOffSpan,
} from '../../../shared/matters.ts';
import { useSentence } from '../../lib/error-text.ts';
import { useText, type TextFunction } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { useAction } from '../../lib/use-action.ts';
import { call } from '../../lib/bridge.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { ModeMark } from '../../ui/marks.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { showToast } from '../../ui/toast.tsx';
import { RemedyButton } from '../connections/remedy-button.tsx';
import type { ShownMatter } from './use-attention.ts';
import styles from './overview.module.css';
import type { Said } from '../../../shared/messages/say.ts';

const c = classes(styles);

export const ICONS: Readonly<Record<MatterKind, ReactElement>> = {
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
  'never-backed-up': <Archive aria-hidden />,
  'backup-old': <Archive aria-hidden />,
  'recovery-unconfirmed': <KeyRound aria-hidden />,
};

export const TONES = { urgent: 'danger', soon: 'warn', note: null } as const;

/** And not one that was there and is another now. */
function isMade({ kind, elsewhere }: ShownMatter): boolean {
  return kind === 'made-elsewhere' || elsewhere === 'created';
}

function explanation(item: ShownMatter, t: TextFunction, sentence: (said: Said | string) => string): string {
  switch (item.kind) {
    case 'connection':
      return sentence(item.connection?.healthMessage ?? t('connection.needs-repair'));
    case 'repair':
    case 'unresolved':
      return sentence(item.key?.repair ?? t('attention.unresolved'));
    case 'elsewhere':
      return item.elsewhere === null || item.elsewhere === 'created'
        ? t('attention.made-elsewhere')
        : t(`attention.elsewhere-${item.elsewhere}`);
    case 'review':
      return item.decided === null
        ? t('attention.review-due')
        : t('attention.review-open', { decided: item.decided, count: item.count });
    case 'wrong-account':
    case 'wrong-use':
      return t(`attention.${item.kind}-${item.key?.mode ?? 'test'}`, { count: item.count });
    default:
      return t(`attention.${item.kind}`, { count: item.count });
  }
}

/** Asked for in main's own window; what was typed there never comes here. */
function ConfirmRecoveryKey(): ReactElement {
  const t = useText();
  const action = useAction();
  const confirm = async (): Promise<void> => {
    if ((await action.run(() => call('vault.confirm-recovery-key', undefined))) !== null)
      showToast(t('recovery.confirmed'));
  };
  return (
    <Button size="small" pending={action.pending} onClick={() => void confirm()}>
      {t('attention.check-recovery-key')}
    </Button>
  );
}

/** Its one next step. */
function NextStep({ item }: { readonly item: ShownMatter }): ReactElement | null {
  const t = useText();
  const { openDialog, openKey, go } = useNavigation();
  const { step, keyId, connection } = item;
  const button = (label: string, act: () => void, primary = false): ReactElement => (
    <Button size="small" {...(primary ? { variant: 'primary' as const } : {})} onClick={act}>
      {label}
    </Button>
  );
  switch (step) {
    case 'see-findings':
      return button(t('detail.see-findings'), () => go('findings'));
    case 'see-kept-replies':
      return button(t('attention.look'), () => openDialog({ kind: 'kept-replies' }));
    case 'review':
      return button(t(item.decided === null ? 'attention.review-start' : 'attention.continue'), () =>
        go('review'),
      );
    case 'back-up':
      return button(t('protection.backup-action'), () => openDialog({ kind: 'backup' }));
    case 'confirm-recovery-key':
      return <ConfirmRecoveryKey />;
    case 'repair-connection':
      return connection === null ? null : <RemedyButton connection={connection} />;
    default:
      break;
  }
  if (keyId === null) return null;
  switch (step) {
    case 'rotate-leaked':
      return button(
        t('findings.rotate-now'),
        () => openDialog({ kind: 'rotate-key', keyId, reason: 'compromised' }),
        true,
      );
    case 'rotate':
      return button(t('detail.rotate'), () => openDialog({ kind: 'rotate-key', keyId }));
    case 'continue-rotation':
      return button(t('attention.continue'), () => openKey(keyId));
    case 'who-was-it':
      return button(t(isMade(item) ? 'elsewhere.open-made' : 'elsewhere.open'), () =>
        openDialog({ kind: 'who-was-it', subjectId: keyId }),
      );
    case 'look-at-key':
      return button(t('attention.look'), () => openKey(keyId));
    default:
      return assertNever(step);
  }
}

/** What it is about: the key, the connection, or keys that nobody here knows. */
export function itemName(item: ShownMatter, t: TextFunction): string {
  if (item.kind === 'unknown-leak') return t('findings.unknown-key');
  if (item.kind === 'kept-reply') return t('attention.kept-reply-name');
  if (item.kind === 'recovery-unconfirmed') return t('protection.recovery');
  if (PROTECTION_KINDS.has(item.kind)) return t('protection.backup');
  return item.kind === 'review' ? t('nav.review') : item.name;
}

export function ItemText({ item }: { readonly item: ShownMatter }): ReactElement {
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
        {item.from.length === 0 ? null : ` ${t('attention.from', { from: item.from.join('; ') })}`}
        {item.dueAt === null ? null : (
          <>
            {' '}
            <TimeText at={item.dueAt} />.
          </>
        )}
        {item.kind === 'expiring' && item.key?.expiresAt ? (
          <>
            {' '}
            <TimeText at={item.key.expiresAt} aheadMs={item.key.clockAheadMs} />.
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
  readonly item: ShownMatter;
  readonly onPutOff: (item: ShownMatter, span: PutOffSpan) => void;
}): ReactElement {
  const t = useText();
  const spans = PUT_OFF_SPANS.filter((span) => span !== 'change' || mayWaitForChange(item));
  return (
    <li className={c('item', TONES[item.severity])} data-testid="attention-item">
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
