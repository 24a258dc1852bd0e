/** Starts the app at login, in the tray: an XDG autostart entry on Linux, the system's own list elsewhere. */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { app } from 'electron';
import { AppError } from '../../shared/errors.ts';
import { writeWholeFile } from '../files/whole-file.ts';
import { de } from './messages/de.ts';
import { en } from './messages/en.ts';
import { say } from '../../shared/messages/say.ts';
import { thisPlatform } from '../platform/this-platform.ts';

/** The argument that keeps the window away until it is asked for. */
export const HIDDEN_OPTION = '--hidden';

export interface LoginStart {
  /** False where only an installed app can be listed. */
  readonly available: boolean;
  /** As it is, whoever turned it on or off. */
  enabled(): boolean;
  /** @throws AppError `vault-unwritable` */
  set(enabled: boolean): void;
}

/** An argument as the Exec key of a desktop entry wants it: quoted for it, then escaped as a string of the file. */
export function quoteExecArgument(argument: string): string {
  const quoted = `"${argument.replaceAll(/["`$\\]/g, '\\$&')}"`.replaceAll('%', '%%');
  return quoted.replaceAll('\\', '\\\\');
}

export function autostartEntry(command: readonly string[]): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Augno Vault',
    `Comment=${en['app.comment']}`,
    `Comment[de]=${de['app.comment']}`,
    `Exec=${command.map(quoteExecArgument).join(' ')}`,
    'Icon=augno-vault',
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

/** What the session reads: an entry that is hidden or turned off by the desktop's own settings does not count. */
export function isActiveEntry(text: string): boolean {
  const off = /^(Hidden\s*=\s*true|X-GNOME-Autostart-enabled\s*=\s*false)\s*$/m;
  return text.startsWith('[Desktop Entry]') && !off.test(text);
}

function autostartFile(): string {
  const configured = process.env['XDG_CONFIG_HOME'];
  const base = configured && path.isAbsolute(configured) ? configured : path.join(homedir(), '.config');
  return path.join(base, 'autostart', 'augno-vault.desktop');
}

/** @param vaultArguments `--vault DIR`, where it is not the usual one */
export function createLoginStart(
  vaultArguments: readonly string[],
  platform: NodeJS.Platform = thisPlatform,
): LoginStart {
  // An AppImage runs from a mount that is gone after it; the file itself is what can be started again.
  const program = process.env['APPIMAGE'] ?? process.execPath;
  const appArguments = app.isPackaged ? [] : [app.getAppPath()];
  const args = [...appArguments, HIDDEN_OPTION, ...vaultArguments];
  if (platform !== 'linux') {
    return {
      available: app.isPackaged,
      enabled: () => app.getLoginItemSettings({ path: program, args }).openAtLogin,
      set(enabled) {
        app.setLoginItemSettings({ openAtLogin: enabled, path: program, args });
      },
    };
  }
  return {
    available: true,
    enabled() {
      try {
        return isActiveEntry(readFileSync(autostartFile(), 'utf8'));
      } catch {
        return false;
      }
    },
    set(enabled) {
      const file = autostartFile();
      try {
        if (!enabled) {
          rmSync(file, { force: true });
          return;
        }
        mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
        writeWholeFile(file, autostartEntry([program, ...args]));
      } catch (thrown) {
        throw new AppError({
          code: 'vault-unwritable',
          message: say('app.the-entry-for-starting-at-login-cant'),
          hint: say('app.nothing-was-changed-check-that-the-folder'),
          cause: thrown,
        });
      }
    },
  };
}
