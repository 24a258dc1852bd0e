/** What an operation of the API is to the pipeline that runs it. */
import type { Brand } from '../../../shared/brands.ts';
import type { Clock } from '../state/clock.ts';
import type {
  AccountRecord,
  ApiKeyRecord,
  AuditEventRecord,
  FieldChange,
  OrderedRecord,
  RoleRecord,
} from '../state/records.ts';
import type { Store, Transaction } from '../state/store.ts';
import type { BodySpec, BodyValues } from './body.ts';
import type { CursorCodec } from './pages.ts';
import { renderPage } from './pages.ts';
import type { QuerySpec, QueryValues } from './query.ts';
import type { ApiVersion } from '../../../shared/api-version.ts';
import type { Contract } from './versions.ts';

/** What belongs to the server and not to one request. */
export interface ServerContext {
  readonly brand: Brand;
  readonly store: Store;
  readonly clock: Clock;
  /** Under which secrets are hashed and cursors signed; 32 bytes, hex. */
  readonly pepper: string;
  readonly cursors: CursorCodec;
  /** SECURITY: secrets of documentation keys by API key id; in memory only, because the data folder keeps hashes. */
  readonly documentationSecrets: Map<string, string>;
}

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

export type Requirement =
  /** A key of the target account itself, with a role of type admin. */
  | { readonly kind: 'admin' }
  | {
      readonly kind: 'permission';
      readonly permission: `${string}:${'create' | 'read' | 'update' | 'delete'}`;
    };

export interface Call {
  readonly server: ServerContext;
  readonly version: ApiVersion;
  readonly contract: Contract;
  readonly url: URL;
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: QueryValues;
  readonly body: BodyValues;
  readonly now: number;
  readonly key: ApiKeyRecord;
  readonly role: RoleRecord | undefined;
  /** The target account. */
  readonly account: AccountRecord;
  readonly transaction: Transaction;
  audit(entry: {
    readonly action: AuditEventRecord['action'];
    readonly resourceType: string;
    readonly resourceId: string;
    readonly changes: readonly FieldChange[];
  }): void;
}

export interface Reply {
  readonly status: number;
  readonly body: unknown;
  /** Path of the new resource. */
  readonly location?: string;
}

export interface Operation {
  readonly method: Method;
  /** As in the OpenAPI document: `/v1/auth/api-keys/{id}`. */
  readonly route: string;
  readonly requires: Requirement;
  readonly since?: Contract;
  /** Refused with a key of a test account. */
  readonly productionOnly?: boolean;
  readonly query?: (contract: Contract) => QuerySpec;
  /** Whether query parameters that it does not know are left aside in this version. */
  readonly ignoresUnknown?: (version: ApiVersion) => boolean;
  readonly includes?: (contract: Contract) => readonly string[];
  readonly body?: (contract: Contract) => BodySpec;
  /** Synchronous: everything it puts is committed with the stored reply, or not at all. */
  readonly handle: (call: Call) => Reply;
}

/** The page of `rows` that the call asks for. */
export function page<Row extends OrderedRecord>(
  call: Call,
  scope: string,
  rows: readonly Row[],
  matches: (row: Row) => boolean,
  render: (row: Row) => unknown,
): Reply {
  const body = renderPage({
    rows,
    matches,
    render,
    query: call.query,
    scope: `${scope} ${call.account.id}`,
    cursors: call.server.cursors,
    contract: call.contract,
    url: call.url,
  });
  return { status: 200, body };
}

/** Case is ignored, as a person who searches expects. */
export function containsText(text: string, needle: string | null): boolean {
  return needle === null || text.toLowerCase().includes(needle.toLowerCase());
}
