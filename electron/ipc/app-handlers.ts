import type { IpcHandlers } from '../processes/answer.ts';
import type { IpcServices } from './services.ts';

type Names = 'app.state' | 'app.open-external' | 'app.choose-folder' | 'app.choose-file' | 'settings.update';

export function appHandlers({ app }: IpcServices): Pick<IpcHandlers, Names> {
  return {
    'app.state': () => app.state(),
    'app.open-external': async ({ url }) => {
      await app.openExternal(url);
      return undefined;
    },
    'app.choose-folder': async () => ({ path: await app.chooseFolder() }),
    'app.choose-file': async ({ purpose }) => ({ path: await app.chooseFile(purpose) }),
    'settings.update': (changes) => app.updateSettings(changes),
  };
}
