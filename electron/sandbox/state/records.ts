/**
 * What the sandbox server remembers. Times are milliseconds since 1970, the resolution of the real server's database.
 *
 * SECURITY: no record holds a secret. A key's record has an HMAC of its secret part; a stored reply that carries a secret
 * is sealed under the caller's own key (see seal.ts).
 */
import type { KeyMode } from '../../../shared/key-format.ts';

/** Everything that is listed in pages: newest first by `createdAt`, then by `sequence`. */
export interface OrderedRecord {
  readonly id: string;
  /** The account it belongs to; null for what the system provides to all. */
  readonly accountId: string | null;
  readonly createdAt: number;
  /** Internal, rising; tells records of one millisecond apart. */
  readonly sequence: number;
}

export const SUBSCRIPTION_STATES = ['active', 'past_due', 'canceled', 'unpaid'] as const;
export type SubscriptionState = (typeof SUBSCRIPTION_STATES)[number];

export interface AccountRecord extends OrderedRecord {
  readonly name: string;
  readonly mode: KeyMode;
  readonly subscription: SubscriptionState;
  /** A test account is a sandbox of this production account. */
  readonly ownerAccountId: string | null;
  /** Accounts this one may name in the account header. */
  readonly relatedAccountIds: readonly string[];
  /** Listed with an admin key when the server is ready. */
  readonly announced: boolean;
  readonly adminKeyRecordId: string | null;
  readonly updatedAt: number;
  readonly deletedAt: number | null;
}

export interface SandboxRecord extends OrderedRecord {
  readonly name: string;
  /** The account that the sandbox is; `accountId` is its owner. */
  readonly sandboxAccountId: string;
  readonly updatedAt: number;
  readonly deletedAt: number | null;
}

export type RoleType = 'admin' | 'user' | 'scanner' | 'sales_rep' | 'agent';

export interface RoleRecord extends OrderedRecord {
  readonly name: string;
  readonly type: RoleType;
  readonly permissions: readonly string[];
  readonly updatedAt: number;
  readonly deletedAt: number | null;
}

export interface ApiKeyRecord extends OrderedRecord {
  readonly accountId: string;
  /** The public part inside the key, by which it is looked up. */
  readonly keyId: string;
  /** HMAC-SHA-256 of the secret part under the server's pepper, hex. */
  readonly secretHash: string;
  readonly name: string;
  readonly mode: KeyMode;
  readonly redacted: string;
  readonly roleId: string;
  readonly updatedAt: number;
  readonly lastUsedAt: number | null;
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
}

export const UNIT_TYPES = [
  'currency',
  'quantity',
  'time',
  'mass',
  'volume',
  'length',
  'temperature',
  'area',
] as const;
export type UnitType = (typeof UNIT_TYPES)[number];

export interface UnitRecord extends OrderedRecord {
  readonly name: string;
  readonly abbreviation: string;
  readonly type: UnitType;
  readonly ratioNumerator: string;
  readonly ratioDenominator: string;
  readonly offsetNumerator: string;
  readonly offsetDenominator: string;
  readonly isBaseUnit: boolean;
  readonly unitGroupIds: readonly string[];
  readonly updatedAt: number;
  readonly deletedAt: number | null;
}

/** Who did something, as it was at that time. */
export interface ActorSnapshot {
  readonly id: string;
  readonly type: 'api_key' | 'user';
  readonly name: string;
  readonly handle: string | null;
  readonly roleId: string | null;
  /** The account the actor belongs to. */
  readonly accountId: string;
}

export interface RequestLogRecord extends OrderedRecord {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly route: string;
  readonly query: Readonly<Record<string, readonly string[]>> | null;
  readonly statusCode: number;
  readonly latencyMicroseconds: number;
  readonly apiVersion: string | null;
  readonly clientIp: string | null;
  readonly userAgent: string | null;
  readonly referrer: string | null;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  readonly actor: ActorSnapshot | null;
  readonly idempotencyKey: string | null;
}

/** Apart from the log, because lists never need it and it is dropped sooner. JSON text, secrets removed. */
export interface RequestBodyRecord extends OrderedRecord {
  readonly request: string | null;
  readonly response: string | null;
}

export interface FieldChange {
  readonly field: string;
  readonly oldValue: string | readonly string[] | boolean | null;
  readonly newValue: string | readonly string[] | boolean | null;
}

export interface AuditEventRecord extends OrderedRecord {
  readonly action: 'create' | 'update' | 'delete' | 'restore' | 'archive';
  readonly resourceType: string;
  readonly resourceId: string;
  readonly actor: ActorSnapshot | null;
  readonly changes: readonly FieldChange[];
  readonly requestId: string | null;
  readonly idempotencyKey: string | null;
  readonly sourceIp: string | null;
}

export interface IdempotencyRecord extends OrderedRecord {
  /** SHA-256 of query and body. */
  readonly contentHash: string;
  /** Status, headers and body of the reply, sealed under the caller's key; base64. */
  readonly sealedReply: string;
}

/** The one documentation key of a sandbox account. Its secret is in memory only. */
export interface DocumentationKeyRecord extends OrderedRecord {
  readonly apiKeyId: string;
}

/** Facts about the server itself. */
export interface MetaRecord extends OrderedRecord {
  readonly value: string;
}

export interface Records {
  readonly meta: MetaRecord;
  readonly accounts: AccountRecord;
  readonly sandboxes: SandboxRecord;
  readonly roles: RoleRecord;
  readonly apiKeys: ApiKeyRecord;
  readonly documentationKeys: DocumentationKeyRecord;
  readonly units: UnitRecord;
  readonly requestLogs: RequestLogRecord;
  readonly requestBodies: RequestBodyRecord;
  readonly auditEvents: AuditEventRecord;
  readonly idempotency: IdempotencyRecord;
}

export type TableName = keyof Records;

export const TABLE_NAMES = [
  'meta',
  'accounts',
  'sandboxes',
  'roles',
  'apiKeys',
  'documentationKeys',
  'units',
  'requestLogs',
  'requestBodies',
  'auditEvents',
  'idempotency',
] as const satisfies readonly TableName[];
