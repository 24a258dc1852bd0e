/**
 * Replies of a server that failed their check, kept apart until a person takes them in. SECURITY: what they hold lies among
 * records and never among secrets, so that nothing lends, matches or injects it.
 */
export {};
