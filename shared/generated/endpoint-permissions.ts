// Generated from build/permissions/endpoints.json by generate.mjs beside it; change that, then run generate.mjs.
// Source: comments of the official Go SDK, Augno/augno-go at 8113601 (API v1.0.1); permissions [] and adminOnly false: the SDK names none.

/** One endpoint a line: method, route, and the permissions that are named for it, or `admin`. */
export const ENDPOINT_LINES = `
GET /v1/ai/agents agents:read
POST /v1/ai/agents agents:create
DELETE /v1/ai/agents/{id} agents:delete
GET /v1/ai/agents/{id} agents:read
PATCH /v1/ai/agents/{id} agents:update
PUT /v1/ai/agents/{id}/status agents:update
GET /v1/ai/memories agent_memories:read
POST /v1/ai/memories agent_memories:create
DELETE /v1/ai/memories/{id} agent_memories:delete
GET /v1/ai/memories/{id} agent_memories:read
PATCH /v1/ai/memories/{id} agent_memories:update
GET /v1/ai/runs agent_runs:read
POST /v1/ai/runs agent_runs:create
GET /v1/ai/runs/{id} agent_runs:read
POST /v1/ai/runs/{id}/actions/cancel agent_runs:update
POST /v1/ai/runs/{id}/actions/continue agent_runs:update
POST /v1/ai/runs/{id}/actions/retry agent_runs:update
GET /v1/ai/tool-groups agents:read
GET /v1/ai/tools agents:read
GET /v1/auth/api-keys admin
POST /v1/auth/api-keys admin
DELETE /v1/auth/api-keys/{id} admin
GET /v1/auth/api-keys/{id} admin
POST /v1/auth/api-keys/{id}/actions/rotate admin
GET /v1/catalog/item-categories item_categories:read
POST /v1/catalog/item-categories item_categories:create
POST /v1/catalog/item-categories/actions/bulk-upsert
DELETE /v1/catalog/item-categories/{id} item_categories:delete
GET /v1/catalog/item-categories/{id} item_categories:read
PATCH /v1/catalog/item-categories/{id} item_categories:update
DELETE /v1/catalog/item-categories/{id}/properties/{id} item_categories:update
PUT /v1/catalog/item-categories/{id}/properties/{id} item_categories:update
PUT /v1/catalog/item-categories/{id}/unit-groups/{id} item_categories:update
GET /v1/catalog/items items:read
POST /v1/catalog/items/actions/bulk-reconcile items:create
GET /v1/catalog/items/{id} items:read
DELETE /v1/catalog/items/{id}/attributes/{id} items:update
PUT /v1/catalog/items/{id}/attributes/{id} items:update
PUT /v1/catalog/items/{id}/category/{id} items:update
GET /v1/catalog/items/{id}/inventory items:read
PATCH /v1/catalog/items/{id}/inventory items:update
GET /v1/catalog/items/{id}/lot-default items:read
GET /v1/catalog/materials materials:read customers:read suppliers:read
POST /v1/catalog/materials materials:create customers:update suppliers:update
POST /v1/catalog/materials/actions/bulk-upsert
DELETE /v1/catalog/materials/{id} materials:delete customers:update suppliers:update
GET /v1/catalog/materials/{id} materials:read customers:read suppliers:read
PATCH /v1/catalog/materials/{id} materials:update customers:update suppliers:update
GET /v1/catalog/parts parts:read customers:read suppliers:read
POST /v1/catalog/parts parts:create customers:update suppliers:update
POST /v1/catalog/parts/actions/bulk-upsert
DELETE /v1/catalog/parts/{id} parts:delete customers:update suppliers:update
GET /v1/catalog/parts/{id} parts:read customers:read suppliers:read
PATCH /v1/catalog/parts/{id} parts:update customers:update suppliers:update
GET /v1/catalog/product-lines product_lines:read customers:read suppliers:read
POST /v1/catalog/product-lines product_lines:create
POST /v1/catalog/product-lines/actions/bulk-upsert
DELETE /v1/catalog/product-lines/{id} product_lines:delete
GET /v1/catalog/product-lines/{id} product_lines:read customers:read suppliers:read
PATCH /v1/catalog/product-lines/{id} product_lines:update
GET /v1/catalog/products items:read customers:read suppliers:read
POST /v1/catalog/products items:create
POST /v1/catalog/products/actions/bulk-upsert
DELETE /v1/catalog/products/{id} items:delete
GET /v1/catalog/products/{id} items:read customers:read suppliers:read
PATCH /v1/catalog/products/{id} items:update
PUT /v1/catalog/products/{id}/product-line/{id} items:update
GET /v1/catalog/properties properties:read
POST /v1/catalog/properties properties:create
POST /v1/catalog/properties/actions/bulk-upsert
DELETE /v1/catalog/properties/{id} properties:delete
GET /v1/catalog/properties/{id} properties:read
PATCH /v1/catalog/properties/{id} properties:update
GET /v1/catalog/properties/{id}/attributes properties:read
POST /v1/catalog/properties/{id}/attributes properties:create
DELETE /v1/catalog/properties/{id}/attributes/{id} properties:delete
GET /v1/catalog/properties/{id}/attributes/{id} properties:read
PATCH /v1/catalog/properties/{id}/attributes/{id} properties:update
GET /v1/catalog/unit-groups unit_groups:read
POST /v1/catalog/unit-groups unit_groups:create
POST /v1/catalog/unit-groups/actions/bulk-upsert
DELETE /v1/catalog/unit-groups/{id} unit_groups:delete
GET /v1/catalog/unit-groups/{id} unit_groups:read
PATCH /v1/catalog/unit-groups/{id} unit_groups:update
GET /v1/catalog/unit-groups/{id}/units unit_groups:read
POST /v1/catalog/unit-groups/{id}/units unit_groups:update
DELETE /v1/catalog/unit-groups/{id}/units/{id} unit_groups:delete
GET /v1/catalog/unit-groups/{id}/units/{id} unit_groups:read
PATCH /v1/catalog/unit-groups/{id}/units/{id} unit_groups:update
GET /v1/catalog/units units:read
POST /v1/catalog/units units:create
POST /v1/catalog/units/actions/bulk-upsert
DELETE /v1/catalog/units/{id} units:delete
GET /v1/catalog/units/{id} units:read
PATCH /v1/catalog/units/{id} units:update
POST /v1/core/actions/email-record invoices:read sales_orders:read purchase_orders:read
PUT /v1/core/addresses/actions/validate
GET /v1/core/addresses/suggestions
PUT /v1/core/analytics/delivery-performance sales_orders:read
PUT /v1/core/analytics/oee machine_downtime:read
PUT /v1/core/analytics/oee-trend machine_downtime:read
PUT /v1/core/analytics/schedule-attainment production_schedules:read
GET /v1/core/audit-events audit_events:read
GET /v1/core/audit-events/resource-types audit_events:read
GET /v1/core/audit-events/{id} audit_events:read
GET /v1/core/email-logs email_logs:read
GET /v1/core/email-logs/{id} email_logs:read
GET /v1/core/jobs/{id} jobs:read customers:read suppliers:read
POST /v1/core/jobs/{id}/cancel jobs:delete
GET /v1/core/request-logs request_logs:read
GET /v1/core/request-logs/{id} request_logs:read
GET /v1/core/sandboxes sandboxes:read
POST /v1/core/sandboxes sandboxes:create
DELETE /v1/core/sandboxes/{id} sandboxes:delete
GET /v1/core/sandboxes/{id} sandboxes:read
GET /v1/core/search sales_orders:read purchase_orders:read invoices:read customers:read items:read shipments:read messaging:read agents:read
GET /v1/finance/adjustment-types
GET /v1/finance/payment-terms payment_terms:read
POST /v1/finance/payment-terms payment_terms:create
DELETE /v1/finance/payment-terms/{id} payment_terms:delete
GET /v1/finance/payment-terms/{id} payment_terms:read
PATCH /v1/finance/payment-terms/{id} payment_terms:update
GET /v1/finance/transaction-methods
GET /v1/finance/transaction-types
GET /v1/identity/account-users team:read customers:read suppliers:read
POST /v1/identity/account-users team:create customers:update suppliers:update
GET /v1/identity/account-users/{id} team:read customers:read suppliers:read
PATCH /v1/identity/account-users/{id} team:update customers:update suppliers:update
PUT /v1/identity/account-users/{id}/actions/activate team:update customers:update suppliers:update
PUT /v1/identity/account-users/{id}/actions/disable team:update customers:update suppliers:update
PUT /v1/identity/account-users/{id}/actions/remove team:delete customers:update suppliers:update
PUT /v1/identity/accounts/{id}/favicon self:update
GET /v1/identity/permission-groups permissions:read
GET /v1/identity/roles roles:read
POST /v1/identity/roles roles:create
DELETE /v1/identity/roles/{id} roles:delete
GET /v1/identity/roles/{id} roles:read
PATCH /v1/identity/roles/{id} roles:update
GET /v1/messaging/announcements messaging:read
GET /v1/messaging/announcements/{id} messaging:read
POST /v1/messaging/announcements/{id}/actions/dismiss messaging:update
POST /v1/messaging/announcements/{id}/actions/read messaging:update
POST /v1/messaging/announcements/{id}/actions/seen messaging:update
GET /v1/messaging/blocks messaging:read
POST /v1/messaging/blocks messaging:create
DELETE /v1/messaging/blocks/{id} messaging:delete
GET /v1/messaging/contacts messaging:read
GET /v1/messaging/conversations messaging:read
POST /v1/messaging/conversations messaging:create
GET /v1/messaging/conversations/{id} messaging:read
PATCH /v1/messaging/conversations/{id} messaging:update
POST /v1/messaging/conversations/{id}/actions/archive messaging:update
POST /v1/messaging/conversations/{id}/actions/assign messaging:update
POST /v1/messaging/conversations/{id}/actions/hide messaging:update
POST /v1/messaging/conversations/{id}/actions/leave messaging:update
POST /v1/messaging/conversations/{id}/actions/mute messaging:update
POST /v1/messaging/conversations/{id}/actions/read messaging:update
POST /v1/messaging/conversations/{id}/actions/redact messaging:delete
POST /v1/messaging/conversations/{id}/actions/report messaging:create
POST /v1/messaging/conversations/{id}/actions/set-legal-hold messaging:update
POST /v1/messaging/conversations/{id}/actions/set-status messaging:update
POST /v1/messaging/conversations/{id}/actions/unarchive messaging:update
POST /v1/messaging/conversations/{id}/actions/unhide messaging:update
POST /v1/messaging/conversations/{id}/actions/unmute messaging:update
POST /v1/messaging/conversations/{id}/attachments/actions/upload-url messaging:create
GET /v1/messaging/conversations/{id}/links messaging:read
POST /v1/messaging/conversations/{id}/links messaging:update
DELETE /v1/messaging/conversations/{id}/links/{id} messaging:update
GET /v1/messaging/conversations/{id}/messages messaging:read
POST /v1/messaging/conversations/{id}/messages messaging:create
POST /v1/messaging/conversations/{id}/participants messaging:create
DELETE /v1/messaging/conversations/{id}/participants/{id} messaging:update
POST /v1/messaging/conversations/{id}/participants/{id}/actions/set-role messaging:update
GET /v1/messaging/email-domains messaging:read
POST /v1/messaging/email-domains messaging:create
DELETE /v1/messaging/email-domains/{id} messaging:delete
GET /v1/messaging/email-domains/{id} messaging:read
POST /v1/messaging/email-domains/{id}/actions/verify messaging:update
GET /v1/messaging/email-inboxes messaging:read
POST /v1/messaging/email-inboxes messaging:create
DELETE /v1/messaging/email-inboxes/{id} messaging:delete
GET /v1/messaging/email-inboxes/{id} messaging:read
PATCH /v1/messaging/email-inboxes/{id} messaging:update
GET /v1/messaging/groups messaging:read
POST /v1/messaging/groups messaging:create
DELETE /v1/messaging/groups/{id} messaging:delete
GET /v1/messaging/groups/{id} messaging:read
PATCH /v1/messaging/groups/{id} messaging:update
POST /v1/messaging/groups/{id}/members messaging:update
DELETE /v1/messaging/groups/{id}/members/{id} messaging:update
PATCH /v1/messaging/messages/{id} messaging:update
POST /v1/messaging/messages/{id}/actions/approve-send messaging:update
POST /v1/messaging/messages/{id}/actions/cancel messaging:update
POST /v1/messaging/messages/{id}/actions/reject messaging:update
GET /v1/messaging/notifications messaging:read
POST /v1/messaging/notifications alerts:create
POST /v1/messaging/notifications/actions/mark-all-seen messaging:update
GET /v1/messaging/notifications/unread-count messaging:read
GET /v1/messaging/notifications/unread-summary messaging:read
GET /v1/messaging/notifications/{id} messaging:read
POST /v1/messaging/notifications/{id}/actions/dismiss messaging:update
POST /v1/messaging/notifications/{id}/actions/read messaging:update
POST /v1/messaging/notifications/{id}/actions/seen messaging:update
GET /v1/messaging/preferences messaging:read
PUT /v1/messaging/preferences messaging:update
GET /v1/operations/carriers carriers:read customers:read suppliers:read
POST /v1/operations/carriers carriers:create
DELETE /v1/operations/carriers/{id} carriers:delete
GET /v1/operations/carriers/{id} carriers:read customers:read suppliers:read
PATCH /v1/operations/carriers/{id} carriers:update
GET /v1/operations/carriers/{id}/service-levels carriers:read customers:read suppliers:read
POST /v1/operations/carriers/{id}/service-levels carriers:create
DELETE /v1/operations/carriers/{id}/service-levels/{id} carriers:delete
GET /v1/operations/carriers/{id}/service-levels/{id} carriers:read customers:read suppliers:read
PATCH /v1/operations/carriers/{id}/service-levels/{id} carriers:update
GET /v1/operations/demand-override-types demand_overrides:read
GET /v1/operations/demand-overrides demand_overrides:read
POST /v1/operations/demand-overrides demand_overrides:create
DELETE /v1/operations/demand-overrides/{id} demand_overrides:delete
GET /v1/operations/demand-overrides/{id} demand_overrides:read
PATCH /v1/operations/demand-overrides/{id} demand_overrides:update
GET /v1/operations/departments departments:read
POST /v1/operations/departments departments:create
DELETE /v1/operations/departments/{id} departments:delete
GET /v1/operations/departments/{id} departments:read
PATCH /v1/operations/departments/{id} departments:update
GET /v1/operations/fulfillment-recommendations production_schedules:read
POST /v1/operations/fulfillment-recommendations/actions/apply production_schedules:update
GET /v1/operations/location-types locations:read
GET /v1/operations/location-types/{id} locations:read
GET /v1/operations/locations locations:read
POST /v1/operations/locations locations:create
POST /v1/operations/locations/actions/bulk-upsert
DELETE /v1/operations/locations/{id} locations:delete
GET /v1/operations/locations/{id} locations:read
PATCH /v1/operations/locations/{id} locations:update
GET /v1/operations/machine-downtime-events machine_downtime:read
POST /v1/operations/machine-downtime-events machine_downtime:create
DELETE /v1/operations/machine-downtime-events/{id} machine_downtime:delete
GET /v1/operations/machine-downtime-events/{id} machine_downtime:read
PATCH /v1/operations/machine-downtime-events/{id} machine_downtime:update
GET /v1/operations/machine-downtime-reasons machine_downtime:read
GET /v1/operations/machine-status machines:read
GET /v1/operations/machines machines:read
POST /v1/operations/machines machines:create
DELETE /v1/operations/machines/{id} machines:delete
GET /v1/operations/machines/{id} machines:read
PATCH /v1/operations/machines/{id} machines:update
GET /v1/operations/operating-calendars production_schedules:read
POST /v1/operations/operating-calendars production_schedules:create
DELETE /v1/operations/operating-calendars/{id} production_schedules:delete
GET /v1/operations/operating-calendars/{id} production_schedules:read
PATCH /v1/operations/operating-calendars/{id} production_schedules:update
GET /v1/operations/operating-calendars/{id}/closures production_schedules:read
POST /v1/operations/operating-calendars/{id}/closures production_schedules:update
DELETE /v1/operations/operating-calendars/{id}/closures/{id} production_schedules:update
GET /v1/operations/production-schedule-settings production_schedules:read
PUT /v1/operations/production-schedule-settings production_schedules:update
GET /v1/operations/production-schedule-settings/items production_schedules:read
DELETE /v1/operations/production-schedule-settings/items/{id} production_schedules:update
GET /v1/operations/production-schedule-settings/items/{id} production_schedules:read
PUT /v1/operations/production-schedule-settings/items/{id} production_schedules:update
GET /v1/operations/production-schedule-settings/resources production_schedules:read
PUT /v1/operations/production-schedule-settings/resources production_schedules:update
DELETE /v1/operations/production-schedule-settings/resources/{id} production_schedules:update
GET /v1/operations/production-schedules production_schedules:read
POST /v1/operations/production-schedules production_schedules:create
PUT /v1/operations/production-schedules/actions/preview production_schedules:read
GET /v1/operations/production-schedules/current production_schedules:read
DELETE /v1/operations/production-schedules/{id} production_schedules:delete
GET /v1/operations/production-schedules/{id} production_schedules:read
PUT /v1/operations/production-schedules/{id}/actions/archive production_schedules:update
PUT /v1/operations/production-schedules/{id}/actions/preview-regenerate production_schedules:read
PUT /v1/operations/production-schedules/{id}/actions/publish production_schedules:update
PUT /v1/operations/production-schedules/{id}/actions/regenerate production_schedules:update
POST /v1/operations/production-schedules/{id}/actions/release-week production_schedules:update production_runs:create
GET /v1/operations/production-schedules/{id}/at-risk-orders production_schedules:read
GET /v1/operations/production-schedules/{id}/derived-lines production_schedules:read
GET /v1/operations/production-schedules/{id}/deviations production_schedules:read
GET /v1/operations/production-schedules/{id}/finished-policies production_schedules:read
GET /v1/operations/production-schedules/{id}/finishing-lines production_schedules:read
GET /v1/operations/production-schedules/{id}/item-policies production_schedules:read
GET /v1/operations/production-schedules/{id}/lines production_schedules:read
POST /v1/operations/production-schedules/{id}/lines production_schedules:update
DELETE /v1/operations/production-schedules/{id}/lines/{id} production_schedules:update
PATCH /v1/operations/production-schedules/{id}/lines/{id} production_schedules:update
GET /v1/operations/production-schedules/{id}/week-release-preview production_schedules:read
GET /v1/operations/scanning-stations scanners:read
POST /v1/operations/scanning-stations scanners:create
DELETE /v1/operations/scanning-stations/{id} scanners:delete
GET /v1/operations/scanning-stations/{id} scanners:read
PATCH /v1/operations/scanning-stations/{id} scanners:update
GET /v1/operations/schedule-deviation-types production_schedules:read
POST /v1/operations/shipments/actions/rate-shop shipments:read customers:read suppliers:read
GET /v1/operations/shipping-terms shipping_terms:read
POST /v1/operations/shipping-terms shipping_terms:create
DELETE /v1/operations/shipping-terms/{id} shipping_terms:delete
GET /v1/operations/shipping-terms/{id} shipping_terms:read
PATCH /v1/operations/shipping-terms/{id} shipping_terms:update
GET /v1/sales/account-groups customer_groups:read
POST /v1/sales/account-groups customer_groups:create
DELETE /v1/sales/account-groups/{id} customer_groups:delete
GET /v1/sales/account-groups/{id} customer_groups:read
PATCH /v1/sales/account-groups/{id} customer_groups:update
GET /v1/sales/account-prices discounts:read customers:read suppliers:read
POST /v1/sales/account-prices discounts:create
POST /v1/sales/account-prices/actions/export-price-list discounts:read
DELETE /v1/sales/account-prices/{id} discounts:delete
GET /v1/sales/account-prices/{id} discounts:read customers:read suppliers:read
PATCH /v1/sales/account-prices/{id} discounts:update
GET /v1/sales/account-statuses
GET /v1/sales/account-statuses/{id}
GET /v1/sales/account-users/{id}/sales-targets sales_targets:read
POST /v1/sales/account-users/{id}/sales-targets sales_targets:create
PUT /v1/sales/account-users/{id}/sales-targets/{id} sales_targets:update
GET /v1/sales/addresses addresses:read customers:read suppliers:read
POST /v1/sales/addresses addresses:create customers:update suppliers:update
DELETE /v1/sales/addresses/{id} addresses:delete customers:update suppliers:update
GET /v1/sales/addresses/{id} addresses:read customers:read suppliers:read
PATCH /v1/sales/addresses/{id} addresses:update customers:update suppliers:update
POST /v1/sales/contacts/actions/find-by-email customers:read
GET /v1/sales/customers customers:read
POST /v1/sales/customers customers:create
DELETE /v1/sales/customers/{id} customers:delete
GET /v1/sales/customers/{id} customers:read suppliers:read
PATCH /v1/sales/customers/{id} customers:update
POST /v1/sales/customers/{id}/actions/merge customers:update customers:delete
GET /v1/sales/customers/{id}/lead-time customers:read
GET /v1/sales/order-discounts discounts:read customers:read suppliers:read
POST /v1/sales/order-discounts discounts:create
POST /v1/sales/order-discounts/actions/find-by-code discounts:read
DELETE /v1/sales/order-discounts/{id} discounts:delete
GET /v1/sales/order-discounts/{id} discounts:read
PATCH /v1/sales/order-discounts/{id} discounts:update
GET /v1/sales/priorities priorities:read
GET /v1/sales/priorities/{id} priorities:read
GET /v1/sales/sales-orders sales_orders:read customers:read suppliers:read
POST /v1/sales/sales-orders sales_orders:create
POST /v1/sales/sales-orders/actions/bulk-delete sales_orders:delete
POST /v1/sales/sales-orders/actions/quote-commitment sales_orders:read
POST /v1/sales/sales-orders/price-quote sales_orders:read
GET /v1/sales/sales-orders/statuses
DELETE /v1/sales/sales-orders/{id} sales_orders:delete
GET /v1/sales/sales-orders/{id} customers:read suppliers:read sales_orders:read
PATCH /v1/sales/sales-orders/{id} sales_orders:update
PUT /v1/sales/sales-orders/{id}/actions/close sales_orders:update
POST /v1/sales/sales-orders/{id}/actions/create-production-run production_runs:create
PUT /v1/sales/sales-orders/{id}/actions/issue sales_orders:update
PUT /v1/sales/sales-orders/{id}/actions/open sales_orders:update
POST /v1/sales/sales-orders/{id}/actions/quote-freight sales_orders:read
PUT /v1/sales/sales-orders/{id}/actions/unissue sales_orders:update
POST /v1/sales/sales-orders/{id}/checkout sales_orders:update
POST /v1/sales/sales-orders/{id}/lines customers:update suppliers:update sales_orders:update
POST /v1/sales/sales-orders/{id}/lines/actions/reorder customers:update suppliers:update sales_orders:update
DELETE /v1/sales/sales-orders/{id}/lines/{id} customers:update suppliers:update sales_orders:update
PATCH /v1/sales/sales-orders/{id}/lines/{id} customers:update suppliers:update sales_orders:update
GET /v1/sales/volume-discounts discounts:read customers:read suppliers:read
POST /v1/sales/volume-discounts discounts:create
DELETE /v1/sales/volume-discounts/{id} discounts:delete
GET /v1/sales/volume-discounts/{id} discounts:read customers:read suppliers:read
PATCH /v1/sales/volume-discounts/{id} discounts:update
GET /v1/settings/integrations admin
POST /v1/settings/integrations admin
DELETE /v1/settings/integrations/{id} admin
PUT /v1/settings/integrations/{id} admin
GET /v1/settings/portal-domains self:read
POST /v1/settings/portal-domains self:update
DELETE /v1/settings/portal-domains/{id} self:update
GET /v1/settings/portal-domains/{id} self:read
POST /v1/settings/portal-domains/{id}/actions/verify self:update
`;
