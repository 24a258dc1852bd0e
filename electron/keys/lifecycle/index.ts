/**
 * What happens to a key in this vault, whosever it is: its secret is lent (`use-secret.ts`), names and places change
 * (`local-changes.ts`), a secret from a file of others waits for its proof (`unproven.ts`). What happens at its service is the
 * provider's.
 */
export {};
