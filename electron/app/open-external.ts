import { shell } from 'electron';
import { AppError } from '../../shared/errors.ts';
import { isAllowedExternalUrl } from './external-links.ts';

/** Opens a listed page in the user's browser. @throws AppError `invalid-input` for any other */
export async function openExternal(url: string): Promise<void> {
  if (!isAllowedExternalUrl(url)) {
    throw new AppError({
      code: 'invalid-input',
      message: 'This link leads to a page that Augno Vault does not open.',
      hint: 'Nothing was opened. Copy the address into your browser if you trust it.',
    });
  }
  await shell.openExternal(url);
}
