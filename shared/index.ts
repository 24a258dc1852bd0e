/**
 * Pure TypeScript that both sides import: the format of a key, the domain's shapes, the contract of the page's calls
 * (`ipc/`), errors, and what is said (`messages/`). Imports nothing of either side and nothing of Node.
 */
export {};
