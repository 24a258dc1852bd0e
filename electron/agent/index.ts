/**
 * The open vault's socket, for the command and for programs of the same user: who asks (`peer.ts`, `program.ts`), what a
 * person allowed them (`grants.ts`), one bounded request and its answers (`protocol.ts`, `server.ts`, `client.ts`), and
 * keys that are used without being had (`broker/`). Grants live in memory and go with the lock. What is done with the
 * vault stands in `cli/agent` and `processes`.
 */
export {};
