/** In a list's filter and a saved view: the keys of all accounts. Saved views of before hold this very word. */
export const ACCOUNTS = 'augno';
