import { CSPProvider } from '@base-ui/react/csp-provider';
import { lazy, Suspense, useEffect, type ReactElement } from 'react';
import { LockScreen } from '../features/lock/lock-screen.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/notice.tsx';
import { TooltipProvider } from '../ui/tooltip.tsx';
import { useAppStore } from '../lib/app-store.ts';
import { IdleWarning } from './idle-warning.tsx';
import { keepFocus } from '../lib/keep-focus.ts';
import { followTyping } from './palette-store.ts';
import { resolveLanguage, useText, VaultIntlProvider } from '../lib/intl.tsx';

const FirstRun = lazy(() =>
  import('../features/first-run/first-run.tsx').then((module) => ({ default: module.FirstRun })),
);
const RestoreDialog = lazy(() =>
  import('../features/protection/restore-dialog.tsx').then((module) => ({ default: module.RestoreDialog })),
);
const Shell = lazy(() => import('./shell.tsx').then((module) => ({ default: module.Shell })));

function StartProblem(): ReactElement | null {
  const t = useText();
  const error = useAppStore((store) => store.error);
  const load = useAppStore((store) => store.load);
  if (error === null) return null;
  return (
    <main style={{ maxWidth: 480, margin: '20vh auto', padding: 24 }}>
      <ErrorNotice
        error={error}
        actions={<Button onClick={() => void load()}>{t('common.try-again')}</Button>}
      />
    </main>
  );
}

function Screen(): ReactElement | null {
  const state = useAppStore((store) => store.state);
  const onboarding = useAppStore((store) => store.onboarding);
  if (state === null) return <StartProblem />;
  if (onboarding && state.phase !== 'locked') return <FirstRun />;
  switch (state.phase) {
    case 'no-vault':
      return state.vaultProblem === null ? <FirstRun /> : <LockScreen state={state} />;
    case 'locked':
      return <LockScreen state={state} />;
    case 'unlocked':
      return <Shell />;
  }
}

export function AppRoot(): ReactElement {
  const settings = useAppStore((store) => store.state?.settings);
  const restoring = useAppStore((store) => store.restoring);
  useEffect(
    () =>
      followTyping(() => {
        const { state, onboarding, unlocking } = useAppStore.getState();
        return unlocking || (state?.phase === 'unlocked' && !onboarding);
      }),
    [],
  );
  useEffect(keepFocus, []);
  const theme = settings?.theme ?? 'system';
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  return (
    // SECURITY: no element may bring its own style element; the content security policy would refuse it anyway.
    <CSPProvider disableStyleElements>
      <VaultIntlProvider
        // Anew once the setting is known: until then nothing stands that could keep the language it has.
        key={settings === undefined ? 'asked' : 'known'}
        language={resolveLanguage(settings?.language ?? 'system', navigator.language)}
      >
        <TooltipProvider>
          <>
            <Suspense fallback={null}>
              <Screen />
              <IdleWarning />
            </Suspense>
            <Suspense fallback={null}>{restoring ? <RestoreDialog /> : null}</Suspense>
          </>
        </TooltipProvider>
      </VaultIntlProvider>
    </CSPProvider>
  );
}
