/**
 * The keys with which a client gets in. Only hashes of secrets are kept, so each start issues new ones; the record of the
 * start before is removed, and its secret is unknown from then on.
 */
import { issueKey } from './state/issue-key.ts';
import type { AccountRecord } from './state/records.ts';
import type { Store } from './state/store.ts';
import { ADMIN_ROLE_NAME, type SeedContext } from './seed/seed.ts';

const ADMIN_KEY_NAME = 'Sandbox administrator';

export interface AnnouncedAccount {
  readonly id: string;
  readonly name: string;
  readonly mode: 'test' | 'prod';
  /** SECURITY: printed or handed over once, kept nowhere by the server. */
  readonly adminKey: string;
  /** Accounts that a key of this one may name in the account header. */
  readonly relatedAccounts: readonly { readonly id: string; readonly name: string }[];
}

/** Live accounts that are announced at the start, the test account first. */
export function announcedAccounts(store: Store): readonly AccountRecord[] {
  return [...store.table('accounts').all()]
    .filter((account) => account.announced && account.deletedAt === null)
    .sort((left, right) => right.mode.localeCompare(left.mode) || left.sequence - right.sequence);
}

export function issueAdminKeys(store: Store, context: SeedContext): readonly AnnouncedAccount[] {
  const adminRole = store
    .table('roles')
    .ofAccount(null)
    .find((role) => role.name === ADMIN_ROLE_NAME);
  if (adminRole === undefined) throw new Error('The system role for administrators is missing.');
  return store.transaction((transaction) =>
    announcedAccounts(store).map((account) => {
      if (account.adminKeyRecordId !== null) transaction.delete('apiKeys', account.adminKeyRecordId);
      const { record, secret } = issueKey({
        brand: context.brand,
        pepper: context.pepper,
        accountId: account.id,
        mode: account.mode,
        name: ADMIN_KEY_NAME,
        roleId: adminRole.id,
        createdAt: context.now,
        sequence: transaction.nextSequence(),
        expiresAt: null,
      });
      transaction.put('apiKeys', record);
      transaction.put('accounts', { ...account, adminKeyRecordId: record.id });
      return {
        id: account.id,
        name: account.name,
        mode: account.mode,
        adminKey: secret,
        relatedAccounts: account.relatedAccountIds.flatMap((id) => {
          const related = store.table('accounts').get(id);
          return related === undefined ? [] : [{ id, name: related.name }];
        }),
      };
    }),
  );
}
