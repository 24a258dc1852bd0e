/**
 * Every component of `renderer/ui` in every state and both themes, for people who change one. Served by the development
 * server; in no package.
 */
export {};
