/**
 * Articles in both languages (`articles/`), loaded when they are read, and the screen that finds them.
 */
export {};
