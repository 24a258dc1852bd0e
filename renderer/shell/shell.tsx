import { Lock, Search } from 'lucide-react';
import { lazy, Suspense, useEffect, type ReactElement } from 'react';
import type { NavigationTarget } from '../../shared/ipc/desktop-channels.ts';
import { MINUTE_MS } from '../../shared/times.ts';
import { useConnections } from '../features/connections/store.ts';
import { followScans } from '../features/findings/scan-store.ts';
import { useFindings } from '../features/findings/store.ts';
import { KeysScreen } from '../features/keys/keys-screen.tsx';
import { PROTECTION_KINDS } from '../../shared/matters.ts';
import { useAttentionStore } from '../features/overview/attention-store.ts';
import { useKeys, useRotations } from '../features/keys/store.ts';
import { GuideBar } from '../features/runbook/guide-bar.tsx';
import { useGuides } from '../features/guides/store.ts';
import { loadServices } from '../features/providers/store.ts';
import { Button } from '../ui/button.tsx';
import { classes } from '../ui/classes.ts';
import { ToastProvider } from '../ui/toast.tsx';
import { useAppStore } from '../lib/app-store.ts';
import { call, onEvent } from '../lib/bridge.ts';
import { followChanges } from '../lib/collection.ts';
import { ConnectionBar, DiskBar, RollbackBar, VaultNotes } from './connection-bar.tsx';
import { CopiesBar } from './copies-bar.tsx';
import { DraftsBar } from './drafts-bar.tsx';
import { useText } from '../lib/intl.tsx';
import { useNavigation } from '../lib/navigation-store.ts';
import { openPalette } from './palette-store.ts';
import { useShortcuts } from './shortcuts.ts';
import { Sidebar } from './sidebar.tsx';
import { StatusLine } from './status-line.tsx';
import styles from './shell.module.css';

const c = classes(styles);
const Overview = lazy(() =>
  import('../features/overview/overview-screen.tsx').then((m) => ({ default: m.OverviewScreen })),
);
const Findings = lazy(() =>
  import('../features/findings/findings-screen.tsx').then((m) => ({ default: m.FindingsScreen })),
);
const Review = lazy(() =>
  import('../features/access-review/review-screen.tsx').then((m) => ({ default: m.ReviewScreen })),
);
const Roles = lazy(() =>
  import('../features/roles/roles-screen.tsx').then((m) => ({ default: m.RolesScreen })),
);
const Programs = lazy(() =>
  import('../features/programs/programs-screen.tsx').then((m) => ({ default: m.ProgramsScreen })),
);
const Activity = lazy(() =>
  import('../features/activity/activity-screen.tsx').then((m) => ({ default: m.ActivityScreen })),
);
const Settings = lazy(() =>
  import('../features/settings/settings-screen.tsx').then((m) => ({ default: m.SettingsScreen })),
);
const Help = lazy(() => import('../features/help/help-screen.tsx').then((m) => ({ default: m.HelpScreen })));
const Guide = lazy(() =>
  import('../features/runbook/guide-screen.tsx').then((m) => ({ default: m.GuideScreen })),
);
const Dialogs = lazy(() => import('./dialogs.tsx').then((m) => ({ default: m.Dialogs })));
const Palette = lazy(() => import('./command-palette.tsx').then((m) => ({ default: m.CommandPalette })));

function followTarget({ to, keyId }: NavigationTarget): void {
  const { go, openKey } = useNavigation.getState();
  if (keyId !== null) openKey(keyId);
  else go(to === 'sources' ? 'findings' : to);
}

/** Reads what the vault holds, follows its changes, and goes where main says. */
function useVaultContent(): void {
  useEffect(() => {
    const { load: loadMatters } = useAttentionStore.getState();
    const { load: loadKeys } = useKeys.getState();
    const { load: loadFindings } = useFindings.getState();
    const { load: loadConnections } = useConnections.getState();
    const stops = [
      followChanges({
        connections: [loadConnections, loadServices, loadMatters],
        // A finding says whether its key still works; an account and a service say how many keys they have.
        keys: [loadKeys, loadFindings, loadConnections, loadServices, loadMatters],
        // A key says whether it leaked.
        findings: [loadFindings, loadKeys, loadMatters],
        rotations: [useRotations.getState().load, loadMatters],
        guides: [useGuides.getState().load],
        upkeep: [loadMatters],
        attention: [loadMatters],
        // A backup that is made, a recovery key that is checked: the log alone says so.
        audit: [
          async () => {
            const { items } = useAttentionStore.getState();
            if (items.some(({ kind }) => PROTECTION_KINDS.has(kind))) await loadMatters();
          },
        ],
      }),
      followScans(),
      onEvent('app.navigate', followTarget),
    ];
    // A date comes near although nothing changed.
    const minutely = setInterval(() => void loadMatters(), MINUTE_MS);
    // A click that came while the vault was locked, or before this window was there.
    void call('app.take-target', undefined).then((reply) => {
      if (reply.ok && reply.value.target !== null) followTarget(reply.value.target);
    });
    return () => {
      clearInterval(minutely);
      for (const stop of stops) stop();
    };
  }, []);
}

export function Shell(): ReactElement {
  const t = useText();
  const { route, dialog, paletteOpen, sidebarCollapsed } = useNavigation();
  const platform = useAppStore((store) => store.state?.platform);
  useVaultContent();
  useShortcuts();
  return (
    <ToastProvider>
      <div className={c('shell', sidebarCollapsed && 'collapsed')}>
        <Sidebar />
        <div className={c('main')}>
          <header className={c('top')}>
            <h1 className="truncate">{t(`nav.${route}`)}</h1>
            <button type="button" className={c('palette-button')} onClick={openPalette}>
              <Search aria-hidden />
              <span className="truncate">{t('palette.open')}</span>
              <kbd className={c('key-hint')}>{platform === 'darwin' ? '⌘K' : 'Ctrl K'}</kbd>
            </button>
            <Button icon={<Lock aria-hidden />} onClick={() => void call('vault.lock', undefined)}>
              {t('shell.lock')}
            </Button>
          </header>
          <main className={c('content')}>
            <Suspense fallback={null}>
              {route === 'overview' ? <Overview /> : null}
              {route === 'keys' ? <KeysScreen /> : null}
              {route === 'review' ? <Review /> : null}
              {route === 'roles' ? <Roles /> : null}
              {route === 'findings' ? <Findings /> : null}
              {route === 'programs' ? <Programs /> : null}
              {route === 'activity' ? <Activity /> : null}
              {route === 'settings' ? <Settings /> : null}
              {route === 'guide' ? <Guide /> : null}
              {route === 'help' ? <Help /> : null}
            </Suspense>
          </main>
          {/* Below what is worked on: what comes and goes by itself moves nothing under the pointer. */}
          <div className={c('bars')}>
            <RollbackBar />
            <DiskBar />
            <VaultNotes />
            <CopiesBar />
            <ConnectionBar />
            <DraftsBar />
            <GuideBar />
          </div>
          <StatusLine />
        </div>
      </div>
      <Suspense fallback={null}>
        {dialog === null ? null : <Dialogs request={dialog} />}
        {paletteOpen ? <Palette /> : null}
      </Suspense>
    </ToastProvider>
  );
}
