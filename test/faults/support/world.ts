/**
 * One vault, one account on a sandbox server and the files that the steps read, made once and put back before each run:
 * the server too forgets what a run did to it. All in memory where the system has memory for files.
 */
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Agent, fetch as fetchAnew, type RequestInit as Init } from 'undici';
import { z } from 'zod';
import { createAccountService } from '../../../electron/providers/index.ts';
import { RequestLimiter } from '../../../electron/http/request-limiter.ts';
import type { AccountService } from '../../../electron/keys/types.ts';
import { rememberVault } from '../../../electron/vault/known-vaults.ts';
import { computerIdentity } from '../../../electron/platform/computer.ts';
import { PORTABLE_COLLECTIONS } from '../../../electron/inventory/collections.ts';
import { startSandbox, type Sandbox } from '../../../electron/sandbox/index.ts';
import { exportVault, openVault, type ManagedVault } from '../../../electron/vault/index.ts';
import { contentsOf, NOTES, type Contents } from './contents.ts';
import { kdf, makeOlderVault, newVault, PASSWORDS, text } from './vaults.ts';

export const PRELOAD = fileURLToPath(new URL('preload.cjs', import.meta.url));
// The same in this process, which prepares the vaults, runs the server and opens what a fault left behind.
const { startRandom } = createRequire(import.meta.url)(PRELOAD) as { startRandom: (name: string) => void };

/** No connection is kept: the server that it led to is another one after each run. */
const dispatcher = new Agent({ pipelining: 0 });
const request = async (url: string, init: RequestInit): Promise<Response> =>
  (await fetchAnew(url, { ...(init as Init), dispatcher })) as unknown as Response;

/** A key as the server lists it. */
export interface ServerKey {
  readonly id: string;
  readonly name: string;
  readonly alive: boolean;
}

