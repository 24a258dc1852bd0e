/**
 * The sandbox: a server on 127.0.0.1 that speaks Augno's API as documented, for trying things out, for demos and for
 * tests. It knows nothing of the vault.
 */
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { BRANDS, type BrandId } from '../../shared/brands.ts';
import { AppError } from '../../shared/errors.ts';
import { redactedAs } from '../../shared/key-format.ts';
import { announcedAccounts, issueAdminKeys, type AnnouncedAccount } from './admin-keys.ts';
import { createApplication, type ApplicationContext } from './http/application.ts';
import { mountControls } from './http/controls.ts';
import { CommittedEvents, Faults } from './http/faults.ts';
import { IdempotencyLocks, pruneReplies } from './http/idempotency.ts';
import { CursorCodec } from './http/pages.ts';
import { RateLimiter } from './http/rate-limit.ts';
import { RequestLogWriter } from './http/request-log.ts';
import { operations } from './operations/index.ts';
import { fillKeys } from './seed/fill-keys.ts';
import { seedState, type Seed, type SeedContext } from './seed/seed.ts';
import { Clock } from './state/clock.ts';
import { Store } from './state/store.ts';
import { certain } from '../../shared/certain.ts';
import { say } from '../../shared/messages/say.ts';

export interface SandboxOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Keeps its state there; without, everything is forgotten at the end and no SQLite is needed. */
  readonly dataFolder?: string;
  /** For a new state only. Default `demo`. */
  readonly seed?: Seed;
  /** Fills the test account with keys until it has this many, the admin key included. */
  readonly seedKeys?: number;
  /** Serves `/__sandbox/…`: faults, clock, limits, events. */
  readonly testControls?: boolean;
  readonly now?: () => Date;
  /**
   * Under which name the API is served: header names, key prefix, links. Default `augno`. A kept state of the other name is
   * renamed.
   */
  readonly brand?: BrandId;
}

export interface Sandbox {
  readonly url: string;
  /** The test account first. Their keys are issued anew at each start. */
  readonly accounts: readonly AnnouncedAccount[];
  /** Ends open connections, writes what is pending and closes the data folder. */
  close(): Promise<void>;
}

const HOST = '127.0.0.1';
/**
 * Node's own five seconds are over while a busy machine, or one that slept, stands still for a moment; the request that is
 * on its way then meets a reset, and whoever sent a change does not know what became of it.
 */
const KEEP_ALIVE_MS = 75_000;

/**
 * @throws AppError `conflict` (port taken, another sandbox on the folder), `unsupported` (no SQLite here),
 * `invalid-input` (folder unusable or damaged)
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const brand = BRANDS[options.brand ?? 'augno'];
  const clock = new Clock(options.now);
  const store = await openStore(options.dataFolder);
  try {
    const pepper = prepareState(store, brand.id, clock, options);
    const context: ApplicationContext = {
      brand,
      store,
      clock,
      pepper,
      cursors: new CursorCodec(pepper),
      documentationSecrets: new Map(),
      locks: new IdempotencyLocks(),
      events: new CommittedEvents(),
      limiter: new RateLimiter(),
      faults: new Faults(),
      requestLog: new RequestLogWriter(store),
    };
    const accounts = issueAdminKeys(store, { brand: brand.id, pepper, now: clock.now() });
    pruneReplies(store, clock.now());
    const app = createApplication(context, operations);
    if (options.testControls === true) mountControls(app, context);
    const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false });
    if ('keepAliveTimeout' in server) server.keepAliveTimeout = KEEP_ALIVE_MS;
    const port = await listen(server, options.port ?? 0);
    return {
      url: `http://${HOST}:${String(port)}`,
      accounts,
      close: async () => {
        await closeServer(server);
        store.close();
      },
    };
  } catch (error) {
    store.close();
    throw error;
  }
}

async function openStore(dataFolder: string | undefined): Promise<Store> {
  if (dataFolder === undefined) return new Store(null);
  const { openPersistence } = await import('./state/sqlite.ts');
  return new Store(openPersistence(dataFolder));
}

/** As the vendor did: the same accounts and keys under the other name. Ids and secrets stay, the old prefix is unknown. */
function renameState(store: Store, brand: BrandId): void {
  store.transaction((transaction) => {
    transaction.put('meta', { ...certain(store.table('meta').get('brand')), value: brand });
    for (const key of store.table('apiKeys').all()) {
      transaction.put('apiKeys', { ...key, redacted: redactedAs(brand, key.redacted) });
    }
  });
}

/** Seeds a new state, and gives the pepper. */
function prepareState(store: Store, brand: BrandId, clock: Clock, options: SandboxOptions): string {
  const kept = store.table('meta').get('pepper');
  const keptBrand = store.table('meta').get('brand');
  if (keptBrand !== undefined && keptBrand.value !== brand) renameState(store, brand);
  const pepper = kept?.value ?? randomBytes(32).toString('hex');
  const context: SeedContext = { brand, pepper, now: clock.now() };
  if (kept === undefined) {
    seedState(store, context, options.seed ?? 'demo');
  }
  const testAccount = announcedAccounts(store).find((account) => account.mode === 'test');
  if (options.seedKeys !== undefined && testAccount !== undefined) {
    const adminKeysMissing = testAccount.adminKeyRecordId === null ? 1 : 0;
    fillKeys(store, context, testAccount, options.seedKeys - adminKeysMissing);
  }
  return pepper;
}

type Server = ReturnType<typeof createAdaptorServer>;

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        new AppError({
          code: 'conflict',
          message: say('sandbox.cannot-listen', { port, code: error.code ?? '?' }),
          hint: say('sandbox.choose-another-port'),
          cause: error,
        }),
      );
    });
    server.listen(port, HOST, () => {
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}
