/** Fills a new state: what the system provides, the company with its two accounts, and for the demo its keys and past. */
import { BRANDS, type BrandId } from '../../../shared/brands.ts';
import { DAY_MS } from '../../../shared/times.ts';
import { formatTimestamp } from '../state/clock.ts';
import { newIdentifier } from '../state/identifiers.ts';
import { issueKey } from '../state/issue-key.ts';
import type { AccountRecord, ActorSnapshot, ApiKeyRecord, RoleRecord } from '../state/records.ts';
import type { Store, Transaction } from '../state/store.ts';
import { SYSTEM_ROLES, SYSTEM_UNITS } from './catalogue.ts';
import { COMPANY, DEMO_ROLES, PRODUCTION_KEYS, SANDBOX_KEYS, type DemoKey } from './demo-company.ts';
import { SeededRandom } from './random.ts';
import { trafficOf } from './traffic.ts';
import { certain } from '../../../shared/certain.ts';

/** When the system's own roles and units, and the company's account, came to be. */
const SYSTEM_SINCE = Date.UTC(2025, 0, 6, 9);
const ACCOUNT_AGE_DAYS = 600;

export type Seed = 'demo' | 'empty';

export interface SeedContext {
  readonly brand: BrandId;
  readonly pepper: string;
  readonly now: number;
}

export const ADMIN_ROLE_NAME = 'Admin';

interface Place {
  readonly accountId: string | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly sequence: number;
  readonly deletedAt: null;
}

function place(transaction: Transaction, accountId: string | null, createdAt: number): Place {
  return {
    accountId,
    createdAt,
    updatedAt: createdAt,
    sequence: transaction.nextSequence(),
    deletedAt: null,
  };
}

function seedCatalogue(transaction: Transaction): Map<string, string> {
  const roles = new Map<string, string>();
  for (const role of SYSTEM_ROLES) {
    const id = newIdentifier('rl');
    roles.set(role.name, id);
    transaction.put('roles', { id, ...place(transaction, null, SYSTEM_SINCE), ...role });
  }
  const groups = new Map<string, string>();
  for (const [
    name,
    abbreviation,
    type,
    numerator,
    denominator,
    offset,
    offsetDenominator,
    base,
  ] of SYSTEM_UNITS) {
    if (!groups.has(type)) groups.set(type, newIdentifier('ug'));
    transaction.put('units', {
      id: newIdentifier('un'),
      ...place(transaction, null, SYSTEM_SINCE),
      name,
      abbreviation,
      type,
      ratioNumerator: numerator,
      ratioDenominator: denominator,
      offsetNumerator: offset,
      offsetDenominator,
      isBaseUnit: base,
      unitGroupIds: [certain(groups.get(type))],
    });
  }
  return roles;
}

function account(
  transaction: Transaction,
  now: number,
  fields: Pick<AccountRecord, 'name' | 'mode' | 'ownerAccountId' | 'announced' | 'relatedAccountIds'>,
): AccountRecord {
  const record: AccountRecord = {
    id: newIdentifier('ac'),
    ...place(transaction, null, now - ACCOUNT_AGE_DAYS * DAY_MS),
    subscription: 'active',
    adminKeyRecordId: null,
    ...fields,
  };
  transaction.put('accounts', record);
  return record;
}

/** The first state of a new server: all of it, or nothing of it. */
export function seedState(store: Store, context: SeedContext, seed: Seed): void {
  store.transaction((transaction) => {
    for (const [id, value] of [
      ['brand', context.brand],
      ['pepper', context.pepper],
    ] as const) {
      transaction.put('meta', {
        id,
        value,
        accountId: null,
        createdAt: 0,
        sequence: transaction.nextSequence(),
      });
    }
    const systemRoles = seedCatalogue(transaction);
    const related = account(transaction, context.now, {
      name: COMPANY.related,
      mode: 'prod',
      ownerAccountId: null,
      announced: false,
      relatedAccountIds: [],
    });
    const production = account(transaction, context.now, {
      name: COMPANY.production,
      mode: 'prod',
      ownerAccountId: null,
      announced: true,
      relatedAccountIds: [related.id],
    });
    const sandbox = account(transaction, context.now, {
      name: COMPANY.sandbox,
      mode: 'test',
      ownerAccountId: production.id,
      announced: true,
      relatedAccountIds: [],
    });
    transaction.put('sandboxes', {
      id: newIdentifier('sbac'),
      ...place(transaction, production.id, sandbox.createdAt),
      name: 'Integration Testing',
      sandboxAccountId: sandbox.id,
    });
    if (seed === 'demo') {
      const random = new SeededRandom(20_260_822);
      seedDemoAccount(transaction, context, production, systemRoles, PRODUCTION_KEYS, random);
      seedDemoAccount(transaction, context, sandbox, systemRoles, SANDBOX_KEYS, random);
    }
  });
}

