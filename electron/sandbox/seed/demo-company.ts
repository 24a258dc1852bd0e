/**
 * The demo: a manufacturer with a production account and its sandbox account, as data. Days are counted from the moment
 * of seeding, negative in the past.
 */

export const COMPANY = {
  production: 'Acme Manufacturing',
  sandbox: 'Acme Manufacturing (sandbox)',
  /** A related account, for requests that name another account. */
  related: 'Acme Distribution',
} as const;

export interface DemoRole {
  readonly name: string;
  readonly permissions: readonly string[];
}

function reading(...domains: readonly string[]): readonly string[] {
  return domains.map((domain) => `${domain}:read`);
}

function writing(...domains: readonly string[]): readonly string[] {
  return domains.flatMap((domain) => [`${domain}:create`, `${domain}:read`, `${domain}:update`]);
}

export const DEMO_ROLES: readonly DemoRole[] = [
  {
    name: 'Order integration',
    permissions: [
      ...writing('sales_orders', 'customers', 'shipments'),
      ...reading('products', 'inventory', 'units', 'payment_terms'),
    ],
  },
  {
    name: 'Read-only reporting',
    permissions: reading(
      'sales_orders',
      'invoices',
      'inventory',
      'production_runs',
      'purchase_orders',
      'transactions',
      'units',
    ),
  },
  {
    name: 'Warehouse and shipping',
    permissions: [
      ...writing('picks', 'shipments', 'shipping_cases', 'receiving'),
      ...reading('inventory', 'carriers', 'locations', 'units'),
    ],
  },
  {
    name: 'Machine monitoring',
    permissions: [...writing('production_runs'), ...reading('machines', 'departments', 'shifts', 'units')],
  },
];

/** How a key is used in the request logs. */
export interface DemoTraffic {
  /** Requests on an ordinary working day. */
  readonly perDay: number;
  readonly userAgent: string;
  readonly clientIp: string;
  /** Method and route; the first ones come most often. */
  readonly routes: readonly (readonly [method: string, route: string])[];
  /** Refused attempts a day after the key's end: somebody still has the old secret. */
  readonly refusedPerDay?: number;
}

export interface DemoKey {
  readonly name: string;
  readonly role: string;
  readonly createdDay: number;
  readonly lastUsedDay: number | null;
  readonly expiresDay?: number;
  readonly revokedDay?: number;
  readonly documentation?: boolean;
  readonly traffic?: DemoTraffic;
}

const ORDER_ROUTES = [
  ['GET', '/v1/sales/sales-orders'],
  ['POST', '/v1/sales/sales-orders'],
  ['GET', '/v1/catalog/units'],
  ['PATCH', '/v1/sales/sales-orders/{id}'],
] as const;
const REPORT_ROUTES = [
  ['GET', '/v1/sales/sales-orders'],
  ['GET', '/v1/inventory/items'],
  ['GET', '/v1/finance/invoices'],
] as const;
const WAREHOUSE_ROUTES = [
  ['GET', '/v1/fulfillment/picks'],
  ['PATCH', '/v1/fulfillment/picks/{id}'],
  ['POST', '/v1/fulfillment/shipments'],
] as const;

