/** What the real desktop shows: notifications from the daemon's own history, the whole screen as a picture. */
import { execFileSync } from 'node:child_process';

export interface DesktopNotification {
  readonly summary: string;
  readonly body: string;
  readonly appName: string;
}

interface DunstEntry {
  readonly id: { readonly data: number };
  readonly summary: { readonly data: string };
  readonly body: { readonly data: string };
  readonly appname: { readonly data: string };
}

function dunstHistory(): readonly DunstEntry[] {
  // It lists only what is closed, so what is open is closed first.
  execFileSync('dunstctl', ['close-all']);
  const history = JSON.parse(execFileSync('dunstctl', ['history'], { encoding: 'utf8' })) as {
    readonly data: readonly (readonly DunstEntry[])[];
  };
  return history.data.flat();
}

let passedOver: ReadonlySet<number> = new Set();

/** Everything the notification daemon has shown since `forgetNotifications`. */
export function notificationHistory(): readonly DesktopNotification[] {
  return dunstHistory()
    .filter((entry) => !passedOver.has(entry.id.data))
    .map((entry) => ({
      summary: entry.summary.data,
      body: entry.body.data,
      appName: entry.appname.data,
    }));
}

/** Debian's dunst can't clear its history, so what is in it now is passed over from here on. */
export function forgetNotifications(): void {
  passedOver = new Set(dunstHistory().map((entry) => entry.id.data));
}

/** The whole desktop, tray and notifications included. */
export function screenshotDesktop(file: string): void {
  execFileSync('import', ['-window', 'root', file]);
}
