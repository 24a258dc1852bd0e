import type { HandlersOf } from '../../wire/answer.ts';
import type { appChannels } from '../../../shared/ipc/app-channels.ts';
import type { IpcServices } from './services.ts';
import { describeSettingChanges } from './setting-changes.ts';

export function appHandlers({ app, vault }: IpcServices): HandlersOf<typeof appChannels, 'main'> {
  return {
    'app.state': () => app.state(),
    'app.open-external': async ({ url }) => {
      await app.openExternal(url);
    },
    'settings.update': async (changes) => {
      if (!(await app.confirmWeakening(changes))) return app.state().settings;
      const detail = describeSettingChanges(app.state().settings, changes);
      // SECURITY: the entry is written before the change takes effect, as for everything else in the log.
      if (detail !== null) await vault.call('process.note-settings', { detail });
      return app.updateSettings(changes);
    },
  };
}
