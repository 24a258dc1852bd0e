/** "Does this key work?": a harmless request made with it, and what the answer means. */
import { statusWorks, deriveKeyStatus, type KeyTestResult } from '../../../../shared/domain.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { ServiceContext } from '../context.ts';
import { ApiError, isKeyRefusal } from '../../../http/api-error.ts';
import { proveSecret } from '../../../keys/lifecycle/unproven.ts';
import { say, type Said } from '../../../../shared/messages/say.ts';

export async function testKey(
  context: ServiceContext,
  keyId: string,
  options: { readonly accountId?: string | undefined } = {},
  signal?: AbortSignal,
): Promise<KeyTestResult> {
  const key = context.key(keyId);
  if (!context.vault.hasSecret(keyId)) {
    throw new AppError({
      code: 'not-found',
      message: say('account.this-keys-secret-is-not-held-here'),
      hint: say('account.add-the-secret-if-you-have-it'),
    });
  }
  const connection = context.connection(key.record.connectionId);
  const result = await ask(context, keyId, connection.record, options.accountId, signal);
  if (result.outcome === 'accepted') proveSecret(context, keyId, 'accepted');
  context.transaction((transaction) => {
    transaction.audit({
      action: 'key-tested',
      subjectId: keyId,
      subjectName: key.record.alias ?? key.record.apiName,
      detail: result.message,
    });
  });
  return result;
}

async function ask(
  context: ServiceContext,
  keyId: string,
  connection: ReturnType<ServiceContext['connection']>['record'],
  accountId: string | undefined,
  signal: AbortSignal | undefined,
): Promise<KeyTestResult> {
  const { record } = context.key(keyId);
  const account = accountId ?? connection.accountName ?? connection.name;
  const works = statusWorks(deriveKeyStatus(record, context.countedTime(record.connectionId)));
  return judgeProbe(
    async () => {
      await context.client(record.connectionId, { keyId, accountId }).probe(signal);
    },
    record.roleName === null
      ? say(`state.who-${record.mode}`, { account })
      : say(`state.who-${record.mode}-role`, { account, role: record.roleName }),
    () => context.timestamp(),
    {
      accountId,
      isHeldWorking: works,
    },
  );
}

/**
 * Makes the request and says what its answer means for the key it was made with.
 * @param who whom an accepting answer comes from, for people
 * @throws ApiError `cancelled` only
 */
export async function judgeProbe(
  probe: () => Promise<void>,
  who: Said,
  at: () => string,
  {
    accountId,
    isHeldWorking = false,
  }: { readonly accountId?: string | undefined; readonly isHeldWorking?: boolean } = {},
): Promise<KeyTestResult> {
  try {
    await probe();
    return { outcome: 'accepted', message: say('state.accepted', { who }), at: at() };
  } catch (thrown) {
    if (!(thrown instanceof ApiError)) throw thrown;
    const why = thrown.said.message;
    if (isKeyRefusal(thrown)) {
      return {
        outcome: 'refused',
        message: say(isHeldWorking ? 'state.refused-but-held-working' : 'state.refused', { why }),
        at: at(),
      };
    }
    if (thrown.code === 'api-forbidden') {
      return accountId === undefined
        ? { outcome: 'accepted', message: say('state.accepted-without-units', { who }), at: at() }
        : {
            outcome: 'refused',
            message: say('state.no-access-to-account', { account: accountId }),
            at: at(),
          };
    }
    if (thrown.code === 'api-payment-required') {
      return {
        outcome: 'accepted',
        message: say('state.accepted-without-subscription', { who }),
        at: at(),
      };
    }
    if (thrown.code === 'cancelled') throw thrown;
    return { outcome: 'unreachable', message: say('state.unreachable', { why }), at: at() };
  }
}
