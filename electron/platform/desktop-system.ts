/** What of a window's surroundings follows from the system alone. */
import { thisPlatform } from './this-platform.ts';

export interface DesktopSystem {
  readonly isLinux: boolean;
  readonly isWayland: boolean;
  /** Whether the system keeps a window out of screen captures when asked. No Linux desktop does. */
  readonly canProtectContent: boolean;
  /** Windows that lie over a program without taking its place. */
  readonly hasPanels: boolean;
}

export function desktopSystemOf(
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
): DesktopSystem {
  const isLinux = platform === 'linux';
  return {
    isLinux,
    isWayland: isLinux && environment['XDG_SESSION_TYPE'] === 'wayland',
    canProtectContent: platform === 'darwin' || platform === 'win32',
    hasPanels: platform === 'darwin',
  };
}

export const { isLinux, isWayland, canProtectContent, hasPanels } = desktopSystemOf(
  thisPlatform,
  process.env,
);
