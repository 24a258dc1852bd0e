/** Which links may leave for the browser. */
import { AppError } from '../../shared/errors.ts';
import { say } from '../../shared/messages/say.ts';

/** `openExternal` only goes to these, and only over https. */
const EXTERNAL_HOSTS: readonly string[] = [
  'augno.com',
  'api.augno.com',
  'docs.augno.com',
  'openmrp.ai',
  'api.openmrp.ai',
  'docs.openmrp.ai',
  'github.com',
];

export function isAllowedExternalUrl(text: string): boolean {
  try {
    const url = new URL(text);
    return (
      url.protocol === 'https:' &&
      url.username === '' &&
      url.password === '' &&
      url.port === '' &&
      EXTERNAL_HOSTS.includes(url.hostname)
    );
  } catch {
    return false;
  }
}

/**
 * The address of a service that the user connected, once more taken apart here: a browser gets nothing but a web page.
 * @throws AppError `invalid-input`
 */
export function servicePagesUrl(text: string): string {
  try {
    const url = new URL(text);
    if (/^https?:$/.test(url.protocol) && url.username === '' && url.password === '') return url.href;
  } catch {
    // Falls through to the refusal.
  }
  throw new AppError({
    code: 'invalid-input',
    message: say('app.this-is-no-address-of-a-web'),
    hint: say('app.nothing-was-opened-check-the-address-of'),
  });
}
