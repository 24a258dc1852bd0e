/** That an account answers elsewhere, or under the vendor's other name, in the log. */
import { BRANDS, type BrandId } from '../../../../shared/brands.ts';
import { say } from '../../../../shared/messages/say.ts';
import type { ConnectionRecord } from '../../../keys/registry/records.ts';
import type { VaultTransaction } from '../../../vault/types.ts';

export function auditMoved(
  transaction: VaultTransaction,
  connectionId: string,
  before: ConnectionRecord,
  now: { readonly origin: string; readonly brand: BrandId },
): void {
  transaction.audit({
    action: 'connection-changed',
    subjectId: connectionId,
    subjectName: before.name,
    detail: say('account.moved-from-origin-productname-to-origin2-productname2', {
      origin: before.origin,
      productName: BRANDS[before.brand].productName,
      origin2: now.origin,
      productName2: BRANDS[now.brand].productName,
    }),
  });
}
