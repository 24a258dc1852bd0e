/**
 * The documentation key of a sandbox account. In the API only a signed-in person can fetch it, so here it is reached
 * through a test control. The real server also keeps its secret encrypted; this one keeps hashes only, so a secret is shown
 * again as long as the server runs, and the first fetch after a restart rotates.
 */
import { DOCUMENTATION_KEY_NAME } from '../../shared/key-status.ts';
import { DAY_MS } from '../../shared/times.ts';
import { ADMIN_ROLE_NAME } from './seed/seed.ts';
import type { ServerContext } from './http/operation.ts';
import { renderCreatedKey } from './http/objects.ts';
import { Problem, notFound } from './http/problem.ts';
import { issueKey } from './state/issue-key.ts';
import { certain } from '../../shared/certain.ts';

const LIVES_FOR_MS = 30 * DAY_MS;

export class DocumentationKeys {
  readonly #server: ServerContext;

  constructor(server: ServerContext) {
    this.#server = server;
  }

  /**
   * The account's documentation key in the form of a created key. Lazy rotation: the first fetch after its expiry ends it
   * and makes the next one.
   * @throws Problem `resource_not_found`, `validation_failed` (no sandbox account, or the key was revoked by hand)
   */
  fetch(accountId: string): unknown {
    const { store, clock, brand, pepper, documentationSecrets } = this.#server;
    const now = clock.now();
    const account = store.table('accounts').get(accountId);
    if (account === undefined || account.deletedAt !== null) throw notFound('account');
    if (account.mode !== 'test') {
      throw new Problem(400, 'validation_failed', 'Only a sandbox account has a documentation key.');
    }
    const known = store.table('documentationKeys').get(accountId);
    const current = known === undefined ? undefined : store.table('apiKeys').get(known.apiKeyId);
    const isExpired = current !== undefined && current.expiresAt !== null && current.expiresAt <= now;
    if (current !== undefined && current.revokedAt !== null && current.revokedAt <= now && !isExpired) {
      throw new Problem(400, 'validation_failed', 'The documentation key of this sandbox was revoked.');
    }
    const context = { store, contract: 'v15', includes: new Set<string>() } as const;
    const secret = current === undefined || isExpired ? undefined : documentationSecrets.get(current.id);
    if (current !== undefined && secret !== undefined) return renderCreatedKey(context, current, secret);
    const role = certain(
      store
        .table('roles')
        .ofAccount(null)
        .find((candidate) => candidate.name === ADMIN_ROLE_NAME),
    );
    const issued = store.transaction((transaction) => {
      if (current !== undefined) {
        transaction.put('apiKeys', { ...current, revokedAt: current.revokedAt ?? now, updatedAt: now });
      }
      const made = issueKey({
        brand: brand.id,
        pepper,
        accountId,
        mode: 'test',
        name: DOCUMENTATION_KEY_NAME,
        roleId: role.id,
        createdAt: now,
        sequence: transaction.nextSequence(),
        expiresAt: now + LIVES_FOR_MS,
      });
      transaction.put('apiKeys', made.record);
      transaction.put('documentationKeys', {
        id: accountId,
        accountId,
        createdAt: known?.createdAt ?? now,
        sequence: known?.sequence ?? transaction.nextSequence(),
        apiKeyId: made.record.id,
      });
      return made;
    });
    documentationSecrets.set(issued.record.id, issued.secret);
    return renderCreatedKey(context, issued.record, issued.secret);
  }
}
