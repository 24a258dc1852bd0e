/**
 * A secret from the vault to where it is needed: to another admin, sealed; into a file; to a program.
 */
export {};