export const PRODUCTION_KEYS: readonly DemoKey[] = [
  {
    name: 'ERP Sync',
    role: 'Order integration',
    createdDay: -212,
    lastUsedDay: -0.3,
    traffic: {
      perDay: 46,
      userAgent: 'erp-connector/4.2 (Augno/JS 0.15.6)',
      clientIp: '203.0.113.24',
      routes: ORDER_ROUTES,
    },
  },
  {
    name: 'Webshop',
    role: 'Order integration',
    createdDay: -87,
    lastUsedDay: -0.1,
    expiresDay: 3,
    traffic: {
      perDay: 31,
      userAgent: 'Augno/JS 0.15.6',
      clientIp: '198.51.100.61',
      routes: ORDER_ROUTES,
    },
  },
  {
    name: 'Warehouse gateway',
    role: 'Warehouse and shipping',
    createdDay: -164,
    lastUsedDay: -0.6,
    revokedDay: 6,
    traffic: {
      perDay: 18,
      userAgent: 'augno-go/0.16.1',
      clientIp: '203.0.113.80',
      routes: WAREHOUSE_ROUTES,
    },
  },
  {
    name: 'Warehouse gateway',
    role: 'Warehouse and shipping',
    createdDay: -1.5,
    lastUsedDay: -0.4,
    traffic: {
      perDay: 9,
      userAgent: 'augno-go/0.16.1',
      clientIp: '203.0.113.81',
      routes: WAREHOUSE_ROUTES,
    },
  },
  {
    name: 'Monthly reports',
    role: 'Read-only reporting',
    createdDay: -301,
    lastUsedDay: -143,
  },
  {
    name: 'Price list import',
    role: 'Order integration',
    createdDay: -9,
    lastUsedDay: null,
  },
  {
    name: 'Shop floor dashboard',
    role: 'Machine monitoring',
    createdDay: -48,
    lastUsedDay: -0.2,
    expiresDay: 71,
    traffic: {
      perDay: 24,
      userAgent: 'python-requests/2.32.5',
      clientIp: '203.0.113.37',
      routes: [['GET', '/v1/operations/production-runs']],
    },
  },
  {
    name: 'EDI gateway',
    role: 'Order integration',
    createdDay: -378,
    lastUsedDay: -13,
    expiresDay: -12,
    traffic: {
      perDay: 8,
      userAgent: 'edi-bridge/2.9',
      clientIp: '192.0.2.140',
      routes: ORDER_ROUTES,
      refusedPerDay: 4,
    },
  },
  {
    name: 'ERP Sync (old)',
    role: 'Order integration',
    createdDay: -520,
    lastUsedDay: -35,
    revokedDay: -34,
    traffic: {
      perDay: 5,
      userAgent: 'erp-connector/3.8 (Augno/JS 0.9.2)',
      clientIp: '192.0.2.17',
      routes: ORDER_ROUTES,
      refusedPerDay: 2,
    },
  },
  {
    name: 'Contractor access',
    role: 'Admin',
    createdDay: -96,
    lastUsedDay: -61,
    revokedDay: -60,
  },
];

export const SANDBOX_KEYS: readonly DemoKey[] = [
  {
    name: 'Integration tests',
    role: 'Order integration',
    createdDay: -120,
    lastUsedDay: -0.2,
    traffic: {
      perDay: 22,
      userAgent: 'Augno/JS 0.15.6',
      clientIp: '198.51.100.9',
      routes: ORDER_ROUTES,
    },
  },
  {
    name: 'Partner portal staging',
    role: 'Read-only reporting',
    createdDay: -57,
    lastUsedDay: -0.7,
    expiresDay: 3,
    traffic: {
      perDay: 11,
      userAgent: 'augno-go/0.16.1',
      clientIp: '198.51.100.33',
      routes: REPORT_ROUTES,
    },
  },
  {
    name: 'Label printer prototype',
    role: 'Warehouse and shipping',
    createdDay: -33,
    lastUsedDay: -2,
    revokedDay: 12,
  },
  { name: 'Load test', role: 'Order integration', createdDay: -190, lastUsedDay: -118 },
  { name: 'Onboarding exercise', role: 'Read-only reporting', createdDay: -16, lastUsedDay: null },
  {
    name: 'Trade fair demo',
    role: 'Order integration',
    createdDay: -75,
    lastUsedDay: -44,
    expiresDay: -40,
  },
  {
    name: 'Intern laptop',
    role: 'Admin',
    createdDay: -110,
    lastUsedDay: -21,
    revokedDay: -20,
    traffic: {
      perDay: 6,
      userAgent: 'curl/8.7.1',
      clientIp: '198.51.100.77',
      routes: [['GET', '/v1/catalog/units']],
      refusedPerDay: 1,
    },
  },
  {
    name: 'Doc API Key [System Generated]',
    role: 'Admin',
    createdDay: -12,
    lastUsedDay: -11,
    expiresDay: 18,
    documentation: true,
  },
];
