/**
 * What services without an API have in common: connections and keys as a person enters them (`service.ts`, `store-key.ts`), a
 * rotation that is led through (`lifecycle.ts`), one request that tries a key (`probe.ts`), and what the scanner recognises its
 * keys by (`evidence.ts`). A service itself is one file beside this folder.
 */
export {};
