/** The shortcut of quick access: off until chosen, given back, and what is said where the system gives none. */
import { expect, it, vi } from 'vitest';
import type { Settings } from '../../../shared/ipc-contract.ts';
import { DEFAULT_SETTINGS } from '../../../electron/app/settings.ts';

vi.mock('electron', () => ({ app: { getLocale: () => 'de-DE' }, globalShortcut: {} }));
const { createQuickAccess } = await import('../../../electron/app/quick-access.ts');

function create(
  options: {
    readonly systemHasShortcuts?: boolean;
    readonly taken?: readonly string[];
    readonly starts?: true;
  } = {},
) {
  let quickAccess: Settings['quickAccess'] = DEFAULT_SETTINGS.quickAccess;
  let isOpen = false;
  let usable = true;
  const held = new Map<string, () => void>();
  const done: string[] = [];
  const handed: unknown[] = [];
  let isAsking = true;
  let endSlow: () => void = () => undefined;
  const slow = new Promise<void>((resolve) => {
    endSlow = resolve;
  });
  const made = createQuickAccess({
    profile: {
      get settings() {
        return { ...DEFAULT_SETTINGS, quickAccess };
      },
    },
    window: {
      get isOpen() {
        return isOpen;
      },
      show: (hand) => {
        isOpen = true;
        hand({} as never);
      },
      close: () => {
        isOpen = false;
      },
    },
    isUsable: () => usable,
    attach: (_port, language) => handed.push(language),
    showApp: () => done.push('app'),
    copySecret: (keyId) => {
      done.push(keyId);
      if (keyId === 'slow') return slow;
      return keyId === 'none' ? Promise.reject(new Error('none')) : Promise.resolve();
    },
    shortcuts: {
      register: (name, press) => {
        if (options.taken?.includes(name) === true) return false;
        held.set(name, press);
        return true;
      },
      unregister: (name) => {
        held.delete(name);
      },
    },
    systemHasShortcuts: options.systemHasShortcuts ?? true,
  });
  if (options.starts !== true) made.begin();
  const methods = made.methodsFor(() => isAsking);
  return {
    ...{ made, held, done, handed, methods },
    choose: (shortcut: Settings['quickAccess']) => {
      quickAccess = shortcut;
      made.followSettings();
    },
    isOpen: () => isOpen,
    endSlow,
    setUsable: (next: boolean) => {
      usable = next;
    },
    endProcess: () => {
      isAsking = false;
    },
  };
}

it('takes no shortcut until one is chosen, and gives the one of before back', () => {
  const { made, held, choose } = create();
  made.followSettings();
  expect([[...held.keys()], made.shortcutState()]).toEqual([[], 'off']);
  choose('CommandOrControl+Alt+K');
  expect([[...held.keys()], made.shortcutState()]).toEqual([['CommandOrControl+Alt+K'], 'works']);
  choose('CommandOrControl+Shift+Space');
  expect([...held.keys()]).toEqual(['CommandOrControl+Shift+Space']);
  choose('off');
  expect([[...held.keys()], made.shortcutState()]).toEqual([[], 'off']);
});

it('says so where another program has it, and takes it once it is asked again', () => {
  const taken = ['CommandOrControl+Alt+K'];
  const { made, choose, held } = create({ taken });
  choose('CommandOrControl+Alt+K');
  expect(made.shortcutState()).toBe('taken');
  taken.pop();
  made.followSettings();
  expect([made.shortcutState(), held.size]).toEqual(['works', 1]);
});

it('says so where the desktop has none, and asks it for nothing', () => {
  const { made, choose, held } = create({ systemHasShortcuts: false });
  choose('CommandOrControl+Alt+K');
  expect([made.shortcutState(), held.size]).toEqual(['unsupported', 0]);
});

it('opens, and closes at the second press', () => {
  const { choose, held, handed, isOpen } = create();
  choose('CommandOrControl+Alt+K');
  held.get('CommandOrControl+Alt+K')!();
  expect([isOpen(), handed]).toEqual([true, ['de']]);
  held.get('CommandOrControl+Alt+K')!();
  expect(isOpen()).toBe(false);
});

it('shows the app where there is no vault to open', () => {
  const { made, done, isOpen, setUsable } = create();
  setUsable(false);
  made.toggle();
  expect([done, isOpen()]).toEqual([['app'], false]);
});

it('goes once it has copied, stays where that failed, and hears no process that is over', async () => {
  const { made, methods, done, isOpen, endProcess } = create();
  made.toggle();
  await expect(methods['main.copy-quick']({ keyId: 'none' })).rejects.toThrow('none');
  expect(isOpen()).toBe(true);
  await methods['main.copy-quick']({ keyId: 'a' });
  expect(isOpen()).toBe(false);
  made.toggle();
  endProcess();
  await methods['main.copy-quick']({ keyId: 'b' });
  await methods['main.close-quick'](undefined);
  expect([done, isOpen()]).toEqual([['none', 'a'], true]);
  made.close();
  expect(isOpen()).toBe(false);
});

it('closes no window that was opened after the one in which a copy was asked for', async () => {
  const { made, methods, isOpen, endSlow } = create();
  made.toggle();
  const copied = methods['main.copy-quick']({ keyId: 'slow' });
  made.toggle();
  made.toggle();
  endSlow();
  await copied;
  expect(isOpen()).toBe(true);
});

it('opens once the app has begun where it was asked for before, as by the start itself, and else not', () => {
  const first = create({ starts: true });
  first.made.toggle();
  expect([first.isOpen(), first.done]).toEqual([false, []]);
  first.made.begin();
  expect([first.isOpen(), first.done]).toEqual([true, []]);
  expect(create().isOpen()).toBe(false);
});
