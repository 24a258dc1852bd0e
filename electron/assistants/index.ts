/**
 * Hooks and settings of AI assistants: an event of theirs comes in (`dialect.ts` knows how each writes it), is judged by
 * what it holds (`judge.ts`, with the scanner's search), and is answered in the same dialect (`hook.ts`, which never
 * throws). `hook-settings.ts` and `mcp-settings.ts` plan changes of files that belong to them. Opens no vault.
 */
export {};
