/**
 * Accounts: connecting, moving and repairing one, and waking what sleeps until its address is confirmed. `store.ts` is the
 * page's list of accounts.
 */
export {};
