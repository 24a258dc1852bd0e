/**
 * The list (`keys-screen.tsx`, `key-list.ts` for columns and order), a key's panel (`key-detail.tsx` and `detail-*`), and every
 * dialog about keys. What a key's service can do is asked of its abilities, never of its name. `flows/` replaces keys in files.
 */
export {};
