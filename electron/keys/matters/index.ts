/**
 * What needs a person, computed once: pure rules (`matters-of.ts`, and `matters-of-key.ts` for one key) over what the vault
 * holds (`read-matters.ts`), what was put off (`put-offs.ts`), and the dates that main may know while locked (`schedule.ts`).
 */
export {};
