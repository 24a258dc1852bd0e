/**
 * What every part of the page stands on: calls (`bridge.ts`), words in two languages (`messages/`, `intl.tsx`),
 * collections that follow the vault (`collection.ts`), and where one is (`navigation-store.ts`). Imports nothing of the
 * page, and of the rest `shared/` only.
 */
export {};
