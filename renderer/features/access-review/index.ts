/**
 * The access review: the list that is walked through, a decision for each key, and what became of it. `use-review-due.ts` says
 * when the next one is due.
 */
export {};
