/** What the settings tell about the app itself: what it is made of, its command, its updates. */
import { app, shell } from 'electron';
import type { EventName, EventPayload, Settings } from '../../shared/ipc-contract.ts';
import type { IpcServices } from './handlers/services.ts';
import type { BuildInfo } from './build-info.ts';
import { findCommand } from './command-state.ts';
import type { Logger } from './logger.ts';
import type { Profile } from './settings.ts';
import { chromiumLicencesFile, readThirdParty } from './third-party.ts';
import { createUpdates } from './updates.ts';

type AboutService = IpcServices['about'] & {
  /** After a change of the settings. */
  reconsider(changes: { readonly [Name in keyof Settings]?: Settings[Name] | undefined }): void;
  stop(): void;
};

export function createAboutService(options: {
  readonly build: BuildInfo;
  readonly profile: Profile;
  readonly askAboutFeed: (feed: string) => Promise<boolean>;
  readonly emit: <Name extends EventName>(name: Name, payload: EventPayload<Name>) => void;
  readonly logger: Logger;
  readonly lock: () => Promise<void>;
  readonly allowClosing: () => void;
}): AboutService {
  const updates = createUpdates({
    build: options.build,
    settings: () => options.profile.settings,
    isAgreed: (feed) => options.profile.isAgreed('feed', feed),
    askAboutFeed: async (feed) => {
      const yes = await options.askAboutFeed(feed);
      if (yes) options.profile.agree('feed', feed);
      return yes;
    },
    diagnose: options.logger.warn,
    beforeInstall: async () => {
      await options.lock();
      options.allowClosing();
    },
    onState: (state) => {
      options.emit('updates.changed', state);
    },
  });
  return {
    thirdParty: () => readThirdParty(__dirname, !app.commandLine.hasSwitch('no-sandbox')),
    showChromiumLicences() {
      const file = chromiumLicencesFile();
      if (file !== null) shell.showItemInFolder(file);
    },
    command: () => findCommand({ appVersion: options.build.version }),
    updates,
    reconsider(changes) {
      if (changes.updateFeed !== undefined || changes.updateChecks !== undefined) updates.reconsider();
    },
    stop: updates.stop,
  };
}
