/**
 * Rotations and revocations of many keys at once. The list of what is to be done is sealed before the first request and each
 * outcome as soon as it is known (`batch-keeper.ts`), so that a lock or a crash leaves a list that goes on at a person's word.
 */
export {};
