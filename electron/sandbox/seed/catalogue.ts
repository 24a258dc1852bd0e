/** What the system provides to every account: roles and units. */
import type { RoleType, UnitType } from '../state/records.ts';
import { PERMISSION_ACTIONS, PERMISSION_DOMAINS } from '../../../shared/permissions.ts';

export const SYSTEM_ROLES: readonly {
  readonly name: string;
  readonly type: RoleType;
  readonly permissions: readonly string[];
}[] = [
  {
    name: 'Admin',
    type: 'admin',
    permissions: PERMISSION_DOMAINS.flatMap((domain) =>
      PERMISSION_ACTIONS.map((action) => `${domain}:${action}`),
    ),
  },
  {
    name: 'Sales representative',
    type: 'sales_rep',
    permissions: [
      'customers:read',
      'sales_orders:create',
      'sales_orders:read',
      'products:read',
      'units:read',
    ],
  },
  {
    name: 'Scanner station',
    type: 'scanner',
    permissions: ['scanners:read', 'production_runs:read', 'production_runs:update', 'units:read'],
  },
  { name: 'Agent', type: 'agent', permissions: ['agents:read', 'agent_runs:create', 'agent_memories:read'] },
];

/** Name, abbreviation, type, ratio numerator and denominator, offset numerator and denominator, base unit. */
export const SYSTEM_UNITS: readonly (readonly [
  string,
  string,
  UnitType,
  string,
  string,
  string,
  string,
  boolean,
])[] = [
  ['Each', 'ea', 'quantity', '1', '1', '0', '1', true],
  ['Pair', 'pr', 'quantity', '2', '1', '0', '1', false],
  ['Dozen', 'dz', 'quantity', '12', '1', '0', '1', false],
  ['Gram', 'g', 'mass', '1', '1', '0', '1', true],
  ['Kilogram', 'kg', 'mass', '1000', '1', '0', '1', false],
  ['Pound', 'lb', 'mass', '453.59237', '1', '0', '1', false],
  ['Meter', 'm', 'length', '1', '1', '0', '1', true],
  ['Millimeter', 'mm', 'length', '1', '1000', '0', '1', false],
  ['Inch', 'in', 'length', '127', '5000', '0', '1', false],
  ['Square meter', 'm²', 'area', '1', '1', '0', '1', true],
  ['Liter', 'L', 'volume', '1', '1', '0', '1', true],
  ['US gallon', 'gal', 'volume', '3.785411784', '1', '0', '1', false],
  ['Second', 's', 'time', '1', '1', '0', '1', true],
  ['Minute', 'min', 'time', '60', '1', '0', '1', false],
  ['Hour', 'h', 'time', '3600', '1', '0', '1', false],
  ['Kelvin', 'K', 'temperature', '1', '1', '0', '1', true],
  ['Degree Celsius', '°C', 'temperature', '1', '1', '27315', '100', false],
  ['US dollar', 'USD', 'currency', '1', '1', '0', '1', true],
];
