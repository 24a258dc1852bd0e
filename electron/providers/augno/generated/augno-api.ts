// Generated from test/fixtures/openapi/augno-openapi.json by openapi-typescript; change that, then run regenerate.ts.
export interface paths {
  '/v1/auth/api-keys': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['list-api-keys'];
    put?: never;
    post: operations['create-api-key'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/auth/api-keys/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['get-api-key'];
    put?: never;
    post?: never;
    delete: operations['revoke-api-key'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/auth/api-keys/{id}/actions/rotate': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['rotate-api-key'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/catalog/units': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['list-units'];
    put?: never;
    post: operations['create-unit'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/catalog/units/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['get-unit'];
    put?: never;
    post?: never;
    delete: operations['delete-unit'];
    options?: never;
    head?: never;
    patch: operations['update-unit'];
    trace?: never;
  };
  '/v1/core/audit-events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['list-audit-events'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/core/audit-events/resource-types': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['list-audit-event-resource-types'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/core/audit-events/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['get-audit-event'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/core/request-logs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['list-request-logs'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/core/request-logs/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['get-request-log'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/core/sandboxes': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['list-sandboxes'];
    put?: never;
    post: operations['create-sandbox'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/core/sandboxes/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['get-sandbox'];
    put?: never;
    post?: never;
    delete: operations['delete-sandbox'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/identity/roles': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['list-roles'];
    put?: never;
    post: operations['create-role'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/identity/roles/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['get-role'];
    put?: never;
    post?: never;
    delete: operations['delete-role'];
    options?: never;
    head?: never;
    patch: operations['update-role'];
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    APIErrorResponse: {
      error: components['schemas']['ResponseError'];
    };
    APIKey: {
      id: string;
      /** @enum {string} */
      object: 'api_key';
      name: string;
      redacted_value: string;
      role: components['schemas']['Role'] | null;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      updated_at: string;
      /** Format: date-time */
      last_used_at: string | null;
      /** Format: date-time */
      expires_at: string | null;
      /** Format: date-time */
      revoked_at: string | null;
    };
    Account: {
      id: string;
      /** @enum {string} */
      object: 'account';
      name: string;
      default_billing_address: components['schemas']['Address'] | null;
      default_shipping_address: components['schemas']['Address'] | null;
      branding: components['schemas']['AccountBranding'] | null;
      portal: components['schemas']['AccountPortal'] | null;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      updated_at: string;
    };
    AccountBranding: {
      id: string;
      /** @enum {string} */
      object: 'account_branding';
      support_email: string | null;
      phone_number: string | null;
      logo_url: string | null;
      facebook_handle: string | null;
      instagram_handle: string | null;
      linkedin_handle: string | null;
      twitter_handle: string | null;
      website_url: string | null;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      updated_at: string;
    };
    AccountPortal: {
      id: string;
      /** @enum {string} */
      object: 'account_portal';
      slug: string;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      updated_at: string;
    };
    Actor: {
      id: string;
      /** @enum {string} */
      object: 'actor';
      /** @enum {string} */
      type: 'user' | 'api_key' | 'agent';
      name: string | null;
      handle: string | null;
      role: components['schemas']['Role'] | null;
    };
    Address: {
      id: string;
      /** @enum {string} */
      object: 'address';
      name: string;
      phone: string | null;
      email: string | null;
      is_drop_ship: boolean;
      geolocation: components['schemas']['Geolocation'] | null;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      updated_at: string;
    };
    AuditEvent: {
      id: string;
      /** @enum {string} */
      object: 'audit_event';
      /** @enum {string} */
      action: 'create' | 'update' | 'delete' | 'restore' | 'archive';
      /** @enum {string} */
      resource_type:
        | 'account'
        | 'actor'
        | 'entity'
        | 'user'
        | 'address'
        | 'api_key'
        | 'refresh_token'
        | 'list'
        | 'sandbox'
        | 'registration_session'
        | 'pricing_plan'
        | 'plan_change'
        | 'enterprise_inquiry'
        | 'request_log'
        | 'audit_event'
        | 'role'
        | 'unit'
        | 'account_affiliation'
        | 'agent_definition'
        | 'available_tool'
        | 'agent_definition_tool'
        | 'agent_account_status'
        | 'agent_run'
        | 'agent_action'
        | 'agent_run_step'
        | 'agent_token_usage'
        | 'agent_memory'
        | 'agent_alert'
        | 'tool_group'
        | 'payment_term'
        | 'shipping_term'
        | 'quantity'
        | 'account_group'
        | 'account_status'
        | 'geolocation'
        | 'account_user'
        | 'department'
        | 'account_integration'
        | 'account_price'
        | 'product_line'
        | 'item_category'
        | 'attribute'
        | 'rate'
        | 'account_group_product_line_access'
        | 'sales_target'
        | 'adjustment_type'
        | 'account_branding'
        | 'account_portal'
        | 'account_logo_url'
        | 'public_account'
        | 'property'
        | 'carrier'
        | 'service_level'
        | 'item'
        | 'product'
        | 'batch'
        | 'batch_flow_node'
        | 'scanning_consumption'
        | 'open_batch_summary'
        | 'scanning_production_step_info'
        | 'scanning_station'
        | 'production_step'
        | 'production_run'
        | 'machine'
        | 'child_account'
        | 'unit_group'
        | 'unit_group_unit'
        | 'consumption'
        | 'customer_product_line_access'
        | 'customer'
        | 'frequently_ordered_product'
        | 'priority'
        | 'delivery'
        | 'delivery_line'
        | 'sales_order'
        | 'sales_order_line'
        | 'sales_order_type'
        | 'location'
        | 'location_type'
        | 'lot'
        | 'email_log'
        | 'inventory_change_log'
        | 'invoice'
        | 'invoice_summary'
        | 'invoice_line'
        | 'invoice_allocation'
        | 'invoice_for_payment'
        | 'shipment'
        | 'shipment_summary'
        | 'shipment_line'
        | 'shipping_case'
        | 'shipping_case_label_url'
        | 'settlement'
        | 'settlement_summary'
        | 'role_permission'
        | 'registration_flow'
        | 'registration_flow_option'
        | 'transaction'
        | 'transaction_summary'
        | 'transaction_method'
        | 'transaction_type'
        | 'transaction_allocation'
        | 'usage_item'
        | 'agent_token_detail'
        | 'account_usage_response'
        | 'subscription_info'
        | 'billing_portal_session_response'
        | 'switch_plan_response'
        | 'ensure_billing_customer_response'
        | 'spending_cap_response'
        | 'agent_spend_info'
        | 'webhook_response'
        | 'address_suggestion'
        | 'address_components'
        | 'address_details_result'
        | 'validated_address'
        | 'plan_limit'
        | 'plan_change_proration'
        | 'plan_change_line_item'
        | 'setup_billing_response'
        | 'confirm_payment_response'
        | 'oauth_response'
        | 'oauth_status_response'
        | 'stripe_publishable_key'
        | 'stripe_status'
        | 'healthcheck'
        | 'agent_definition_config'
        | 'trigger_config'
        | 'customer_contact_info'
        | 'customer_freight_preferences'
        | 'customer_defaults'
        | 'customer_notification_preferences'
        | 'order_discount'
        | 'sales_order_status'
        | 'material'
        | 'supplier_material'
        | 'part'
        | 'permission_group'
        | 'permission'
        | 'pick'
        | 'pick_line'
        | 'product_type'
        | 'production'
        | 'production_flow'
        | 'map'
        | 'purchase_order'
        | 'purchase_order_line'
        | 'supplier'
        | 'supplier_summary'
        | 'receivable_entry'
        | 'receiving_order'
        | 'receiving_order_line'
        | 'email_contact'
        | 'allocation_entry'
        | 'open_credit_entry'
        | 'volume_discount'
        | 'volume_discount_tier'
        | 'analyze_deliveries_response'
        | 'analyze_manufacturing_response'
        | 'analyze_manufacturing_batch_response'
        | 'analyze_quarterly_orders_response'
        | 'analyze_new_customers_response'
        | 'analyze_oee_response'
        | 'catalog_product_line'
        | 'catalog_category'
        | 'catalog_product'
        | 'catalog_property'
        | 'catalog_attribute'
        | 'dc_location'
        | 'edi_run'
        | 'inventory_item'
        | 'analyze_weeks_of_sales_response'
        | 'bulk_reconcile_items_response'
        | 'sys_property'
        | 'sys_property_type'
        | 'sys_property_value'
        | 'territory'
        | 'tenancy'
        | 'checkout_session'
        | 'estimate_rate_result'
        | 'rate_shop_option'
        | 'rate_shop_result'
        | 'owner'
        | 'account_plan';
      resource_id: string;
      actor: components['schemas']['Actor'] | null;
      changes: components['schemas']['List_AuditFieldChange'] | null;
      metadata: Record<string, never>;
      request_id: string | null;
      idempotency_key: string | null;
      source_ip: string | null;
      /** Format: date-time */
      occurred_at: string;
      /** Format: date-time */
      created_at: string;
    };
    AuditFieldChange: {
      field: string;
      old_value: Record<string, never>;
      new_value: Record<string, never>;
    };
    CreateAPIKeyRequest: {
      role_id: string;
      name: string;
      /** Format: date-time */
      expires_at?: string;
    };
    CreateRoleRequest: {
      name: string;
      permissions: string[];
    };
    CreateSandboxRequest: {
      name: string;
      /**
       * @default blank
       * @enum {string|null}
       */
      mode: 'blank' | 'seeded' | null;
    };
    CreateUnitRequest: {
      name: string;
      abbreviation: string;
      /** @enum {string} */
      type: 'currency' | 'quantity' | 'time' | 'mass' | 'volume' | 'length' | 'temperature' | 'area';
      /** Format: decimal */
      ratio_numerator: string;
      /** Format: decimal */
      ratio_denominator: string;
      /** Format: decimal */
      offset_numerator: string;
      /** Format: decimal */
      offset_denominator: string;
    };
    CreatedAPIKey: {
      api_key_secret: string;
      api_key_info: components['schemas']['APIKey'];
    };
    Geolocation: {
      id: string;
      /** @enum {string} */
      object: 'geolocation';
      street_line_1: string | null;
      street_line_2: string | null;
      locality: string | null;
      state: string | null;
      postal_code: string | null;
      country: string;
    };
    List_APIKey: {
      /** @enum {string} */
      object: 'list';
      page_info: components['schemas']['PageInfo'];
      data: components['schemas']['APIKey'][];
    };
    List_AuditEvent: {
      /** @enum {string} */
      object: 'list';
      page_info: components['schemas']['PageInfo'];
      data: components['schemas']['AuditEvent'][];
    };
    List_AuditFieldChange: {
      /** @enum {string} */
      object: 'list';
      page_info: components['schemas']['PageInfo'];
      data: components['schemas']['AuditFieldChange'][];
    };
    List_ObjectType: {
      /** @enum {string} */
      object: 'list';
      page_info: components['schemas']['PageInfo'];
      data: (
        | 'account'
        | 'actor'
        | 'entity'
        | 'user'
        | 'address'
        | 'api_key'
        | 'refresh_token'
        | 'list'
        | 'sandbox'
        | 'registration_session'
        | 'pricing_plan'
        | 'plan_change'
        | 'enterprise_inquiry'
        | 'request_log'
        | 'audit_event'
        | 'role'
        | 'unit'
        | 'account_affiliation'
        | 'agent_definition'
        | 'available_tool'
        | 'agent_definition_tool'
        | 'agent_account_status'
        | 'agent_run'
        | 'agent_action'
        | 'agent_run_step'
        | 'agent_token_usage'
        | 'agent_memory'
        | 'agent_alert'
        | 'tool_group'
        | 'payment_term'
        | 'shipping_term'
        | 'quantity'
        | 'account_group'
        | 'account_status'
        | 'geolocation'
        | 'account_user'
        | 'department'
        | 'account_integration'
        | 'account_price'
        | 'product_line'
        | 'item_category'
        | 'attribute'
        | 'rate'
        | 'account_group_product_line_access'
        | 'sales_target'
        | 'adjustment_type'
        | 'account_branding'
        | 'account_portal'
        | 'account_logo_url'
        | 'public_account'
        | 'property'
        | 'carrier'
        | 'service_level'
        | 'item'
        | 'product'
        | 'batch'
        | 'batch_flow_node'
        | 'scanning_consumption'
        | 'open_batch_summary'
        | 'scanning_production_step_info'
        | 'scanning_station'
        | 'production_step'
        | 'production_run'
        | 'machine'
        | 'child_account'
        | 'unit_group'
        | 'unit_group_unit'
        | 'consumption'
        | 'customer_product_line_access'
        | 'customer'
        | 'frequently_ordered_product'
        | 'priority'
        | 'delivery'
        | 'delivery_line'
        | 'sales_order'
        | 'sales_order_line'
        | 'sales_order_type'
        | 'location'
        | 'location_type'
        | 'lot'
        | 'email_log'
        | 'inventory_change_log'
        | 'invoice'
        | 'invoice_summary'
        | 'invoice_line'
        | 'invoice_allocation'
        | 'invoice_for_payment'
        | 'shipment'
        | 'shipment_summary'
        | 'shipment_line'
        | 'shipping_case'
        | 'shipping_case_label_url'
        | 'settlement'
        | 'settlement_summary'
        | 'role_permission'
        | 'registration_flow'
        | 'registration_flow_option'
        | 'transaction'
        | 'transaction_summary'
        | 'transaction_method'
        | 'transaction_type'
        | 'transaction_allocation'
        | 'usage_item'
        | 'agent_token_detail'
        | 'account_usage_response'
        | 'subscription_info'
        | 'billing_portal_session_response'
        | 'switch_plan_response'
        | 'ensure_billing_customer_response'
        | 'spending_cap_response'
        | 'agent_spend_info'
        | 'webhook_response'
        | 'address_suggestion'
        | 'address_components'
        | 'address_details_result'
        | 'validated_address'
        | 'plan_limit'
        | 'plan_change_proration'
        | 'plan_change_line_item'
        | 'setup_billing_response'
        | 'confirm_payment_response'
        | 'oauth_response'
        | 'oauth_status_response'
        | 'stripe_publishable_key'
        | 'stripe_status'
        | 'healthcheck'
        | 'agent_definition_config'
        | 'trigger_config'
        | 'customer_contact_info'
        | 'customer_freight_preferences'
        | 'customer_defaults'
        | 'customer_notification_preferences'
        | 'order_discount'
        | 'sales_order_status'
        | 'material'
        | 'supplier_material'
        | 'part'
        | 'permission_group'
        | 'permission'
        | 'pick'
        | 'pick_line'
        | 'product_type'
        | 'production'
        | 'production_flow'
        | 'map'
        | 'purchase_order'
        | 'purchase_order_line'
        | 'supplier'
        | 'supplier_summary'
        | 'receivable_entry'
        | 'receiving_order'
        | 'receiving_order_line'
        | 'email_contact'
        | 'allocation_entry'
        | 'open_credit_entry'
        | 'volume_discount'
        | 'volume_discount_tier'
        | 'analyze_deliveries_response'
        | 'analyze_manufacturing_response'
        | 'analyze_manufacturing_batch_response'
        | 'analyze_quarterly_orders_response'
        | 'analyze_new_customers_response'
        | 'analyze_oee_response'
        | 'catalog_product_line'
        | 'catalog_category'
        | 'catalog_product'
        | 'catalog_property'
        | 'catalog_attribute'
        | 'dc_location'
        | 'edi_run'
        | 'inventory_item'
        | 'analyze_weeks_of_sales_response'
        | 'bulk_reconcile_items_response'
        | 'sys_property'
        | 'sys_property_type'
        | 'sys_property_value'
        | 'territory'
        | 'tenancy'
        | 'checkout_session'
        | 'estimate_rate_result'
        | 'rate_shop_option'
        | 'rate_shop_result'
        | 'owner'
        | 'account_plan'
      )[];
    };
    List_RequestLog: {
      /** @enum {string} */
      object: 'list';
      page_info: components['schemas']['PageInfo'];
      data: components['schemas']['RequestLog'][];
    };
    List_Role: {
      /** @enum {string} */
      object: 'list';
      page_info: components['schemas']['PageInfo'];
      data: components['schemas']['Role'][];
    };
    List_Sandbox: {
      /** @enum {string} */
      object: 'list';
      page_info: components['schemas']['PageInfo'];
      data: components['schemas']['Sandbox'][];
    };
    List_Unit: {
      /** @enum {string} */
      object: 'list';
      page_info: components['schemas']['PageInfo'];
      data: components['schemas']['Unit'][];
    };
    Owner: {
      /** @enum {string} */
      object: 'owner';
      /** @enum {string} */
      type: 'system' | 'account';
      account: components['schemas']['Account'] | null;
    };
    PageInfo: {
      next_cursor: string | null;
      prev_cursor: string | null;
      has_next_page: boolean;
      has_prev_page: boolean;
    };
    QuotaInfo: {
      limit: number;
      used: number;
      /** Format: date-time */
      reset_at: string | null;
    };
    RequestLog: {
      id: string;
      /** @enum {string} */
      object: 'request_log';
      method: string;
      host: string;
      path: string;
      normalized_route: string;
      query_json: string | null;
      status_code: number;
      latency_us: number;
      api_version: string | null;
      identity_type: string | null;
      client_ip: string | null;
      user_agent: string | null;
      referrer: string | null;
      error_code: string | null;
      error_message: string | null;
      /** Format: date-time */
      occurred_at: string;
      /** Format: date-time */
      created_at: string;
      account: components['schemas']['Account'] | null;
      actor: components['schemas']['Actor'] | null;
      idempotency_key: string | null;
      request_body_json: string | null;
      response_body_json: string | null;
    };
    ResponseError: {
      /** @enum {string} */
      code:
        | 'expired_token'
        | 'api_key_expired'
        | 'api_key_revoked'
        | 'invalid_credentials'
        | 'insufficient_permissions'
        | 'payment_required'
        | 'validation_failed'
        | 'missing_field'
        | 'invalid_format'
        | 'method_not_allowed'
        | 'resource_not_found'
        | 'resource_exists'
        | 'resource_conflict'
        | 'resource_gone'
        | 'idempotency_in_progress'
        | 'limit_exceeded'
        | 'registration_closed'
        | 'rate_limit_exceeded'
        | 'parameter_missing'
        | 'parameter_invalid'
        | 'parameter_unknown'
        | 'parameters_exclusive'
        | 'internal_error'
        | 'service_unavailable'
        | 'external_service_error'
        | 'timeout'
        | 'connection_error'
        | 'request_timeout'
        | 'client_closed_request'
        | 'api_version_required'
        | 'api_version_invalid'
        | 'api_version_too_old';
      /** @enum {string} */
      type: 'api_error' | 'idempotency_error' | 'invalid_request_error';
      message: string;
      param: string | null;
      doc_url: string | null;
      is_transient: boolean;
      quota: components['schemas']['QuotaInfo'] | null;
      request_log_url: string | null;
    };
    Role: {
      id: string;
      /** @enum {string} */
      object: 'role';
      name: string;
      /** @enum {string} */
      type: 'admin' | 'user' | 'scanner' | 'sales_rep' | 'agent';
      owner: components['schemas']['Owner'] | null;
      permissions: string[] | null;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      updated_at: string;
    };
    RotateAPIKeyRequest: {
      /** Format: date-time */
      expires_at?: string;
    };
    Sandbox: {
      id: string;
      /** @enum {string} */
      object: 'sandbox';
      name: string;
      owner_account: components['schemas']['Account'] | null;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      updated_at: string;
    };
    Unit: {
      id: string;
      /** @enum {string} */
      object: 'unit';
      name: string;
      abbreviation: string;
      /** @enum {string} */
      type: 'currency' | 'quantity' | 'time' | 'mass' | 'volume' | 'length' | 'temperature' | 'area';
      /** Format: decimal */
      ratio_numerator: string;
      /** Format: decimal */
      ratio_denominator: string;
      /** Format: decimal */
      offset_numerator: string;
      /** Format: decimal */
      offset_denominator: string;
      is_base_unit: boolean;
      owner: components['schemas']['Owner'] | null;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      updated_at: string;
    };
    UpdateRoleRequest: {
      name: string;
      permissions: string[];
    };
    UpdateUnitRequest: {
      name?: string;
      abbreviation?: string;
      /** Format: decimal */
      ratio_numerator?: string;
      /** Format: decimal */
      ratio_denominator?: string;
      /** Format: decimal */
      offset_numerator?: string;
      /** Format: decimal */
      offset_denominator?: string;
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  'list-api-keys': {
    parameters: {
      query?: {
        cursor?: string;
        limit?: number;
        q?: string;
        'statuses[]'?: ('active' | 'expired' | 'revoked')[];
        'include[]'?: ('role' | 'role.permissions')[];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['List_APIKey'];
        };
      };
      '4XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['APIErrorResponse'];
        };
      };
    };
  };
  'create-api-key': {
    parameters: {
      query?: {
        'include[]'?: ('role' | 'role.permissions')[];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['CreateAPIKeyRequest'];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CreatedAPIKey'];
        };
      };
      '4XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['APIErrorResponse'];
        };
      };
    };
  };
  'get-api-key': {
    parameters: {
      query?: {
        'include[]'?: ('role' | 'role.permissions')[];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['APIKey'];
        };
      };
      '4XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['APIErrorResponse'];
        };
      };
    };
  };
  'revoke-api-key': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': Record<string, never>;
        };
      };
      '4XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['APIErrorResponse'];
        };
      };
    };
  };
  'rotate-api-key': {
    parameters: {
      query?: {
        'include[]'?: ('role' | 'role.permissions')[];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['RotateAPIKeyRequest'];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CreatedAPIKey'];
        };
      };
      '4XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['APIErrorResponse'];
        };
      };
    };
  };
  'list-units': {
    parameters: {
      query?: {
        cursor?: string;
        limit?: number;
        q?: string;
        type?: 'currency' | 'quantity' | 'time' | 'mass' | 'volume' | 'length' | 'temperature' | 'area';
        'unit_group_ids[]'?: string[];
        'include[]'?: ('owner' | 'owner.account')[];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['List_Unit'];
        };
      };
      '4XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['APIErrorResponse'];
        };
      };
    };
  };
  'create-unit': {
    parameters: {
      query?: {
        'include[]'?: ('owner' | 'owner.account')[];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['CreateUnitRequest'];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Unit'];
        };
      };
      '4XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['APIErrorResponse'];
        };
      };
    };
  };
  'get-unit': {
    parameters: {
      query?: {
        'include[]'?: ('owner' | 'owner.account')[];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Unit'];
        };
      };
      '4XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['APIErrorResponse'];
        };
      };
    };
  };
  'delete-unit': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': Record<string, never>;
        };
      };
      '4XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['APIErrorResponse'];
        };
      };
    };
  };
  'update-unit': {
    parameters: {
      query?: {
        'include[]'?: ('owner' | 'owner.account')[];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['UpdateUnitRequest'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Unit'];
        };
      };
      '4XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['APIErrorResponse'];
        };
      };
    };
  };
  'list-audit-events': {
    parameters: {
      query?: {
        cursor?: string;
        limit?: number;
        q?: string;
        start_date?: string;
        end_date?: string;
        'resource_types[]'?: (
          | 'account'
          | 'actor'
          | 'entity'
          | 'user'
          | 'address'
          | 'api_key'
          | 'refresh_token'
          | 'list'
          | 'sandbox'
          | 'registration_session'
          | 'pricing_plan'
          | 'plan_change'
          | 'enterprise_inquiry'
          | 'request_log'
          | 'audit_event'
          | 'role'
          | 'unit'
          | 'account_affiliation'
          | 'agent_definition'
          | 'available_tool'
          | 'agent_definition_tool'
          | 'agent_account_status'
          | 'agent_run'
          | 'agent_action'
          | 'agent_run_step'
          | 'agent_token_usage'
          | 'agent_memory'
          | 'agent_alert'
          | 'tool_group'
          | 'payment_term'
          | 'shipping_term'
          | 'quantity'
          | 'account_group'
          | 'account_status'
          | 'geolocation'
          | 'account_user'
          | 'department'
          | 'account_integration'
          | 'account_price'
          | 'product_line'
          | 'item_category'
          | 'attribute'
          | 'rate'
          | 'account_group_product_line_access'
          | 'sales_target'
          | 'adjustment_type'
          | 'account_branding'
          | 'account_portal'
          | 'account_logo_url'
          | 'public_account'
          | 'property'
          | 'carrier'
          | 'service_level'
          | 'item'
          | 'product'
          | 'batch'
          | 'batch_flow_node'
          | 'scanning_consumption'
          | 'open_batch_summary'
          | 'scanning_production_step_info'
          | 'scanning_station'
          | 'production_step'
          | 'production_run'
          | 'machine'
          | 'child_account'
          | 'unit_group'
          | 'unit_group_unit'
          | 'consumption'
          | 'customer_product_line_access'
          | 'customer'
          | 'frequently_ordered_product'
          | 'priority'
          | 'delivery'
          | 'delivery_line'
          | 'sales_order'
          | 'sales_order_line'
          | 'sales_order_type'
          | 'location'
          | 'location_type'
          | 'lot'
          | 'email_log'
          | 'inventory_change_log'
          | 'invoice'
          | 'invoice_summary'
          | 'invoice_line'
          | 'invoice_allocation'
          | 'invoice_for_payment'
          | 'shipment'
          | 'shipment_summary'
          | 'shipment_line'
          | 'shipping_case'
          | 'shipping_case_label_url'
          | 'settlement'
          | 'settlement_summary'
          | 'role_permission'
          | 'registration_flow'
          | 'registration_flow_option'
          | 'transaction'
          | 'transaction_summary'
          | 'transaction_method'
          | 'transaction_type'
          | 'transaction_allocation'
          | 'usage_item'
          | 'agent_token_detail'
          | 'account_usage_response'
          | 'subscription_info'
          | 'billing_portal_session_response'
          | 'switch_plan_response'
          | 'ensure_billing_customer_response'
          | 'spending_cap_response'
          | 'agent_spend_info'
          | 'webhook_response'
          | 'address_suggestion'
          | 'address_components'
          | 'address_details_result'
          | 'validated_address'
          | 'plan_limit'
          | 'plan_change_proration'
          | 'plan_change_line_item'
          | 'setup_billing_response'
          | 'confirm_payment_response'
          | 'oauth_response'
          | 'oauth_status_response'
          | 'stripe_publishable_key'
          | 'stripe_status'
          | 'healthcheck'
          | 'agent_definition_config'
          | 'trigger_config'
          | 'customer_contact_info'
          | 'customer_freight_preferences'
          | 'customer_defaults'
          | 'customer_notification_preferences'
          | 'order_discount'
          | 'sales_order_status'
          | 'material'
          | 'supplier_material'
          | 'part'
          | 'permission_group'
          | 'permission'
          | 'pick'
          | 'pick_line'
          | 'product_type'
          | 'production'
          | 'production_flow'
          | 'map'
          | 'purchase_order'
          | 'purchase_order_line'
          | 'supplier'
          | 'supplier_summary'
          | 'receivable_entry'
          | 'receiving_order'
          | 'receiving_order_line'
          | 'email_contact'
          | 'allocation_entry'
          | 'open_credit_entry'
          | 'volume_discount'
          | 'volume_discount_tier'
          | 'analyze_deliveries_response'
          | 'analyze_manufacturing_response'
          | 'analyze_manufacturing_batch_response'
          | 'analyze_quarterly_orders_response'
          | 'analyze_new_customers_response'
          | 'analyze_oee_response'
          | 'catalog_product_line'
          | 'catalog_category'
          | 'catalog_product'
          | 'catalog_property'
          | 'catalog_attribute'
          | 'dc_location'
          | 'edi_run'
          | 'inventory_item'
          | 'analyze_weeks_of_sales_response'
          | 'bulk_reconcile_items_response'
          | 'sys_property'
          | 'sys_property_type'
          | 'sys_property_value'
          | 'territory'
          | 'tenancy'
          | 'checkout_session'
          | 'estimate_rate_result'
          | 'rate_shop_option'
          | 'rate_shop_result'
          | 'owner'
          | 'account_plan'
        )[];
        'resource_ids[]'?: string[];
        'actor_ids[]'?: string[];
        'actions[]'?: ('create' | 'update' | 'delete' | 'restore' | 'archive')[];
        'include[]'?: ('actor' | 'changes' | 'metadata')[];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['List_AuditEvent'];
        };
      };
      '4XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['APIErrorResponse'];
        };
      };
    };
  };
  'list-audit-event-resource-types': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['List_ObjectType'];
        };
      };
      '4XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['APIErrorResponse'];
        };
      };
    };
  };
  'get-audit-event': {
    parameters: {
      query?: {
        'include[]'?: ('actor' | 'changes' | 'metadata')[];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AuditEvent'];
        };
      };
      '4XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['APIErrorResponse'];
        };
      };
    };
  };
  'list-request-logs': {
    parameters: {
      query?: {
        cursor?: string;
        limit?: number;
        q?: string;
        start_date?: string;
        end_date?: string;
        'methods[]'?: ('GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD' | 'OPTIONS')[];
        'status_codes[]'?: number[];
        'error_codes[]'?: (
          | 'expired_token'
          | 'api_key_expired'
          | 'api_key_revoked'
          | 'invalid_credentials'
          | 'insufficient_permissions'
          | 'payment_required'
          | 'validation_failed'
          | 'missing_field'
          | 'invalid_format'
          | 'method_not_allowed'
          | 'resource_not_found'
          | 'resource_exists'
          | 'resource_conflict'
          | 'resource_gone'
          | 'idempotency_in_progress'
          | 'limit_exceeded'
          | 'registration_closed'
          | 'rate_limit_exceeded'
          | 'parameter_missing'
          | 'parameter_invalid'
          | 'parameter_unknown'
          | 'parameters_exclusive'
          | 'internal_error'
          | 'service_unavailable'
          | 'external_service_error'
          | 'timeout'
          | 'connection_error'
          | 'request_timeout'
          | 'client_closed_request'
          | 'api_version_required'
          | 'api_version_invalid'
          | 'api_version_too_old'
        )[];
        'account_ids[]'?: string[];
        'actor_ids[]'?: string[];
        'actor_types[]'?: ('user' | 'api_key' | 'agent')[];
        'normalized_routes[]'?: string[];
        'hosts[]'?: string[];
        min_latency_us?: number;
        'include[]'?: ('account' | 'actor' | 'actor.role')[];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['List_RequestLog'];
        };
      };
      '4XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['APIErrorResponse'];
        };
      };
    };
  };
  'get-request-log': {
    parameters: {
      query?: {
        'include[]'?: (
          | 'account'
          | 'actor'
          | 'actor.role'
          | 'actor.role.permissions'
          | 'query_json'
          | 'request_body_json'
          | 'response_body_json'
        )[];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RequestLog'];
        };
      };
      '4XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['APIErrorResponse'];
        };
      };
    };
  };
  'list-sandboxes': {
    parameters: {
      query?: {
        cursor?: string;
        limit?: number;
        q?: string;
        'include[]'?: 'owner_account'[];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['List_Sandbox'];
        };
      };
      '4XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['APIErrorResponse'];
        };
      };
    };
  };
  'create-sandbox': {
    parameters: {
      query?: {
        'include[]'?: 'owner_account'[];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['CreateSandboxRequest'];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Sandbox'];
        };
      };
      '4XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['APIErrorResponse'];
        };
      };
    };
  };
  'get-sandbox': {
    parameters: {
      query?: {
        'include[]'?: 'owner_account'[];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Sandbox'];
        };
      };
      '4XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['APIErrorResponse'];
        };
      };
    };
  };
  'delete-sandbox': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': Record<string, never>;
        };
      };
      '4XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['APIErrorResponse'];
        };
      };
    };
  };
  'list-roles': {
    parameters: {
      query?: {
        cursor?: string;
        limit?: number;
        q?: string;
        'role_types[]'?: string[];
        'include[]'?: ('owner' | 'owner.account' | 'permissions')[];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['List_Role'];
        };
      };
      '4XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['APIErrorResponse'];
        };
      };
    };
  };
  'create-role': {
    parameters: {
      query?: {
        'include[]'?: ('owner' | 'owner.account' | 'permissions')[];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['CreateRoleRequest'];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Role'];
        };
      };
      '4XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['APIErrorResponse'];
        };
      };
    };
  };
  'get-role': {
    parameters: {
      query?: {
        'include[]'?: ('owner' | 'owner.account' | 'permissions')[];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Role'];
        };
      };
      '4XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['APIErrorResponse'];
        };
      };
    };
  };
  'delete-role': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': Record<string, never>;
        };
      };
      '4XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['APIErrorResponse'];
        };
      };
    };
  };
  'update-role': {
    parameters: {
      query?: {
        'include[]'?: ('owner' | 'owner.account' | 'permissions')[];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['UpdateRoleRequest'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Role'];
        };
      };
      '4XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['APIErrorResponse'];
        };
      };
    };
  };
}
