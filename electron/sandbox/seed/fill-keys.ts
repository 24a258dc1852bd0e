/** Many keys, for trying out long lists. */
import { BRANDS } from '../../../shared/brands.ts';
import { randomAlphanumeric } from '../../../shared/key-format.ts';
import { DAY_MS } from '../../../shared/times.ts';
import { newIdentifier } from '../state/identifiers.ts';
import type { AccountRecord, ApiKeyRecord } from '../state/records.ts';
import type { Store } from '../state/store.ts';
import { SeededRandom } from './random.ts';
import type { SeedContext } from './seed.ts';
import { certain } from '../../../shared/certain.ts';

const FILLER_SYSTEMS = ['ERP', 'Webshop', 'EDI', 'Warehouse', 'Reporting', 'MES', 'CRM', 'Label printing'];
const FILLER_SITES = ['Austin', 'Bremen', 'Columbus', 'Dayton', 'Eindhoven', 'Fresno', 'Gdansk', 'Houston'];

/** Adds keys that nobody holds until the account has `total` of them, its admin key not counted yet. */
export function fillKeys(store: Store, context: SeedContext, owner: AccountRecord, total: number): void {
  const missing = total - store.table('apiKeys').ofAccount(owner.id).length;
  if (missing <= 0) return;
  const roles = store
    .table('roles')
    .ofAccount(owner.id)
    .concat(store.table('roles').ofAccount(null))
    .filter((role) => role.deletedAt === null);
  const random = new SeededRandom(total);
  store.transaction((transaction) => {
    for (let index = 0; index < missing; index += 1) {
      const createdAt = context.now - Math.floor(random.between(1, 500) * DAY_MS);
      const lives = random.next();
      const keyId = randomAlphanumeric(22);
      const tail = randomAlphanumeric(4);
      const record: ApiKeyRecord = {
        id: newIdentifier('apke'),
        accountId: owner.id,
        createdAt,
        sequence: transaction.nextSequence(),
        keyId,
        // Random, so no secret fits: these keys exist to be listed.
        secretHash: Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('hex'),
        name: `${certain(FILLER_SYSTEMS[index % 8])} ${certain(FILLER_SITES[Math.floor(index / 8) % 8])} ${String(Math.floor(index / 64) + 1)}`,
        mode: owner.mode,
        redacted: `${BRANDS[context.brand].keyPrefix}${owner.mode}_****${tail}`,
        roleId: certain(roles[Math.floor(random.next() * roles.length)]).id,
        updatedAt: createdAt,
        lastUsedAt: random.next() < 0.2 ? null : Math.floor(random.between(createdAt, context.now)),
        expiresAt: lives < 0.5 ? null : Math.floor(context.now + random.between(-200, 400) * DAY_MS),
        revokedAt: lives > 0.8 ? Math.floor(random.between(createdAt, context.now)) : null,
      };
      transaction.put('apiKeys', record);
    }
  });
}
