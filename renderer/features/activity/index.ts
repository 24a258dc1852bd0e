/**
 * The log of what happened (`activity-log.ts` follows it), an entry in full, and logs that a merge left beside it.
 */
export {};
