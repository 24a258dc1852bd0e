/** A key that a program has made through a session: sent with the session's own key, kept in the vault as any other. */
import type { NewKeyRequest } from '../../agent/broker/new-key.ts';
import type { MadeKey } from '../../agent/broker/session-options.ts';
import type { KeySummary } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import { say } from '../../../shared/messages/say.ts';
import { LONGEST_OVERLAP_MS } from '../../../shared/times.ts';
import type { AccountService } from '../../keys/types.ts';
import { gone } from '../../agent/client.ts';

/** Of one session, so that a client that sends the same again gets the same. */
const MOST_REMEMBERED = 200;

export function createKeyMaker(
  service: AccountService,
  by: KeySummary,
): (request: NewKeyRequest, over: AbortSignal) => Promise<MadeKey> {
  const made = new Map<string, Promise<MadeKey>>();
  return async (request, over) => {
    if (over.aborted) throw gone();
    const name = JSON.stringify(request);
    const known = request.idempotencyKey === null ? undefined : made.get(name);
    if (known !== undefined) return await known;
    const making = make(service, by, request);
    if (request.idempotencyKey !== null && made.size < MOST_REMEMBERED) {
      made.set(name, making);
      // What failed may be sent again.
      making.catch(() => made.delete(name));
    }
    return await making;
  };
}

async function make(service: AccountService, by: KeySummary, request: NewKeyRequest): Promise<MadeKey> {
  const { keyId, name, redacted } = await send(service, by, request);
  return { id: keyId, name, redacted };
}

async function send(service: AccountService, by: KeySummary, request: NewKeyRequest) {
  const terms = { by: by.id };
  if (request.kind === 'create') {
    const { name, roleId, expiresAt } = request;
    return await service.createKey({ connectionId: by.connectionId, name, roleId, expiresAt }, terms);
  }
  const { keyId, expiresAt, oldWorksUntil } = request;
  const key = service.listKeys().find(({ id }) => id === keyId);
  // SECURITY: of the session's account alone, not the key that the vault itself works with, nor one that ends with its session.
  if (key?.connectionId !== by.connectionId || key.isOfSession === true) throw notHere();
  if (service.listConnections().some(({ adminKeyId }) => adminKeyId === keyId)) throw ofConnection();
  let overlapMs = 0;
  if (oldWorksUntil !== null) {
    // The moment is the server's, so what is left until then is too.
    const aheadMs = await service.askClock(by.connectionId);
    overlapMs = Math.max(0, Date.parse(oldWorksUntil) - (Date.now() + (aheadMs ?? 0)));
  }
  return await service.rotateKey(
    {
      keyId,
      overlapSeconds: Math.ceil(Math.min(overlapMs, LONGEST_OVERLAP_MS) / 1000),
      expiresAt,
      reason: { kind: 'other', text: '' },
      // A person was asked about this very request.
      confirmation: key.name,
    },
    terms,
  );
}

function notHere(): AppError {
  return new AppError({
    code: 'not-found',
    message: say('agent.key-not-of-account'),
    hint: say('agent.key-not-of-account-hint'),
  });
}

function ofConnection(): AppError {
  return new AppError({
    code: 'conflict',
    message: say('agent.key-of-connection'),
    hint: say('agent.key-of-connection-hint'),
  });
}
