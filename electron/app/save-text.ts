/** A text of ours into a file that the user chooses. */
import { AppError } from '../../shared/errors.ts';
import { writeChosenFile } from '../files/whole-file.ts';
import type { FileDialogs } from './file-dialogs.ts';
import { say } from '../../shared/messages/say.ts';

/** @returns the file; null where the user closed the dialog */
export async function saveText(
  dialogs: FileDialogs,
  name: string,
  extension: string,
  text: () => Promise<string>,
): Promise<string | null> {
  const file = await dialogs.chooseTarget(name, [{ name: extension.toUpperCase(), extensions: [extension] }]);
  if (file === null) return null;
  try {
    writeChosenFile(file, await text());
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    throw new AppError({
      code: 'invalid-input',
      message: say('app.the-file-could-not-be-written-there'),
      hint: say('app.nothing-was-exported-choose-a-folder-that'),
      cause: thrown,
    });
  }
  return file;
}
