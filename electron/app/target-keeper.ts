/** Where a click leads, kept until there is a window that can follow: an unlocked one that has asked for it. */
import type { NavigationTarget } from '../../shared/ipc/desktop-channels.ts';

export interface TargetKeeper {
  /** @returns whether a window listens now, and the target is for its event */
  keep(target: NavigationTarget): boolean;
  /** The window is ready: gives what was kept, once. */
  take(): NavigationTarget | null;
  /** The window goes away; what comes now waits for the next. */
  hold(): void;
}

export function createTargetKeeper(): TargetKeeper {
  let listening = false;
  let kept: NavigationTarget | null = null;
  return {
    keep(target) {
      if (!listening) kept = target;
      return listening;
    },
    take() {
      listening = true;
      const target = kept;
      kept = null;
      return target;
    },
    hold() {
      listening = false;
    },
  };
}
