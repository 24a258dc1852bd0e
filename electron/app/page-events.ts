/** What main tells the page, and where it leads a person in it. */
import type { EventName, EventPayload } from '../../shared/ipc-contract.ts';
import { sendEvent } from '../wire/wrapper.ts';
import type { TargetKeeper } from './target-keeper.ts';
import type { MainWindow } from './window.ts';

export interface PageEvents {
  readonly emit: <Name extends EventName>(name: Name, payload: EventPayload<Name>) => void;
  /** Null: to the window as it is. */
  readonly navigate: (target: EventPayload<'app.navigate'> | null) => void;
}

export function createPageEvents(
  mainWindow: Pick<MainWindow, 'current' | 'show'>,
  targets: Pick<TargetKeeper, 'keep'>,
): PageEvents {
  const emit: PageEvents['emit'] = (name, payload) => {
    const window = mainWindow.current();
    if (window !== null) sendEvent(window.webContents, name, payload);
  };
  return {
    emit,
    navigate(target) {
      mainWindow.show();
      if (target === null) return;
      // A link goes nowhere while the vault is locked; it is followed after unlocking.
      if (targets.keep(target)) emit('app.navigate', target);
    },
  };
}
