/**
 * The steps of the rotation drill, shown by the guide's screen of `runbook`.
 */
export {};
