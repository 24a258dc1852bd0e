/**
 * Secrets masked in what a program prints: a stream (`masker.ts`) and the forms in which a secret can stand in it (`forms.ts`),
 * each a small reader.
 */
export {};
