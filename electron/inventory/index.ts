/**
 * The one list of everything that a vault holds (`collections.ts`), and what of it travels in backups, exports and merges.
 * A new collection is entered here first; the compiler asks for the rest.
 */
export {};
