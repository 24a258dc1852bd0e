/**
 * What a role may be made of: domains times actions, as Augno's API names them (state of November 2026; later ones may
 * add), in areas. The server arranges them too (`GET /v1/identity/permission-groups`); this arrangement serves where it
 * was not asked or did not answer, and the sandbox serves it.
 */
import type { PermissionGroup } from './ipc/guide-channels.ts';

export const PERMISSION_ACTIONS = ['read', 'create', 'update', 'delete'] as const;
export type PermissionAction = (typeof PERMISSION_ACTIONS)[number];

export interface PermissionArea {
  readonly code: string;
  readonly name: string;
  readonly domains: readonly string[];
}

const AREAS: readonly (readonly [code: string, name: string, domains: string])[] = [
  [
    'admin',
    'Administration',
    'accounts alerts api_keys audit_events email_logs error_logs integrations jobs permissions priorities request_logs roles sandboxes scanning_error_logs self system_properties team',
  ],
  ['agents', 'Agents', 'agent_memories agent_runs agents messaging'],
  [
    'catalog',
    'Catalog',
    'item_categories items materials parts product_groups product_lines product_types product_variations products properties relevant_products unit_groups units',
  ],
  ['finance', 'Finance', 'adjustment_types costs invoices payment_terms settlements transactions'],
  [
    'inventory',
    'Inventory',
    'batches inventory inventory_change_logs inventory_logs locations receiving receiving_orders scanners supplies',
  ],
  [
    'production',
    'Production',
    'demand_overrides departments machine_downtime machines production_runs production_schedules production_step_transformations production_steps shifts',
  ],
  ['purchasing', 'Purchasing', 'purchase_orders suppliers'],
  [
    'sales',
    'Sales',
    'addresses contacts customer_groups customers discounts edi_locations edi_runs sales_orders sales_rep_territories sales_targets',
  ],
  [
    'shipping',
    'Shipping',
    'carriers deliveries department_picks picks shipments shipping_cases shipping_terms',
  ],
];

export const PERMISSION_AREAS: readonly PermissionArea[] = AREAS.map(([code, name, domains]) => ({
  code,
  name,
  domains: domains.split(' '),
}));

export const PERMISSION_DOMAINS: readonly string[] = PERMISSION_AREAS.flatMap(
  ({ domains }) => domains,
).toSorted();

/**
 * Permissions that guard fields of what other permissions open: without them a request is answered with status 200 and the
 * fields read null, or 0 in older versions. No log shows whether they were needed.
 */
export const FIELD_GUARDS: readonly string[] = ['costs:read'];

/** What the server's own set-up gives to every role that is no admin's. */
export const BASELINE_PERMISSIONS: readonly string[] = ['jobs:read'];

export function isKnownPermission(text: string): boolean {
  const [domain = '', action = '', ...more] = text.split(':');
  return (
    more.length === 0 &&
    PERMISSION_DOMAINS.includes(domain) &&
    (PERMISSION_ACTIONS as readonly string[]).includes(action)
  );
}

/** `machine_downtime` as a person reads it. */
export function domainWords(domain: string): string {
  const text = domain.replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** {@link PERMISSION_AREAS} in the form in which a server's own arrangement is shown. */
export function builtInPermissionGroups(): PermissionGroup[] {
  return PERMISSION_AREAS.map(({ code, name, domains }) => ({
    code,
    name,
    domains: domains.map((domain) => ({ code: domain, name: domainWords(domain), description: null })),
  }));
}
