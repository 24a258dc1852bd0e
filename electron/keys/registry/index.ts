/**
 * The record of a key (`records.ts`, one collection for every service), what others see of it (`summaries.ts`), and the calls
 * on keys (`key-registry.ts`), which ask the provider that a record names. Begin here to add a field.
 */
export {};