export class World {
  readonly root = mkdtempSync(
    path.join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'augno-vault-faults-'),
  );
  /** What the runs work in; `base` is what it is put back to. */
  readonly live = path.join(this.root, 'live');
  readonly vault = path.join(this.live, 'vault');
  readonly files = path.join(this.live, 'files');
  /** The user's application data. It stays in place: a copy of it would be another computer. */
  readonly state = path.join(this.root, 'state');
  readonly base = path.join(this.root, 'base');
  #sandbox: Sandbox | null = null;
  #port = 0;
  #adminKey = '';
  before: Contents = { records: new Map(), secrets: new Map() };
  serverBefore: readonly ServerKey[] = [];

  private constructor() {
    // As it is for everybody who does not say otherwise.
  }

  /** @param layout of the vault: that of today, with an account, or an older one of ours */
  static async prepare(layout: 'today' | 'older' = 'today'): Promise<World> {
    startRandom('preparation');
    const world = new World();
    mkdirSync(world.files, { recursive: true });
    mkdirSync(world.state);
    // As after the first command: each run makes the same calls.
    rememberVault(world.vault, path.join(world.state, 'augno-vault'));
    computerIdentity(path.join(world.state, 'augno-vault'));
    await world.#startServer();
    await world.#makeAdminKey();
    if (layout === 'older') await makeOlderVault(world.vault);
    else await world.#fill();
    await world.#makeForeign();
    await world.#stopServer();
    renameSync(world.live, world.base);
    await world.reset();
    const { vault } = await world.open();
    world.before = await contentsOf(vault);
    vault.close();
    world.serverBefore = await world.serverKeys();
    return world;
  }

  /** As it was before any run. */
  async reset(): Promise<void> {
    await this.#stopServer();
    rmSync(this.live, { recursive: true, force: true });
    cpSync(this.base, this.live, { recursive: true });
    chmodSync(this.vault, 0o700);
    startRandom('run');
    await this.#startServer();
  }

  async close(): Promise<void> {
    await this.#stopServer();
    rmSync(this.root, { recursive: true, force: true });
  }

  /** @throws whatever the vault says to one of these passwords that is not a wrong one */
  async open(
    passwords: readonly string[] = [PASSWORDS.vault],
    folder = this.vault,
  ): Promise<{ readonly vault: ManagedVault; readonly password: string }> {
    for (const [index, password] of passwords.entries()) {
      // The password before was a wrong one on purpose: no wait for that.
      if (index > 0) rmSync(path.join(folder, 'tries.json'), { force: true });
      try {
        const vault = await openVault({
          folder,
          kdf,
          pollIntervalMs: 0,
          credential: { kind: 'password', password: text(password) },
        });
        return { vault, password };
      } catch (thrown) {
        if (index === passwords.length - 1 || (thrown as { code?: string }).code !== 'vault-wrong-password')
          throw thrown;
      }
    }
    throw new Error('No password was given.');
  }

  serviceOn(vault: ManagedVault): AccountService {
    return createAccountService(
      {
        vault,
        fetch: request,
        userAgent: 'AugnoVault/0.0.0 (faults)',
        actor: 'command',
        computer: computerIdentity(path.join(this.state, 'augno-vault')),
      },
      { limiter: new RequestLimiter(1_000_000), retryBaseMs: 1 },
    );
  }

  async serverKeys(): Promise<readonly ServerKey[]> {
    const reply = await this.#ask('GET', '/v1/auth/api-keys?limit=1000');
    const { data } = z
      .object({
        data: z.array(z.object({ id: z.string(), name: z.string(), revoked_at: z.string().nullable() })),
      })
      .parse(reply);
    // The sandbox issues its own key anew at each of its starts.
    const lasting = data.filter(({ name }) => name !== 'Sandbox administrator');
    return lasting.map(({ id, name, revoked_at }) => ({ id, name, alive: revoked_at === null }));
  }

  async #startServer(): Promise<void> {
    const sandbox = await startSandbox({
      seed: 'empty',
      testControls: true,
      dataFolder: path.join(this.live, 'server'),
      port: this.#port,
    });
    this.#sandbox = sandbox;
    this.#port = Number(new URL(sandbox.url).port);
    const response = await request(`${sandbox.url}/__sandbox/limits`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ requestsPerSecond: null }),
    });
    if (!response.ok) throw new Error(`limits: ${String(response.status)}`);
  }

  async #stopServer(): Promise<void> {
    await this.#sandbox?.close();
    this.#sandbox = null;
  }

  /** A key of our own: those that a sandbox announces are issued anew at each of its starts. */
  async #makeAdminKey(): Promise<void> {
    this.#adminKey = this.#sandbox!.accounts[0]!.adminKey;
    const roles = z
      .object({ data: z.array(z.object({ id: z.string(), name: z.string() })) })
      .parse(await this.#ask('GET', '/v1/identity/roles?limit=100'));
    const role = roles.data.find(({ name }) => name === 'Admin')!;
    const made = z
      .object({ api_key_secret: z.string() })
      .parse(await this.#ask('POST', '/v1/auth/api-keys', { name: 'Harness', role_id: role.id }));
    this.#adminKey = made.api_key_secret;
  }

  async #ask(method: string, pathAndQuery: string, body?: unknown): Promise<unknown> {
    const response = await request(`${this.#sandbox!.url}${pathAndQuery}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#adminKey}`,
        'augno-version': '1.0.forge-preview.1',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${pathAndQuery}: ${String(response.status)} ${await response.text()}`);
    return response.json();
  }

  async #fill(): Promise<void> {
    const vault = await newVault(this.vault, 'Harness');
    const service = this.serviceOn(vault);
    const connection = await service.connect({
      url: this.#sandbox!.url,
      name: 'Workshop',
      adminKey: text(this.#adminKey),
    });
    const role = (await service.listRoles(connection.id)).find(({ name }) => name === 'Admin')!;
    const create = async (name: string): Promise<string> =>
      (await service.createKey({ connectionId: connection.id, name, roleId: role.id, expiresAt: null }))
        .keyId;
    const victim = await create('Victim');
    await create('Bystander');
    await vault.backup(path.join(this.files, 'old.augnobackup'), text(PASSWORDS.backup));
    await this.#makeExport();
    // Another copy of this vault, in which the same key was edited.
    const copy = path.join(this.live, 'copy');
    cpSync(this.vault, copy, { recursive: true });
    service.editKey({ keyId: victim, notes: 'edited here' });
    const other = (await this.open([PASSWORDS.vault], copy)).vault;
    const otherService = this.serviceOn(other);
    otherService.editKey({ keyId: victim, alias: 'Named in the copy' });
    await otherService.close();
    other.close();
    renameSync(path.join(copy, 'vault.db'), path.join(this.files, 'copy.db'));
    for (const name of readdirSync(copy).filter((entry) => /^vault\.db-(?:wal|journal)$/.test(entry)))
      renameSync(path.join(copy, name), path.join(this.files, name.replace('vault.db', 'copy.db')));
    rmSync(copy, { recursive: true });
    await service.close();
    vault.close();
  }

  /** A vault of its own, with nothing of this one but its password. */
  async #makeForeign(): Promise<void> {
    const vault = await newVault(path.join(this.live, 'foreign'), 'Foreign');
    vault.transaction((entry) => {
      entry.putSecret('foreign', text('of the foreign vault'));
      entry.put(NOTES, 'foreign', 'of the foreign vault');
    });
    vault.close();
  }

  /** The keys of another vault, of another account: those of an account that is here already are left out. */
  async #makeExport(): Promise<void> {
    const folder = path.join(this.live, 'other');
    const vault = await newVault(folder, 'Other');
    const service = this.serviceOn(vault);
    const { id: connectionId } = await service.connect({
      url: this.#sandbox!.url,
      name: 'Elsewhere',
      adminKey: text(this.#sandbox!.accounts[1]!.adminKey),
    });
    const role = (await service.listRoles(connectionId)).find(({ name }) => name === 'Admin')!;
    await service.createKey({ connectionId, name: 'Travelled', roleId: role.id, expiresAt: null });
    const file = path.join(this.files, 'keys.augnoexport');
    await exportVault(vault, {
      file,
      password: text(PASSWORDS.export),
      collections: PORTABLE_COLLECTIONS,
      kdf,
    });
    await service.close();
    vault.close();
    rmSync(folder, { recursive: true });
  }
}
