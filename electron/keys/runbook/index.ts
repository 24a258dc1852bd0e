/**
 * Guided runs: leak response, narrowing a role, drill (`guide-keeper.ts`), the team's own steps (`runbook-file.ts`), and the
 * measurement without which a leak is not over (`proof.ts`).
 */
export {};
