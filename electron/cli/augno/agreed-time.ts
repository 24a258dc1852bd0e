/** The time at the server, before one is sent there that is reckoned from now. */
import type { Connection } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import { terminalLine } from '../../../shared/harmless-text.ts';
import { clockSentence, isClockAsked, isClockSaid } from '../../../shared/server-clock.ts';
import type { AccountService } from '../../keys/types.ts';
import type { CommandContext } from '../types.ts';

/**
 * Asks the server. A difference of over a minute is said, one of over an hour is asked about.
 * @param accepted `--accept-clock`
 * @throws AppError `clock-differs` where nobody agreed
 */
export async function agreedTime(
  service: AccountService,
  connection: Connection,
  accepted: boolean,
  context: CommandContext,
): Promise<Date> {
  const aheadMs = await service.askClock(connection.id);
  if (isClockSaid(aheadMs)) {
    const said = terminalLine(clockSentence(aheadMs, new URL(connection.url).host));
    if (isClockAsked(aheadMs) && !accepted) {
      const answer = await context.ask(`${said} Go by the server’s clock? Type yes to go on:`);
      if (answer?.trim().toLowerCase() !== 'yes') {
        throw new AppError({
          code: 'clock-differs',
          message: said,
          hint: 'Nothing was changed. Set this computer’s clock, or add --accept-clock to go by the server’s.',
        });
      }
    } else context.warn(`${said} Times are reckoned by the server’s.`);
  }
  return new Date(Date.now() + (aheadMs ?? 0));
}
