/** A real sandbox over HTTP and a real vault on disk, for one test: cheap password derivation, everything thrown away. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { mkdtempSync, rmSync, existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../../../electron/sandbox/index.ts';
import type { AccountServiceTuning } from '../../../../../electron/providers/augno/index.ts';
import { createAccountService } from '../../../../../electron/providers/index.ts';
import { RequestLimiter } from '../../../../../electron/http/request-limiter.ts';
import type { AccountService } from '../../../../../electron/keys/types.ts';
import type { FetchLike } from '../../../../../electron/http/fetch-like.ts';
import {
  createVault,
  openVault,
  type KdfPolicy,
  type ManagedVault,
} from '../../../../../electron/vault/index.ts';
import { SecretBytes } from '../../../../../electron/vault/secret-bytes.ts';
import type { VaultActor } from '../../../../../electron/vault/types.ts';

const CHEAP = { memoryKib: 1024, iterations: 2, parallelism: 1 };
export const CHEAP_KDF: KdfPolicy = { choose: () => Promise.resolve(CHEAP), floor: CHEAP, ceiling: CHEAP };
export const PASSWORD = 'correct horse battery staple';

export const password = (): SecretBytes => SecretBytes.fromText(PASSWORD);

/** Fast where the system has memory for files: what is tested here is order and atomicity, not the disk. */
export function temporaryFolder(): string {
  const base = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
  return mkdtempSync(path.join(base, 'augno-vault-test-'));
}

/** A clock that both ends share, so that a test can let days pass. */
class TestClock {
  #offset = 0;
  readonly now = (): Date => new Date(Date.now() + this.#offset);
  advance(milliseconds: number): void {
    this.#offset += milliseconds;
  }
}

const REQUEST_START = 'http.server.request.start';

/** What a server of this process has not finished with: to the end of its answer, or of the connection. */
class RequestsUnderWay {
  readonly #port: number;
  readonly #responses = new Set<ServerResponse>();

  constructor(url: string) {
    this.#port = Number(new URL(url).port);
    subscribe(REQUEST_START, this.#started);
  }

  readonly #started = (message: unknown): void => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    if (request.socket.localPort !== this.#port) return;
    this.#responses.add(response);
    response.once('close', () => this.#responses.delete(response));
  };

  async none(): Promise<void> {
    while (this.#responses.size > 0)
      await Promise.all([...this.#responses].map((response) => once(response, 'close')));
  }

  close(): void {
    unsubscribe(REQUEST_START, this.#started);
  }
}

export interface WorldOptions {
  readonly sandbox?: SandboxOptions;
  readonly tuning?: AccountServiceTuning;
  /** Left out: cheaper than any program accepts. */
  readonly kdf?: KdfPolicy;
  /** How long a write waits for another process's, in milliseconds. */
  readonly busyTimeoutMs?: number;
}

export class World {
  readonly clock = new TestClock();
  readonly folder = temporaryFolder();
  readonly #options: WorldOptions;
  readonly #open: { close(): unknown }[] = [];
  sandbox!: Sandbox;
  #underWay!: RequestsUnderWay;

  private constructor(options: WorldOptions) {
    this.#options = options;
  }

  static async start(options: WorldOptions = {}): Promise<World> {
    const world = new World(options);
    world.sandbox = await startSandbox({ testControls: true, now: world.clock.now, ...options.sandbox });
    world.#underWay = new RequestsUnderWay(world.sandbox.url);
    await world.control('limits', { requestsPerSecond: null });
    const { vault } = await createVault({
      ...world.#vaultOptions('app'),
      name: 'Test',
      password: password(),
      withRecoveryKey: false,
    });
    vault.close();
    return world;
  }

  get vaultFolder(): string {
    return path.join(this.folder, 'vault');
  }

  #vaultOptions(actor: VaultActor) {
    return {
      folder: this.vaultFolder,
      actor,
      kdf: this.#options.kdf ?? CHEAP_KDF,
      clock: this.clock.now,
      pollIntervalMs: 0,
      ...(this.#options.busyTimeoutMs === undefined ? {} : { busyTimeoutMs: this.#options.busyTimeoutMs }),
    };
  }

  async openVault(actor: VaultActor = 'app'): Promise<ManagedVault> {
    const vault = await openVault({
      ...this.#vaultOptions(actor),
      credential: { kind: 'password', password: password() },
    });
    this.#open.push(vault);
    return vault;
  }

  serviceOn(
    vault: ManagedVault,
    options: { actor?: VaultActor; fetch?: FetchLike; tuning?: AccountServiceTuning } = {},
  ): AccountService {
    const service = createAccountService(
      {
        vault,
        fetch: options.fetch ?? ((input, init) => fetch(input, init)),
        userAgent: 'AugnoVault/0.0.0 (test)',
        actor: options.actor ?? 'app',
        now: this.clock.now,
      },
      { limiter: new RequestLimiter(1_000_000), retryBaseMs: 1, ...this.#options.tuning, ...options.tuning },
    );
    this.#open.push(service);
    return service;
  }

  /** A vault and a service on it, as the app has them. */
  async open(
    options: Parameters<World['serviceOn']>[1] = {},
  ): Promise<{ vault: ManagedVault; service: AccountService }> {
    const vault = await this.openVault(options.actor);
    return { vault, service: this.serviceOn(vault, options) };
  }

  /** The demo's test account, or its production account. */
  account(mode: 'test' | 'prod' = 'test'): Sandbox['accounts'][number] {
    return this.sandbox.accounts.find((account) => account.mode === mode)!;
  }

  adminKey(mode: 'test' | 'prod' = 'test'): SecretBytes {
    return SecretBytes.fromText(this.account(mode).adminKey);
  }

  /** Until the server has nothing to do any more, also for clients that have given up or are dead. */
  async quiet(): Promise<void> {
    // What was sent before this one is known to the server when this one is answered.
    await fetch(this.sandbox.url).then((response) => response.arrayBuffer());
    await this.#underWay.none();
  }

  /** POST (or DELETE, without a body) to one of the sandbox's test controls. */
  async control(name: string, body?: unknown): Promise<void> {
    const response = await fetch(`${this.sandbox.url}/__sandbox/${name}`, {
      method: body === undefined ? 'DELETE' : 'POST',
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`control ${name}: ${response.status} ${await response.text()}`);
  }

  /** A request as somebody else makes it: with curl, from the dashboard. */
  async elsewhere(
    method: string,
    pathAndQuery: string,
    body?: unknown,
    mode: 'test' | 'prod' = 'test',
    key: string = this.account(mode).adminKey,
  ): Promise<{ status: number; body: Record<string, unknown> }> {
    const response = await fetch(`${this.sandbox.url}${pathAndQuery}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        // The server reads the one of its own name.
        'augno-version': '1.0.forge-preview.1',
        'openmrp-version': '1.0.forge-preview.1',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  async close(): Promise<void> {
    for (const open of this.#open.splice(0).reverse()) {
      try {
        await open.close();
      } catch {
        // Closed by the test already.
      }
    }
    await this.sandbox.close();
    this.#underWay.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Whether the key is accepted by the server. */
export async function works(world: World, key: string): Promise<boolean> {
  const { status } = await world.elsewhere('GET', '/v1/catalog/units?limit=1', undefined, 'test', key);
  return status === 200 || status === 403;
}
