/** What the real desktop shows: notifications from the daemon's own history, the whole screen as a picture. */
import { execFileSync } from 'node:child_process';

export interface DesktopNotification {
  readonly summary: string;
  readonly body: string;
  readonly appName: string;
}

interface DunstEntry {
  readonly summary: { readonly data: string };
  readonly body: { readonly data: string };
  readonly appname: { readonly data: string };
}

/** Everything the notification daemon has shown. It lists only what is closed, so what is open is closed first. */
export function notificationHistory(): readonly DesktopNotification[] {
  execFileSync('dunstctl', ['close-all']);
  const history = JSON.parse(execFileSync('dunstctl', ['history'], { encoding: 'utf8' })) as {
    readonly data: readonly (readonly DunstEntry[])[];
  };
  return history.data.flat().map((entry) => ({
    summary: entry.summary.data,
    body: entry.body.data,
    appName: entry.appname.data,
  }));
}

export function clearNotificationHistory(): void {
  execFileSync('dunstctl', ['close-all']);
  execFileSync('dunstctl', ['history-clear']);
}

/** The whole desktop, tray and notifications included. */
export function screenshotDesktop(file: string): void {
  execFileSync('import', ['-window', 'root', file]);
}
