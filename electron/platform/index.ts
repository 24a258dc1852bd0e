/**
 * What differs between computers and systems, asked in one place (`this-platform.ts`) and handed on as a parameter:
 * folders, core dumps, what children inherit, which computer this is, and how a process of ours ends when nobody caught
 * its fault.
 */
export {};
