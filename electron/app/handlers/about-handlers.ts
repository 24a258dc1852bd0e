import type { HandlersOf } from '../../wire/answer.ts';
import type { aboutChannels } from '../../../shared/ipc/about-channels.ts';
import type { IpcServices } from './services.ts';
import { describeSettingChanges } from './setting-changes.ts';

export function aboutHandlers({ about, app, vault }: IpcServices): HandlersOf<typeof aboutChannels, 'main'> {
  return {
    'about.third-party': about.thirdParty,
    'about.show-chromium-licences': () => {
      about.showChromiumLicences();
    },
    'about.command': about.command,
    'updates.state': about.updates.state,
    'updates.set-feed': async ({ grant }) => {
      const updateFeed = grant === null ? '' : await vault.call('process.take-feed', { grant });
      const detail = describeSettingChanges(app.state().settings, { updateFeed });
      // SECURITY: the entry comes first, as for every setting.
      if (detail !== null) await vault.call('process.note-settings', { detail });
      app.setUpdateFeed(updateFeed);
    },
    'updates.check': about.updates.check,
    'updates.download': about.updates.download,
    'updates.install': async () => {
      await about.updates.install();
    },
  };
}
