import {
  Activity,
  ChevronsUpDown,
  CircleHelp,
  ClipboardCheck,
  Cpu,
  Gauge,
  KeyRound,
  Layers,
  PanelLeftClose,
  PanelLeftOpen,
  Plus,
  ScanSearch,
  Settings,
  ShieldCheck,
} from 'lucide-react';
import { standsForKey } from '../../shared/leaks.ts';
import type { ReactElement } from 'react';
import { useConnections } from '../features/connections/store.ts';
import { useFindings } from '../features/findings/store.ts';
import { useReviewDue } from '../features/access-review/use-review-due.ts';
import { useAttention } from '../features/overview/use-attention.ts';
import { BrandMark } from '../ui/brand-mark.tsx';
import { IconButton } from '../ui/button.tsx';
import { classes } from '../ui/classes.ts';
import { ModeMark } from '../ui/marks.tsx';
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '../ui/menu.tsx';
import { useAppStore } from '../lib/app-store.ts';
import { useText } from '../lib/intl.tsx';
import { useNavigation, type Route } from '../lib/navigation-store.ts';
import styles from './shell.module.css';

const c = classes(styles);

const ITEMS: readonly { readonly route: Route; readonly icon: ReactElement }[] = [
  { route: 'overview', icon: <Gauge aria-hidden /> },
  { route: 'keys', icon: <KeyRound aria-hidden /> },
  { route: 'review', icon: <ClipboardCheck aria-hidden /> },
  { route: 'roles', icon: <ShieldCheck aria-hidden /> },
  { route: 'findings', icon: <ScanSearch aria-hidden /> },
  { route: 'programs', icon: <Cpu aria-hidden /> },
  { route: 'activity', icon: <Activity aria-hidden /> },
  { route: 'settings', icon: <Settings aria-hidden /> },
];

const ALL = 'all';

function ConnectionSwitcher({ collapsed }: { readonly collapsed: boolean }): ReactElement {
  const t = useText();
  const connections = useConnections((store) => store.items);
  const { connectionId, chooseConnection, openDialog } = useNavigation();
  const chosen = connections.find((connection) => connection.id === connectionId) ?? null;
  const name = chosen?.name ?? t('switcher.all');
  return (
    <Menu
      trigger={
        <button
          type="button"
          className={c('switcher')}
          aria-label={t('switcher.label', {
            name,
            mode: chosen === null ? '' : t(chosen.mode === 'prod' ? 'mode.prod-long' : 'mode.test-long'),
          })}
        >
          {collapsed && chosen !== null ? null : <Layers aria-hidden />}
          {collapsed ? null : <span className={c('switcher-name', 'truncate')}>{name}</span>}
          {chosen === null ? null : <ModeMark mode={chosen.mode} />}
          {collapsed ? null : <ChevronsUpDown aria-hidden />}
        </button>
      }
    >
      <MenuChoice
        value={connectionId ?? ALL}
        onChange={(id) => chooseConnection(id === ALL ? null : id)}
        options={[
          { value: ALL, label: t('switcher.all'), textLabel: t('switcher.all') },
          ...connections.map((connection) => ({
            value: connection.id,
            textLabel: connection.name,
            label: (
              <span className={c('connection-row')}>
                <span className={c('connection-name', 'truncate')} title={connection.name}>
                  {connection.name}
                </span>
                <ModeMark mode={connection.mode} />
              </span>
            ),
          })),
        ]}
      />
      <MenuSeparator />
      <MenuItem icon={<Plus aria-hidden />} onSelect={() => openDialog({ kind: 'connect' })}>
        {t('connect.title')}
      </MenuItem>
    </Menu>
  );
}

export function Sidebar(): ReactElement {
  const t = useText();
  const { route, go, openHelp, sidebarCollapsed: collapsed, toggleSidebar } = useNavigation();
  const vaultName = useAppStore((store) => store.state?.vaultName ?? t('app.name'));
  const attention = useAttention().groups.length;
  const openFindings = useFindings(
    (store) => store.items.filter((item) => item.state === 'open' && standsForKey(item.finding)).length,
  );
  const counts: Readonly<Partial<Record<Route, number>>> = {
    overview: attention,
    review: useReviewDue() ? 1 : 0,
    findings: openFindings,
  };
  return (
    <nav className={c('sidebar')} aria-label={t('nav.label')}>
      <div className={c('vault-name')} title={vaultName}>
        <BrandMark size={20} />
        {collapsed ? null : <span className="truncate">{vaultName}</span>}
      </div>
      <ConnectionSwitcher collapsed={collapsed} />
      {ITEMS.map(({ route: target, icon }) => {
        const count = counts[target] ?? 0;
        return (
          <button
            key={target}
            type="button"
            className={c('nav-item')}
            aria-current={route === target ? 'page' : undefined}
            title={collapsed ? t(`nav.${target}`) : undefined}
            onClick={() => go(target)}
          >
            {icon}
            <span className={collapsed ? 'visually-hidden' : c('nav-label')}>{t(`nav.${target}`)}</span>
            {count === 0 ? null : (
              <span className={c('attention', 'figures', target === 'findings' && 'attention-danger')}>
                {count}
                <span className="visually-hidden"> {t('nav.attention')}</span>
              </span>
            )}
          </button>
        );
      })}
      <span className={c('spring')} />
      <button
        type="button"
        className={c('nav-item')}
        aria-current={route === 'help' ? 'page' : undefined}
        title={collapsed ? t('nav.help') : undefined}
        onClick={() => openHelp(null)}
      >
        <CircleHelp aria-hidden />
        <span className={collapsed ? 'visually-hidden' : c('nav-label')}>{t('nav.help')}</span>
      </button>
      <IconButton label={t(collapsed ? 'nav.expand' : 'nav.collapse')} onClick={toggleSidebar}>
        {collapsed ? <PanelLeftOpen aria-hidden /> : <PanelLeftClose aria-hidden />}
      </IconButton>
    </nav>
  );
}
