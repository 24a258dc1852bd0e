import type { KeySummary } from '../../../shared/domain.ts';
import type { KeyProvider } from '../../../shared/providers.ts';

const AUGNO: KeyProvider = {
  id: 'augno',
  called: 'augno',
  name: 'Augno',
  connectionName: 'Workshop',
  kind: 'key',
  kindLabel: { id: 'service.kind-api-key' },
  lastTestedAt: null,
  lastOutcome: null,
  abilities: {
    create: 'api',
    rotate: 'api',
    revoke: 'api',
    test: 'api',
    lists: true,
    expires: true,
    roles: true,
    logs: true,
    checksum: true,
  },
};

/** A key as lists show it: active, production, used yesterday; `at` is the test's now. */
export function makeKey(at: number, changes: Partial<KeySummary> = {}): KeySummary {
  return {
    id: 'apke_1',
    connectionId: 'c1',
    name: 'ERP Sync',
    apiName: 'ERP Sync',
    mode: 'prod',
    redacted: 'aug_sk_prod_****UCZu',
    roleId: 'ro_1',
    roleName: 'Order desk',
    roleType: 'user',
    status: 'active',
    createdAt: new Date(at - 200 * 86_400_000).toISOString(),
    lastUsedAt: new Date(at - 86_400_000).toISOString(),
    expiresAt: null,
    revokedAt: null,
    secretHeld: true,
    repair: null,
    origin: 'here',
    tags: [],
    leakCount: 0,
    isConnectionKey: false,
    isDocumentationKey: false,
    provider: AUGNO,
    ...changes,
  };
}
