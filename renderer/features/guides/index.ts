/**
 * What guided runs have in common with the parts that begin one: the store and the button. The screen with the steps is
 * `runbook`.
 */
export {};
