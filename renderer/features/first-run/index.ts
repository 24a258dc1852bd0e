/**
 * The way from nothing to a vault with an account: create or restore, choose the password, connect, scan once.
 */
export {};
