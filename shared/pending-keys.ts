/** A key that is being made has a row before it has an id of its own; the row goes when the key comes. */

/** What the id of such a row begins with; the intent's id follows. */
export const PENDING_ID_PREFIX = 'pending_';

export function isPendingId(keyId: string): boolean {
  return keyId.startsWith(PENDING_ID_PREFIX);
}
