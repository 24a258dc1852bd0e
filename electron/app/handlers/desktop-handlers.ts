import type { HandlersOf } from '../../wire/answer.ts';
import type { desktopChannels } from '../../../shared/ipc/desktop-channels.ts';
import type { IpcServices } from './services.ts';

export function desktopHandlers({ desktop }: IpcServices): HandlersOf<typeof desktopChannels, 'main'> {
  return {
    'app.take-target': () => ({ target: desktop.takeTarget() }),
    'notices.list': () => ({ due: [...desktop.dueDates()] }),
    'notices.snooze': async ({ ids, until }) => {
      await desktop.snooze(ids, until);
    },
    'desktop.abilities': () => desktop.abilities(),
    'desktop.start-at-login': async ({ enabled }) => ({ enabled: await desktop.startAtLogin(enabled) }),
    'lock.stay-unlocked': () => {
      desktop.stayUnlocked();
    },
  };
}
