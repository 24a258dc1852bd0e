/**
 * `/v1/identity/permission-groups`: the permissions there are, in areas. They are the same for every account and are no
 * stored rows. Which domain the real server counts to which area is known of a few only; the rest is this product's order.
 */
import { createHash } from 'node:crypto';
import { domainWords, PERMISSION_AREAS, type PermissionArea } from '../../../shared/permissions.ts';
import { containsText, page, type Operation } from '../http/operation.ts';
import { renderWhole } from '../http/pages.ts';
import { PAGE_FIELDS } from '../http/query.ts';
import { formatTimestamp } from '../state/clock.ts';
import type { OrderedRecord } from '../state/records.ts';

const ROUTE = '/v1/identity/permission-groups';
const SINCE = Date.UTC(2026, 0, 5);
const STAMPS = { created_at: formatTimestamp(SINCE), updated_at: formatTimestamp(SINCE) };

function stableId(prefix: string, code: string): string {
  const digits = BigInt(`0x${createHash('sha256').update(code).digest('hex').slice(0, 16)}`).toString(36);
  return `${prefix}_${digits.padStart(12, '0').slice(-12)}`;
}

interface GroupRow extends OrderedRecord {
  readonly area: PermissionArea;
}

const ROWS: readonly GroupRow[] = PERMISSION_AREAS.toReversed().map((area, index) => ({
  id: stableId('pmgr', area.code),
  accountId: null,
  createdAt: SINCE,
  sequence: index + 1,
  area,
}));

export const permissionGroupOperations: readonly Operation[] = [
  {
    method: 'GET',
    route: ROUTE,
    requires: { kind: 'permission', permission: 'permissions:read' },
    since: 'v50',
    query: () => ({ ...PAGE_FIELDS, q: { kind: 'text' } }),
    includes: () => ['owner'],
    handle: (call) => {
      const q = call.query.text('q');
      const owner = call.query.includes.has('owner')
        ? { object: 'owner', type: 'system', account: null }
        : null;
      return page(
        call,
        ROUTE,
        ROWS,
        ({ area }) => containsText(area.name, q),
        ({ id, area }) => ({
          id,
          object: 'permission_group',
          code: area.code,
          name: area.name,
          description: null,
          owner,
          permissions: renderWhole(
            call.contract,
            area.domains.map((domain) => ({
              id: stableId('pm', domain),
              object: 'permission',
              // The domain; what may be done with it (create, read, update, delete) is the role's to say.
              code: domain,
              name: domainWords(domain),
              description: null,
              group: area.code,
              ...STAMPS,
            })),
          ),
          ...STAMPS,
        }),
      );
    },
  },
];
