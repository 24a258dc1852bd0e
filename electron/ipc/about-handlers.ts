import type { IpcHandlers } from '../processes/answer.ts';
import type { IpcServices } from './services.ts';
import type { aboutChannels } from '../../shared/ipc/about-channels.ts';

export function aboutHandlers({ about }: IpcServices): Pick<IpcHandlers, keyof typeof aboutChannels> {
  return {
    'about.third-party': about.thirdParty,
    'about.show-chromium-licences': () => {
      about.showChromiumLicences();
      return undefined;
    },
    'about.command': about.command,
    'updates.state': about.updates.state,
    'updates.check': about.updates.check,
    'updates.download': about.updates.download,
    'updates.install': async () => {
      await about.updates.install();
      return undefined;
    },
  };
}