function seedDemoAccount(
  transaction: Transaction,
  context: SeedContext,
  owner: AccountRecord,
  systemRoles: ReadonlyMap<string, string>,
  keys: readonly DemoKey[],
  random: SeededRandom,
): void {
  const roles = new Map(systemRoles);
  for (const role of DEMO_ROLES) {
    const record: RoleRecord = {
      id: newIdentifier('rl'),
      ...place(transaction, owner.id, owner.createdAt + 2 * DAY_MS),
      type: 'user',
      ...role,
    };
    roles.set(role.name, record.id);
    transaction.put('roles', record);
  }
  const person: ActorSnapshot = {
    id: newIdentifier('us'),
    type: 'user',
    name: 'Dana Whitfield',
    handle: 'dana.whitfield@acme-manufacturing.example',
    roleId: certain(roles.get(ADMIN_ROLE_NAME)),
    accountId: owner.id,
  };
  for (const demo of keys) seedDemoKey(transaction, context, owner, roles, demo, person, random);
}

function seedDemoKey(
  transaction: Transaction,
  context: SeedContext,
  owner: AccountRecord,
  roles: ReadonlyMap<string, string>,
  demo: DemoKey,
  person: ActorSnapshot,
  random: SeededRandom,
): void {
  const day = (days: number | null | undefined): number | null =>
    days === null || days === undefined ? null : Math.round(context.now + days * DAY_MS);
  const createdAt = certain(day(demo.createdDay));
  // The API notes a use at most once a day, so what it shows lags behind the logs.
  const lastUsedAt = day(demo.lastUsedDay);
  const revokedAt = day(demo.revokedDay);
  const { record } = issueKey({
    ...context,
    brand: context.brand,
    accountId: owner.id,
    mode: owner.mode,
    name: demo.name,
    roleId: certain(roles.get(demo.role)),
    createdAt,
    sequence: transaction.nextSequence(),
    expiresAt: day(demo.expiresDay),
    lastUsedAt,
    revokedAt,
    updatedAt: Math.max(createdAt, lastUsedAt ?? 0, Math.min(revokedAt ?? 0, context.now)),
  });
  transaction.put('apiKeys', record);
  if (demo.documentation === true) {
    transaction.put('documentationKeys', {
      id: owner.id,
      ...place(transaction, owner.id, createdAt),
      apiKeyId: record.id,
    });
  }
  seedAudit(transaction, context, record, person);
  if (demo.traffic === undefined) return;
  const host = new URL(BRANDS[context.brand].apiOrigin).host;
  const next = (): number => transaction.nextSequence();
  for (const log of trafficOf(record, demo.traffic, host, context.now, random, next)) {
    transaction.put('requestLogs', log);
  }
}

function seedAudit(
  transaction: Transaction,
  context: SeedContext,
  key: ApiKeyRecord,
  person: ActorSnapshot,
): void {
  const base = {
    accountId: key.accountId,
    resourceType: 'api_key',
    resourceId: key.id,
    actor: person,
    requestId: null,
    idempotencyKey: null,
    sourceIp: '203.0.113.5',
  };
  transaction.put('auditEvents', {
    ...base,
    id: newIdentifier('ae'),
    createdAt: key.createdAt,
    sequence: transaction.nextSequence(),
    action: 'create',
    changes: [
      { field: 'name', oldValue: null, newValue: key.name },
      { field: 'role_id', oldValue: null, newValue: key.roleId },
      { field: 'redacted_value', oldValue: null, newValue: key.redacted },
    ],
  });
  if (key.revokedAt === null) return;
  transaction.put('auditEvents', {
    ...base,
    id: newIdentifier('ae'),
    createdAt: Math.min(key.revokedAt, context.now - DAY_MS),
    sequence: transaction.nextSequence(),
    action: 'update',
    changes: [{ field: 'revoked_at', oldValue: null, newValue: formatTimestamp(key.revokedAt) }],
  });
}
