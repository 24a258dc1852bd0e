/**
 * Files of this machine in which a key is replaced, and put back: planned and shown first (`place-plans.ts`), written down
 * around the change (`place-ledger.ts`), then done (`place-keeper.ts`). `chosen-places.ts` says which files a person chose; how a
 * file is read and written is `files/`.
 */
export {};
