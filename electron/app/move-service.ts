/**
 * The vault moves while nothing of it is in use: the app locks, ends, and does it at its next start, before Chromium uses the
 * profile, which moves along. SECURITY: where to is asked by main's own dialogs; the page names no folder.
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { app } from 'electron';
import { terminalLine } from '../../shared/harmless-text.ts';
import { usualVaultFolder } from '../platform/paths.ts';
import { assertTarget } from '../vault/move/movable.ts';
import { restartArguments } from './command-line.ts';
import type { FileDialogs } from './file-dialogs.ts';
import type { MainMessages } from './messages.ts';
import type { Questions } from './questions.ts';

export interface MoveServiceOptions {
  readonly vaultFolder: string;
  readonly dialogs: Pick<FileDialogs, 'chooseFolder'>;
  readonly questions: Pick<Questions, 'ask'>;
  readonly words: () => MainMessages;
  readonly lock: () => Promise<void>;
}

/** Into what was chosen where that is empty, else below it. */
function targetIn(folder: string): string {
  try {
    return readdirSync(folder).length === 0 ? folder : path.join(folder, 'vault');
  } catch {
    return folder;
  }
}

/** @returns whether it will be moved: the app is ending then. @throws AppError as `assertTarget` does */
export async function askAndMove(options: MoveServiceOptions): Promise<boolean> {
  const { vaultFolder, dialogs, questions, words, lock } = options;
  const chosen = await dialogs.chooseFolder(path.dirname(usualVaultFolder()));
  if (chosen === null) return false;
  const to = targetIn(chosen);
  assertTarget(vaultFolder, to);
  const t = words();
  const yes = await questions.ask({
    tone: 'question',
    message: t['ask.move'],
    detail: `${terminalLine(to)}\n\n${t['ask.move-detail']}`,
    no: t['ask.cancel'],
    yes: t['ask.move-yes'],
  });
  if (!yes) return false;
  await lock();
  app.relaunch({ args: [...restartArguments(process.argv, vaultFolder, to)] });
  app.quit();
  return true;
}
