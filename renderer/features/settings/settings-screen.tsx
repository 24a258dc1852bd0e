import type { ReactElement } from 'react';
import type { Settings } from '../../../shared/ipc-contract.ts';
import { useAppStore } from '../../app/app-store.ts';
import { call } from '../../app/bridge.ts';
import { useAction } from '../../app/use-action.ts';
import { classes } from '../../ui/classes.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { AboutSection } from './about-section.tsx';
import { AppearanceSection } from './appearance-section.tsx';
import { ConnectionsSection } from './connections-section.tsx';
import { DesktopSection } from './desktop-section.tsx';
import { SecuritySection } from './security-section.tsx';
import styles from './settings.module.css';

const c = classes(styles);

export function SettingsScreen(): ReactElement | null {
  const state = useAppStore((store) => store.state);
  const action = useAction();
  if (state === null) return null;
  const { settings } = state;
  const update = (changes: Partial<Settings>): void => {
    void action
      .run(() => call('settings.update', changes))
      .then((done) => {
        if (done === null) return;
        // Into the state of now: main may have told something newer while the call was under way.
        useAppStore.setState((store) =>
          store.state === null ? store : { state: { ...store.state, settings: done.value } },
        );
      });
  };
  return (
    <div className={c('screen')}>
      {action.error === null ? null : <ErrorNotice error={action.error} />}
      <AppearanceSection settings={settings} update={update} />
      <SecuritySection settings={settings} update={update} />
      <DesktopSection settings={settings} update={update} />
      <ConnectionsSection />
      <AboutSection state={state} />
    </div>
  );
}
