/**
 * Settings that must be readable while the vault is locked (theme, auto-lock, …), and when it was last open. Plain JSON in
 * the app's profile: nothing in here says what the vault holds.
 */
import { accessSync, constants, mkdirSync, mkdtempSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { editorProblem, type EditorCommand } from '../../shared/editor-command.ts';
import { editorCommandSchema } from '../../shared/ipc/editor-channels.ts';
import { settingsSchema, type Settings } from '../../shared/ipc/settings-schema.ts';
import { NOTICE_DAYS } from '../../shared/notice-choices.ts';
import { readSmallFile } from '../files/foreign-file.ts';
import { writeWholeFile } from '../files/whole-file.ts';

/** Far more than all settings are. */
const MOST_BYTES = 1024 * 1024;

/** In pixels; X11's coordinates have 15 bits. */
const LARGEST_SIDE = 32_767;

export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  language: 'system',
  textSize: 100,
  autoLockMinutes: 5,
  clipboardClearSeconds: 30,
  notifications: true,
  closeToTray: true,
  noticeDays: [...NOTICE_DAYS],
  noticeAfterwards: true,
  quietHours: null,
  lockedNotices: 'unnamed',
  lockOnClose: false,
  // Recall and shared screens see no revealed secret.
  contentProtection: true,
  updateFeed: '',
  updateChecks: false,
  quickAccess: 'off',
};

const fileSchema = z.object({
  // Partial: a file written by an older version lacks newer settings, and that is no reason to lose the rest.
  settings: settingsSchema.partial().catch({}),
  lastOpenedAt: z.iso.datetime().nullable().catch(null),
  windowBounds: z
    .object({
      // What no screen has, window managers and graphics drivers end the app for, at every start.
      x: z.number().int().min(-LARGEST_SIDE).max(LARGEST_SIDE),
      y: z.number().int().min(-LARGEST_SIDE).max(LARGEST_SIDE),
      width: z.number().int().min(1).max(LARGEST_SIDE),
      height: z.number().int().min(1).max(LARGEST_SIDE),
    })
    .nullable()
    .catch(null),
  /** The vault has a keychain slot, as far as this profile knows. */
  quickUnlock: z.boolean().catch(false),
  /** Not among the settings: those the page may change by itself. */
  editorCommand: editorCommandSchema.nullable().catch(null),
  /** What a person agreed to in a dialog, as it was then: anything else is asked about before its first use. */
  agreed: z.object({ editor: z.string(), feed: z.string() }).catch({ editor: '', feed: '' }),
});
type ProfileFile = z.infer<typeof fileSchema>;

export interface Profile {
  readonly settings: Settings;
  readonly lastOpenedAt: string | null;
  readonly windowBounds: ProfileFile['windowBounds'];
  updateSettings(changes: { readonly [Name in keyof Settings]?: Settings[Name] | undefined }): Settings;
  readonly quickUnlock: boolean;
  setQuickUnlock(enabled: boolean): void;
  readonly editorCommand: EditorCommand | null;
  setEditorCommand(command: EditorCommand | null): void;
  isAgreed(what: 'editor' | 'feed', text: string): boolean;
  agree(what: 'editor' | 'feed', text: string): void;
  setLastOpened(at: string): void;
  setWindowBounds(bounds: NonNullable<ProfileFile['windowBounds']>): void;
}

const EMPTY: ProfileFile = {
  settings: {},
  lastOpenedAt: null,
  windowBounds: null,
  quickUnlock: false,
  editorCommand: null,
  agreed: { editor: '', feed: '' },
};

function readProfileFile(file: string): ProfileFile {
  try {
    return fileSchema.parse(JSON.parse(readSmallFile(file, MOST_BYTES).toString('utf8')));
  } catch {
    // Missing, cut off or edited by hand: the defaults are safe, and nothing of value is in this file.
    return EMPTY;
  }
}

/**
 * The profile's folder, made if need be. Where it can't be written, the app still has to start and say so on a screen:
 * then a folder of its own among the temporary files serves for this run.
 */
export function usableProfileFolder(wanted: string, temporary: string): string {
  try {
    mkdirSync(wanted, { recursive: true, mode: 0o700 });
    accessSync(wanted, constants.W_OK);
    return wanted;
  } catch {
    return mkdtempSync(path.join(temporary, 'augno-vault-profile-'));
  }
}

export function openProfile(folder: string): Profile {
  const file = path.join(folder, 'profile.json');
  let content = readProfileFile(file);

  const write = (changes: Partial<ProfileFile>): void => {
    content = { ...content, ...changes };
    try {
      writeWholeFile(file, JSON.stringify(content, null, 2));
    } catch {
      // A full or read-only disk must not stop the app from locking or unlocking; the setting holds until the restart.
    }
  };
  const settings = (): Settings => {
    const given = Object.fromEntries(
      Object.entries(content.settings).filter(([, value]) => value !== undefined),
    );
    return { ...DEFAULT_SETTINGS, ...given };
  };

  return {
    get settings() {
      return settings();
    },
    get lastOpenedAt() {
      return content.lastOpenedAt;
    },
    get windowBounds() {
      return content.windowBounds;
    },
    updateSettings(changes) {
      write({ settings: { ...content.settings, ...changes } });
      return settings();
    },
    get quickUnlock() {
      return content.quickUnlock;
    },
    setQuickUnlock(enabled) {
      write({ quickUnlock: enabled });
    },
    get editorCommand() {
      const { editorCommand } = content;
      return editorCommand !== null && editorProblem(editorCommand) === null ? editorCommand : null;
    },
    setEditorCommand(command) {
      write({
        editorCommand: command === null ? null : { program: command.program, args: [...command.args] },
      });
    },
    isAgreed: (what, text) => content.agreed[what] === text,
    agree(what, text) {
      write({ agreed: { ...content.agreed, [what]: text } });
    },
    setLastOpened(at) {
      write({ lastOpenedAt: at });
    },
    setWindowBounds(bounds) {
      write({ windowBounds: bounds });
    },
  };
}
