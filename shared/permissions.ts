/** What a role may be made of: domains times actions, as Augno's API names them (state of 2026; later ones may add). */
export const PERMISSION_ACTIONS = ['read', 'create', 'update', 'delete'] as const;
export type PermissionAction = (typeof PERMISSION_ACTIONS)[number];

const DOMAIN_NAMES = `
accounts addresses adjustment_types agent_memories agent_runs agents alerts api_keys audit_events batches carriers
contacts customer_groups customers deliveries department_picks departments discounts edi_locations edi_runs email_logs
error_logs integrations inventory inventory_change_logs inventory_logs invoices item_categories items locations machines
materials messaging parts payment_terms permissions picks priorities product_groups product_lines product_types
product_variations production_runs production_step_transformations production_steps products properties purchase_orders
receiving receiving_orders relevant_products request_logs roles sales_orders sales_rep_territories sales_targets sandboxes
scanners scanning_error_logs self settlements shifts shipments shipping_cases shipping_terms suppliers supplies
system_properties team transactions unit_groups units`;

export const PERMISSION_DOMAINS: readonly string[] = DOMAIN_NAMES.trim().split(/\s+/);

export function isKnownPermission(text: string): boolean {
  const [domain = '', action = ''] = text.split(':');
  return PERMISSION_DOMAINS.includes(domain) && (PERMISSION_ACTIONS as readonly string[]).includes(action);
}
