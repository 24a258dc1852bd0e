/** The permissions there are: every domain times four actions. */
export const PERMISSION_ACTIONS = ['create', 'read', 'update', 'delete'] as const;

const DOMAINS = `
accounts addresses adjustment_types agent_memories agent_runs agents alerts api_keys audit_events batches carriers
contacts customer_groups customers deliveries department_picks departments discounts edi_locations edi_runs email_logs
error_logs integrations inventory inventory_change_logs inventory_logs invoices item_categories items locations machines
materials messaging parts payment_terms permissions picks priorities product_groups product_lines product_types
product_variations production_runs production_step_transformations production_steps products properties purchase_orders
receiving receiving_orders relevant_products request_logs roles sales_orders sales_rep_territories sales_targets sandboxes
scanners scanning_error_logs self settlements shifts shipments shipping_cases shipping_terms suppliers supplies
system_properties team transactions unit_groups units`;

export const PERMISSION_DOMAINS: readonly string[] = DOMAINS.trim().split(/\s+/);

const ALL: ReadonlySet<string> = new Set(
  PERMISSION_DOMAINS.flatMap((domain) => PERMISSION_ACTIONS.map((action) => `${domain}:${action}`)),
);

export function isPermission(text: string): boolean {
  return ALL.has(text);
}

export function allPermissions(): readonly string[] {
  return [...ALL];
}
