/**
 * The first screen: what needs a person (`attention-store.ts` shows what the vault's process computed), what expires, and use.
 */
export {};
