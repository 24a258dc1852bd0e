/**
 * Programs and assistants that ask for keys: what they are allowed, what they used, and taking it back.
 */
export {};
