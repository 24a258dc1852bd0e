/**
 * Connections to the embedded sandbox. They belong to an account of the sandbox, not to a port: each start brings a new
 * address and new admin keys.
 *
 * SECURITY: this is the one place where a connection's address changes without a person giving the key again. The address
 * comes from the process that runs the sandbox, and only keys that the sandbox issued go there.
 */
import type { SandboxAddress } from '../../../../shared/account-address.ts';
import { SecretBytes } from '../../../vault/secret-bytes.ts';
import type { ServiceContext } from '../context.ts';
import { connectionsCollection, intentsCollection, keysCollection } from '../../../keys/registry/records.ts';
import { confirmAddress } from '../../../http/confirmed-addresses.ts';
import { connect, repair } from './connect.ts';

type SandboxAccount = SandboxAddress['accounts'][number];

/** The connection for each account, made or brought up to date. */
export async function connectSandboxAccounts(
  context: ServiceContext,
  address: SandboxAddress,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const account of address.accounts) {
    const secret = SecretBytes.fromText(account.adminKey);
    try {
      ids.push(await connectAccount(context, address.url, account, secret, signal));
    } finally {
      secret.wipe();
    }
  }
  return ids;
}

async function connectAccount(
  context: ServiceContext,
  url: string,
  account: SandboxAccount,
  secret: SecretBytes,
  signal?: AbortSignal,
): Promise<string> {
  const existing = context.vault
    .list(connectionsCollection)
    .find(({ value }) => value.sandboxAccountId === account.id);
  if (existing === undefined) {
    const input = { url, name: account.name, adminKey: secret, sandboxAccountId: account.id };
    return (await connect(context, input, signal)).id;
  }
  const { id, value } = existing;
  const { origin } = new URL(url);
  if (value.origin === origin && (await holds(context, value.adminKeyId, secret))) {
    if (!context.isAwake(id, value)) {
      context.transaction((transaction) => {
        confirmAddress(transaction, id, origin, context.now(), context.computer);
      });
    }
    return id;
  }
  const listed = await repair(context, id, secret, origin, signal);
  if (value.adminKeyId !== null && !listed.has(value.adminKeyId))
    forgetFormerAdminKey(context, id, value.adminKeyId);
  return id;
}

async function holds(context: ServiceContext, keyId: string | null, secret: SecretBytes): Promise<boolean> {
  if (keyId === null || !context.vault.hasSecret(keyId)) return false;
  return context.vault.withSecret(keyId, (held) => held.equals(secret));
}

/** The sandbox removes its former admin key at each start; keeping each one would fill the list with dead entries. */
function forgetFormerAdminKey(context: ServiceContext, connectionId: string, formerId: string): void {
  context.transaction((transaction) => {
    if (transaction.get(connectionsCollection, connectionId)?.adminKeyId === formerId) return;
    const inUse = transaction.list(intentsCollection).some(({ value }) => value.actorKeyId === formerId);
    if (transaction.get(keysCollection, formerId)?.replacedBy || inUse) return;
    transaction.destroySecret(formerId);
    transaction.delete(keysCollection, formerId);
  });
}
