/**
 * Settings of other programs, changed by no more than what is ours. What cannot be read for certain is left alone.
 *
 * SECURITY: these files decide what an assistant runs. A change is shown before it is made, is written whole, keeps mode
 * and link, and is refused if the file became another since it was shown.
 */
import { lstatSync, mkdirSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { terminalLine } from '../../shared/harmless-text.ts';
import { say } from '../../shared/messages/say.ts';
import { writeWholeFile } from '../files/whole-file.ts';

export type Settings = Record<string, unknown>;

export interface PlannedChange {
  readonly file: string;
  readonly before: string | null;
  /** Null: the file held nothing but ours and goes. */
  readonly after: string | null;
}

const LARGEST = 8 << 20;

export function isSettings(value: unknown): value is Settings {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @throws AppError `conflict` where the file is no JSON object or no ordinary file */
export function readSettingsText(file: string): string | null {
  const there = lstatSync(file, { throwIfNoEntry: false });
  if (there === undefined) return null;
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats?.isFile() !== true || stats.size > LARGEST)
    throw leftAlone(file, 'file.settings-no-ordinary-file');
  return readFileSync(file, 'utf8');
}

type Reason =
  | 'file.settings-no-ordinary-file'
  | 'file.settings-no-json'
  | 'file.settings-no-object'
  | 'file.settings-not-written-back'
  | 'file.settings-hooks-not-known'
  | 'file.settings-servers-not-known'
  | 'file.settings-changed-meanwhile';

export function leftAlone(file: string, why: Reason): AppError {
  return new AppError({
    code: 'conflict',
    message: say(why, { file: terminalLine(file) }),
    hint: say('file.settings-left-as-it-is'),
  });
}

function parseSettings(file: string, text: string): Settings {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw leftAlone(file, 'file.settings-no-json');
  }
  if (!isSettings(value)) throw leftAlone(file, 'file.settings-no-object');
  // Whoever wrote a name twice, or a number that is more than a number can be, would lose it.
  if (squeezed(JSON.stringify(value)) !== squeezed(text))
    throw leftAlone(file, 'file.settings-not-written-back');
  return value;
}

/** JSON without the blanks between its parts, and with its texts written in one way. */
function squeezed(text: string): string {
  return text
    .replace(/^\uFEFF/, '')
    .replaceAll(/"(?:[^"\\]|\\.)*"|\s+/g, (part) =>
      part.startsWith('"') ? JSON.stringify(JSON.parse(part)) : '',
    );
}

function indentOf(text: string): string {
  return /\n([ \t]+)"/.exec(text)?.[1] ?? '  ';
}

/**
 * @param change changes the settings in place
 * @param isOursAlone whether what is left could only have been made by us
 */
export function planChange(
  file: string,
  change: (settings: Settings) => void,
  isOursAlone: (settings: Settings) => boolean = () => false,
): PlannedChange {
  const before = readSettingsText(file);
  const settings = before === null || before.trim() === '' ? {} : parseSettings(file, before);
  const unchanged = JSON.stringify(settings);
  change(settings);
  if (JSON.stringify(settings) === unchanged) return { file, before, after: before };
  if (isOursAlone(settings)) return { file, before, after: null };
  const after = JSON.stringify(settings, null, indentOf(before ?? ''));
  return { file, before, after: `${after}${before?.endsWith('\n') === false ? '' : '\n'}` };
}

/** The same for a file that is no JSON. @param change null: nothing is left that is not ours */
export function planText(file: string, change: (text: string) => string | null): PlannedChange {
  const before = readSettingsText(file);
  const after = change(before ?? '');
  return { file, before, after: before === null && after === '' ? null : after };
}

/** The lines that go and come, with nothing of the rest of the file. */
export function changedLines({ before, after }: PlannedChange): readonly string[] {
  const old = (before ?? '').split('\n');
  const fresh = (after ?? '').split('\n');
  let start = 0;
  while (start < Math.min(old.length, fresh.length) && old[start] === fresh[start]) start += 1;
  let end = 0;
  while (end < Math.min(old.length, fresh.length) - start && old.at(-1 - end) === fresh.at(-1 - end))
    end += 1;
  return [
    ...old.slice(start, old.length - end).map((line) => `- ${line}`),
    ...fresh.slice(start, fresh.length - end).map((line) => `+ ${line}`),
  ].filter((line) => line.trim().length > 1);
}

/** @throws AppError `conflict` if the file is not what it was when the change was planned */
export function makeChange({ file, before, after }: PlannedChange): void {
  if (readSettingsText(file) !== before) throw leftAlone(file, 'file.settings-changed-meanwhile');
  if (before === after) return;
  if (after === null) {
    rmSync(file);
    return;
  }
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  // Dotfiles are often links into a repository: what they lead to is changed, and the link stays.
  const target = before === null ? file : realpathSync(file);
  writeWholeFile(target, after, before === null ? 0o600 : statSync(target).mode & 0o777);
}
