/**
 * The screen of a guided run, its steps, and the team's own words for a leak response. What was measured is shown by
 * `proof-facts.tsx`, each time anew.
 */
export {};
