import { shell } from 'electron';
import { AppError } from '../../shared/errors.ts';
import { isAllowedExternalUrl } from './external-links.ts';
import { say } from '../../shared/messages/say.ts';

/** Opens a listed page in the user's browser, where the person agrees. @throws AppError `invalid-input` for any other */
export async function openExternal(url: string, ask: (url: string) => Promise<boolean>): Promise<void> {
  if (!isAllowedExternalUrl(url)) {
    throw new AppError({
      code: 'invalid-input',
      message: say('app.this-link-leads-to-a-page-that'),
      hint: say('app.nothing-was-opened-copy-the-address-into'),
    });
  }
  // SECURITY: an address of the page's carries what the page puts into it.
  if (await ask(url)) await shell.openExternal(url);
}
