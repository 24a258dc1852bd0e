/**
 * Signs that a sandbox key is used as if it was production's, or the reverse. The API has no error of that name: the mode
 * is the account's, so what shows is an account that the key may not enter, or a program that says what it is. Pure.
 */
import type { KeySummary } from '../../../../shared/domain.ts';
import { modeNamedIn } from '../../../../shared/mode-words.ts';
import type { UsageSign } from '../../../../shared/usage-signs.ts';
import { DAY_MS } from '../../../../shared/times.ts';
import type { AccountRequest } from '../../../keys/types.ts';
import { isOurs, signOf } from './usage-signs.ts';

const WITHIN_MS = 7 * DAY_MS;
/** What only a production account has. */
const PRODUCTION_ONLY = '/v1/core/sandboxes';

/** Refused because of the account, not of the role: `error_code` is the same, so the words have to tell. */
function refusedForAccount(request: AccountRequest, mode: KeySummary['mode']): boolean {
  if (request.statusCode !== 403 || request.errorCode !== 'insufficient_permissions') return false;
  if (mode === 'test' && (request.route ?? request.path).startsWith(PRODUCTION_ONLY)) return true;
  return /\bno access to\b.*\baccount\b/i.test(request.errorMessage ?? '');
}

export function modeSigns(
  { id, mode }: Pick<KeySummary, 'id' | 'mode'>,
  log: readonly AccountRequest[],
  now: Date,
): UsageSign[] {
  const recent = log.filter(
    (request) => !isOurs(request) && now.getTime() - Date.parse(request.at) <= WITHIN_MS,
  );
  const otherAccount = recent.filter((request) => refusedForAccount(request, mode));
  const otherUse = recent.filter(({ userAgent, referrer }) =>
    [userAgent, referrer].some((text) => {
      const named = text === null ? null : modeNamedIn(text);
      return named !== null && named !== mode;
    }),
  );
  return [...signOf(id, 'wrong-account', otherAccount), ...signOf(id, 'wrong-use', otherUse)];
}
