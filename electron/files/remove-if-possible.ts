import { rmSync } from 'node:fs';

/**
 * Tidying up must neither hide why it was needed nor undo what is finished under another name.
 * @returns whether it is gone
 */
export function removeIfPossible(file: string): boolean {
  try {
    rmSync(file, { force: true });
    return true;
  } catch {
    return false;
  }
}
