/**
 * The screen of the locked vault, and the way from a damaged or missing vault to one of its copies. SECURITY: what is typed is
 * read from its field once and never lies in a store.
 */
export {};
