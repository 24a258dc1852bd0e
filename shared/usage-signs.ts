/** What the request logs of a key say that somebody should look at. Without zod, so that the page can use it. */

export interface UsageSign {
  keyId: string;
  /**
   * `old-secret`: still tried after its rotation: a place is not updated. `new-address`: first seen in the last day.
   * `many-places`: used from many addresses at once. `spike`: many times its usual number of requests. `refused`: most of
   * its requests are refused.
   */
  kind: 'old-secret' | 'new-address' | 'many-places' | 'spike' | 'refused';
  count: number;
  lastAt: string;
  /** Addresses and programs, most frequent first; at most five. */
  from: string[];
}
