/** A sandbox for one test file, and a client that checks every response against the contract of its version. */
import { expect } from 'vitest';
import { BRANDS } from '../../../../shared/brands.ts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../../electron/sandbox/index.ts';
import { Contract, templateOf, type ContractName } from './contract.ts';

const CONTRACTS: Readonly<Record<ContractName, Contract>> = {
  v15: new Contract('v15'),
  v50: new Contract('v50'),
};

export const VERSIONS: Readonly<Record<ContractName, string>> = {
  v15: '1.0.forge-preview.1',
  v50: '1.0.forge-preview.3',
};

/**
 * Every field the tests read, nulls left out of the types for brevity. The contract check has looked at the real shape before a test does.
 */
export interface Item {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly code: string;
  readonly object: string;
  readonly redacted_value: string;
  readonly role: Item;
  readonly owner: unknown;
  readonly permissions: readonly unknown[];
  readonly created_at: string;
  readonly updated_at: string;
  readonly last_used_at: string;
  readonly expires_at: string;
  readonly revoked_at: string;
  readonly ratio_numerator: string;
  readonly path: string;
  readonly status_code: number;
  readonly api_version: string;
  readonly error_code: string;
  readonly occurred_at: string;
  readonly query_json: string;
  readonly request_body: unknown;
  readonly request_body_json: string;
  readonly response_body_json: string;
  readonly action: string;
  readonly resource_id: string;
  readonly actor: Item;
  readonly changes: { readonly data: readonly { readonly field: string }[] };
}

export interface Body extends Item {
  readonly data: readonly [Item, ...Item[]];
  readonly page_info: {
    readonly next_cursor: string;
    readonly prev_cursor: string;
    readonly next_page_url: string;
    readonly previous_page_url: string;
    readonly has_next_page: boolean;
    readonly has_prev_page: boolean;
  };
  readonly api_key_secret: string;
  readonly api_key_info: Item;
  readonly error: {
    readonly code: string;
    readonly param: string;
    readonly message: string;
    readonly doc_url: string;
    readonly request_log_url: string;
  };
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

export interface CallOptions {
  /** Default: the test account's admin key. null: no Authorization header. */
  readonly key?: string | null;
  readonly contract?: ContractName;
  /** Instead of the contract's; null: no version header. */
  readonly version?: string | null;
  /** Sent as JSON; a string as it is. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

export interface TestServer extends Sandbox {
  readonly test: Sandbox['accounts'][number];
  readonly production: Sandbox['accounts'][number];
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  control(method: 'POST' | 'DELETE', path: string, body?: unknown): Promise<Body>;
  /** The id of a role of the test account (or of `key`'s). */
  roleId(name: string, key?: string): Promise<string>;
  createKey(input?: Readonly<Record<string, unknown>>, options?: CallOptions): Promise<Body>;
}

const KNOWN_OUTSIDE_THE_DOCUMENT =
  /^\/v1\/(identity\/permission-groups|auth\/api-keys\/actions\/fetch-doc-api-key)$/;

function checkContract(
  contract: ContractName,
  method: string,
  path: string,
  status: number,
  body: unknown,
): void {
  const pathname = path.split('?')[0]!;
  const template = KNOWN_OUTSIDE_THE_DOCUMENT.test(pathname) ? null : templateOf(pathname);
  if (template === null || status === 405) {
    if (status >= 400) expect(CONTRACTS[contract].problemWithError(body), path).toBeNull();
    return;
  }
  expect(CONTRACTS[contract].problemWith(method, template, status, body), `${method} ${path}`).toBeNull();
}

export async function startTestServer(
  options: SandboxOptions & { readonly rateLimit?: boolean } = {},
): Promise<TestServer> {
  const { rateLimit, ...sandboxOptions } = options;
  const sandbox = await startSandbox({ testControls: true, ...sandboxOptions });
  const brand = BRANDS[options.brand ?? 'augno'];
  const account = (mode: 'test' | 'prod'): Sandbox['accounts'][number] =>
    sandbox.accounts.find((candidate) => candidate.mode === mode)!;

  const server: TestServer = {
    ...sandbox,
    test: account('test'),
    production: account('prod'),
    async call(method, path, call = {}) {
      const contract = call.contract ?? 'v15';
      const version = call.version === undefined ? VERSIONS[contract] : call.version;
      const key = call.key === undefined ? account('test').adminKey : call.key;
      const response = await fetch(`${sandbox.url}${path}`, {
        method,
        headers: {
          ...(version === null ? {} : { [brand.headers.version]: version }),
          ...(key === null ? {} : { Authorization: `Bearer ${key}` }),
          ...(call.body === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...call.headers,
        },
        ...(call.body === undefined
          ? {}
          : { body: typeof call.body === 'string' ? call.body : JSON.stringify(call.body) }),
        ...(call.signal === undefined ? {} : { signal: call.signal }),
      });
      expect(response.headers.get('content-type')).toBe('application/json');
      const body = (await response.json()) as Body;
      checkContract(contract, method, path, response.status, body);
      return { status: response.status, headers: response.headers, body };
    },
    async control(method, path, body) {
      const response = await fetch(`${sandbox.url}/__sandbox/${path}`, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const reply = (await response.json()) as Body;
      expect(response.ok, JSON.stringify(reply)).toBe(true);
      return reply;
    },
    async roleId(name, key) {
      const answer = await server.call(
        'GET',
        '/v1/identity/roles?limit=1000',
        key === undefined ? {} : { key },
      );
      return answer.body.data.find((role) => role.name === name)!.id;
    },
    async createKey(input = {}, call = {}) {
      const roleId = await server.roleId('Admin', call.key ?? undefined);
      const answer = await server.call('POST', '/v1/auth/api-keys', {
        ...call,
        body: { name: 'Made by a test', role_id: roleId, ...input },
      });
      expect(answer.status).toBe(201);
      return answer.body;
    },
  };
  if (rateLimit !== true) await server.control('POST', 'limits', { requestsPerSecond: null });
  return server;
}
