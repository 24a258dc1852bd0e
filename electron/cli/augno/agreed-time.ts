/** The time at the server, before one is sent there that is reckoned from now. */
import type { Connection } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import { clockSentence, isClockAsked, isClockSaid } from '../../../shared/server-clock.ts';
import type { AccountService } from '../../keys/types.ts';
import type { CommandContext } from '../types.ts';
import { say } from '../../../shared/messages/say.ts';

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
    const said = clockSentence(aheadMs, new URL(connection.url).host);
    if (isClockAsked(aheadMs) && !accepted) {
      const answer = await context.ask(say('command.said-go-by-the-servers-clock-type', { said }));
      if (answer?.trim().toLowerCase() !== 'yes') {
        throw new AppError({
          code: 'clock-differs',
          message: said,
          hint: say('command.nothing-was-changed-set-this-computers-clock'),
        });
      }
    } else context.warn(say('command.said-times-are-reckoned-by-the-servers', { said }));
  }
  return new Date(Date.now() + (aheadMs ?? 0));
}
