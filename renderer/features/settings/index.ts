/**
 * The settings, a file for each section. Sections that belong to another part come from there.
 */
export {};
