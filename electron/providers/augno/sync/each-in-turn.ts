import { AppError } from '../../../../shared/errors.ts';

/** After this nothing more can be done: it was cancelled, or the vault is closed or damaged. A busy vault is free again soon. */
function endsAll(thrown: unknown): boolean {
  if (!(thrown instanceof AppError) || thrown.code === 'vault-busy') return false;
  return thrown.code === 'cancelled' || thrown.code.startsWith('vault-');
}

/**
 * Does the same for each, one after the other. One that fails keeps no other from its turn.
 * @param isShown what a person sees elsewhere, and what is no failure of the whole
 * @throws what ends all of them, at once; else the first failure that is not shown, after the last turn
 */
export async function eachInTurn<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
  isShown: (thrown: unknown) => boolean,
): Promise<void> {
  const failures: unknown[] = [];
  for (const item of items) {
    try {
      await work(item);
    } catch (thrown) {
      if (endsAll(thrown)) throw thrown;
      if (!isShown(thrown)) failures.push(thrown);
    }
  }
  if (failures.length > 0) throw failures[0];
}

/** Errors of ours stand on the connection or the rotation that they belong to; a busy vault could not be told. */
export function isToldToPerson(thrown: unknown): boolean {
  return thrown instanceof AppError && thrown.code !== 'vault-busy';
}
