/** Which links may leave for the browser. */

/** `openExternal` only goes to these, and only over https. */
export const EXTERNAL_HOSTS: readonly string[] = [
  'augno.com',
  'docs.augno.com',
  'openmrp.ai',
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
