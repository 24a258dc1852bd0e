/**
 * Which address may be asked, and how: guarded fetch (`guarded-fetch.ts`), certificates and proxies, limits, and each
 * failure as a sentence that says what happened. SECURITY: nothing else in the program opens a connection to a server.
 */
export {};
