/** "Does this key work?": a harmless request made with it, and what the answer means. */
import { statusWorks, deriveKeyStatus, type KeyTestResult } from '../../../../shared/domain.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { ServiceContext } from '../context.ts';
import { ApiError, isKeyRefusal } from '../../../http/api-error.ts';
import { proveSecret } from '../../../keys/lifecycle/unproven.ts';
import { say } from '../../../../shared/messages/say.ts';

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
  const mode = record.mode === 'prod' ? 'production' : 'test';
  const role = record.roleName === null ? '' : `, role ${record.roleName}`;
  const works = statusWorks(deriveKeyStatus(record, context.countedTime(record.connectionId)));
  return judgeProbe(
    async () => {
      await context.client(record.connectionId, { keyId, accountId }).probe(signal);
    },
    `${account} (${mode})${role}`,
    () => context.timestamp(),
    {
      accountId,
      refusedHint: works ? ' The registry shows it as working: synchronise to see what changed.' : '',
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
  who: string,
  at: () => string,
  {
    accountId,
    refusedHint = '',
  }: { readonly accountId?: string | undefined; readonly refusedHint?: string } = {},
): Promise<KeyTestResult> {
  try {
    await probe();
    return { outcome: 'accepted', message: `Accepted by ${who}.`, at: at() };
  } catch (thrown) {
    if (!(thrown instanceof ApiError)) throw thrown;
    if (isKeyRefusal(thrown)) {
      return { outcome: 'refused', message: `Refused: ${thrown.message}${refusedHint}`, at: at() };
    }
    if (thrown.code === 'api-forbidden') {
      const why =
        accountId === undefined
          ? 'its role may not list units, the request it was tested with.'
          : `it has no access to the account ${accountId}, or its role may not list units there.`;
      return {
        outcome: accountId === undefined ? 'accepted' : 'refused',
        message: accountId === undefined ? `Accepted by ${who}; ${why}` : `The key works, but ${why}`,
        at: at(),
      };
    }
    if (thrown.code === 'api-payment-required') {
      return {
        outcome: 'accepted',
        message: `Accepted by ${who}, but the subscription is not active.`,
        at: at(),
      };
    }
    if (thrown.code === 'cancelled') throw thrown;
    return { outcome: 'unreachable', message: `${thrown.message} Nothing is known about the key.`, at: at() };
  }
}
