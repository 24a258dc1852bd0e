/**
 * Who has to do with which keys (`people.ts`, pure), and what is done when somebody left.
 */
export {};
