import { shell } from 'electron';
import { AppError } from '../../shared/errors.ts';
import { isAllowedExternalUrl } from './external-links.ts';

/** Opens a listed page in the user's browser, where the person agrees. @throws AppError `invalid-input` for any other */
export async function openExternal(url: string, ask: (url: string) => Promise<boolean>): Promise<void> {
  if (!isAllowedExternalUrl(url)) {
    throw new AppError({
      code: 'invalid-input',
      message: 'This link leads to a page that Augno Vault does not open.',
      hint: 'Nothing was opened. Copy the address into your browser if you trust it.',
    });
  }
  // SECURITY: an address of the page's carries what the page puts into it.
  if (await ask(url)) await shell.openExternal(url);
}
