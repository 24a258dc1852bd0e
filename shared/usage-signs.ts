/** What the request logs of a key say that somebody should look at. Without zod, so that the page can use it. */

export const SIGN_KINDS = [
  'old-secret',
  'new-address',
  'many-places',
  'spike',
  'refused',
  'wrong-account',
  'wrong-use',
] as const;

export interface UsageSign {
  keyId: string;
  /**
   * `old-secret`: still tried after its rotation: a place is not updated. `new-address`: first seen in the last day.
   * `many-places`: used from many addresses at once. `spike`: many times its usual number of requests. `refused`: most of
   * its requests are refused. `wrong-account`: refused because it asked for another account than its own, or for what a
   * sandbox has not: a sandbox key used as if it was production's, or the reverse. `wrong-use`: used by a program that
   * calls itself a test while the key is production's, or the reverse.
   */
  kind: (typeof SIGN_KINDS)[number];
  count: number;
  lastAt: string;
  /** Addresses and programs, most frequent first; at most five. */
  from: string[];
}
