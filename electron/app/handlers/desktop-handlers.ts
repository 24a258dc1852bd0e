import type { IpcHandlers } from '../../wire/answer.ts';
import type { IpcServices } from './services.ts';

type Names =
  | 'app.take-target'
  | 'notices.list'
  | 'notices.snooze'
  | 'desktop.abilities'
  | 'desktop.start-at-login'
  | 'lock.stay-unlocked';

export function desktopHandlers({ desktop }: IpcServices): Pick<IpcHandlers, Names> {
  return {
    'app.take-target': () => ({ target: desktop.takeTarget() }),
    'notices.list': () => ({ due: [...desktop.dueDates()] }),
    'notices.snooze': async ({ ids, until }) => {
      await desktop.snooze(ids, until);
      return undefined;
    },
    'desktop.abilities': () => desktop.abilities(),
    'desktop.start-at-login': async ({ enabled }) => ({ enabled: await desktop.startAtLogin(enabled) }),
    'lock.stay-unlocked': () => {
      desktop.stayUnlocked();
      return undefined;
    },
  };
}
