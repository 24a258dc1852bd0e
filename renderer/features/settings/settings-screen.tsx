import { useRef, useState, type ReactElement } from 'react';
import type { SerializedError } from '../../../shared/errors.ts';
import type { Settings } from '../../../shared/ipc-contract.ts';
import { useAppStore } from '../../lib/app-store.ts';
import { call } from '../../lib/bridge.ts';
import { classes } from '../../ui/classes.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { ProtectionSection } from '../protection/protection-section.tsx';
import { SharingSection } from '../pass-on/sharing-section.tsx';
import { CommandSection } from '../about/command-section.tsx';
import { ServicesSection } from '../providers/services-section.tsx';
import { AboutSection } from './about-section.tsx';
import { AppearanceSection } from './appearance-section.tsx';
import { ConnectionsSection } from './connections-section.tsx';
import { EditorSection } from './editor-section.tsx';
import { LockingSection } from './locking-section.tsx';
import { NotificationsSection } from './notifications-section.tsx';
import { SecuritySection } from './security-section.tsx';
import { SettingsIndex } from './settings-index.tsx';
import { StartSection } from './start-section.tsx';
import { createUpdateQueue } from './update-queue.ts';
import { useAbilities } from './use-abilities.ts';
import shared from '../../ui/screen.module.css';
import styles from '../../ui/settings.module.css';

const c = classes(shared, styles);

export function SettingsScreen(): ReactElement | null {
  const state = useAppStore((store) => store.state);
  const { abilities, reload } = useAbilities();
  const screen = useRef<HTMLDivElement>(null);
  const [error, setError] = useState<SerializedError | null>(null);
  const [queue] = useState(() =>
    createUpdateQueue(
      (changes) => call('settings.update', changes),
      (reply) => {
        setError(reply.ok ? null : reply.error);
        if (!reply.ok) return;
        // Into the state of now: main may have told something newer while the call was under way.
        useAppStore.setState((store) =>
          store.state === null ? store : { state: { ...store.state, settings: reply.value } },
        );
      },
    ),
  );
  // What is drawn before this is known would move once it is.
  if (state === null || abilities === undefined) return null;
  const { settings } = state;
  const update = (changes: Partial<Settings>): void => void queue(changes);
  return (
    <div className={c('beside')}>
      <SettingsIndex screen={screen} />
      <div ref={screen} className={c('screen')}>
        {error === null ? null : <ErrorNotice error={error} />}
        <AppearanceSection settings={settings} update={update} />
        <LockingSection settings={settings} update={update} abilities={abilities} />
        <SecuritySection />
        <ProtectionSection />
        <NotificationsSection settings={settings} update={update} abilities={abilities} />
        <StartSection settings={settings} update={update} abilities={abilities} reload={reload} />
        <EditorSection />
        <ConnectionsSection />
        <ServicesSection />
        <SharingSection />
        <CommandSection />
        <AboutSection state={state} settings={settings} update={update} />
      </div>
    </div>
  );
}
