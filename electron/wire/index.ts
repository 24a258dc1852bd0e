/**
 * What lies between processes: the wrapper around each call of the page (`wrapper.ts`, `answer.ts`), preload, ports, and
 * calls among our own processes (`rpc.ts`). Everything that arrives is parsed before anybody sees it, and everything that
 * leaves is too.
 */
export {};
