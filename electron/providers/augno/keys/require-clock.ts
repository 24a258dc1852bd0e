/** Before a time is sent that depends on a clock: whether this computer's and the server's agree, or a person said which counts. */
import { AppError } from '../../../../shared/errors.ts';
import { clockSentence, isClockAsked } from '../../../../shared/server-clock.ts';
import type { ClockAgreement } from '../../../keys/types.ts';
import type { Connection, ServiceContext } from '../context.ts';
import { say } from '../../../../shared/messages/say.ts';

/** @throws AppError `clock-differs` */
export function requireClock(
  context: ServiceContext,
  connection: Connection,
  agreed: Partial<ClockAgreement> | undefined,
): void {
  const aheadMs = context.aheadOf(connection.id);
  if (!isClockAsked(aheadMs) || agreed?.clockAgreed === true) return;
  throw new AppError({
    code: 'clock-differs',
    message: clockSentence(aheadMs, new URL(connection.record.origin).host),
    hint: say('account.nothing-was-changed-set-this-computers-clock'),
  });
}
