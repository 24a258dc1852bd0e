import { AppError } from '../../../shared/errors.ts';
import type { AccountService, ClockAgreement } from '../../keys/types.ts';
import type { Asking } from '../vault-handlers.ts';

/** Where the clocks are far apart a person is asked, and it is done again with that answer. */
export async function withAgreedClock<Result>(
  accounts: Pick<AccountService, 'listConnections'>,
  clock: Asking['clock'],
  connectionId: string,
  act: (agreed?: ClockAgreement) => Promise<Result>,
): Promise<Result> {
  try {
    return await act();
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code !== 'clock-differs') throw thrown;
    const connection = accounts.listConnections().find(({ id }) => id === connectionId);
    const aheadMs = connection?.clockAheadMs;
    if (connection === undefined || aheadMs === undefined) throw thrown;
    if (!(await clock({ host: new URL(connection.url).host, aheadMs }))) throw thrown;
    return await act({ clockAgreed: true });
  }
}
