/** The vendor's two public addresses, answered by sandboxes on this machine, and a vault with an account at the former one. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FetchLike } from '../../../../../electron/http/fetch-like.ts';
import type { AccountService } from '../../../../../electron/keys/types.ts';
import { startSandbox, type Sandbox } from '../../../../../electron/sandbox/index.ts';
import type { ManagedVault } from '../../../../../electron/vault/index.ts';
import { SecretBytes } from '../../../../../electron/vault/secret-bytes.ts';
import { World } from './world.ts';

export const AUGNO = 'https://api.augno.com';
export const OPENMRP = 'https://api.openmrp.ai';
export const REASON = { kind: 'policy', text: '' } as const;

export const reveal = (service: AccountService, keyId: string): Promise<string> =>
  service.useSecret(keyId, 'reveal', (held) => held.revealText());

export interface Filled {
  readonly vault: ManagedVault;
  readonly service: AccountService;
  readonly connectionId: string;
  /** Key id → secret, as it was given out before: kept, rotated with overlap, untouched, its successor, the account's own. */
  readonly secrets: ReadonlyMap<string, string>;
  readonly roleId: string;
}

export class Vendor {
  readonly world: World;
  readonly #folder: string;
  before: Sandbox;
  after: Sandbox | null = null;
  /** Answers at every other address. */
  other: Sandbox | null = null;
  /** Addresses that were asked, and with which key. */
  asked: { readonly origin: string; readonly key: string; readonly version: string | null }[] = [];

  private constructor(world: World, folder: string, before: Sandbox) {
    this.world = world;
    this.#folder = folder;
    this.before = before;
  }

  static async start(): Promise<Vendor> {
    const world = await World.start({ tuning: { settleMs: 0 } });
    const folder = mkdtempSync(path.join(tmpdir(), 'augno-vault-move-'));
    const before = await startSandbox({ dataFolder: folder, testControls: true, now: world.clock.now });
    await unlimited(before);
    return new Vendor(world, folder, before);
  }

  readonly network: FetchLike = (input, init) => {
    const url = new URL(input);
    const headers = new Headers(init.headers);
    this.asked.push({
      origin: url.origin,
      key: (headers.get('authorization') ?? '').replace('Bearer ', ''),
      version: headers.get('openmrp-version'),
    });
    const target = this.#at(url.origin);
    if (target === null) return Promise.reject(new TypeError('fetch failed'));
    return fetch(`${target.url}${url.pathname}${url.search}`, init);
  };

  #at(origin: string): Sandbox | null {
    if (origin === AUGNO) return this.after === null ? this.before : null;
    return origin === OPENMRP ? (this.after ?? this.before) : this.other;
  }

  /** Everything is served under the other name from here on, and no more under the former one. */
  async rename(): Promise<void> {
    await this.before.close();
    this.after = await startSandbox({
      dataFolder: this.#folder,
      brand: 'openmrp',
      testControls: true,
      now: this.world.clock.now,
    });
    await unlimited(this.after);
  }

  async isAccepted(key: string): Promise<boolean> {
    const { status } = await fetch(`${this.after!.url}/v1/catalog/units?limit=1`, {
      headers: { authorization: `Bearer ${key}`, 'openmrp-version': '1.0.forge-preview.8' },
    });
    return status === 200;
  }

  /** A vault with keys, a rotation with overlap, and a connection that works with a key of its own making. */
  async filled(): Promise<Filled> {
    const { vault, service } = await this.world.open({ fetch: this.network });
    const account = this.before.accounts.find(({ mode }) => mode === 'prod')!;
    const adminKey = SecretBytes.fromText(account.adminKey);
    const { id: connectionId } = await service.connect({ url: AUGNO, name: 'Acme', adminKey });
    const roleId = (await service.listRoles(connectionId)).find(({ name }) => name === 'Admin')!.id;
    const ids: string[] = [];
    for (const name of ['Till', 'Shop', 'Scale']) {
      const { keyId } = await service.createKey({ connectionId, name, roleId, expiresAt: null });
      ids.push(keyId);
    }
    service.editKey({ keyId: ids[0]!, notes: 'At the counter', places: ['till.env'] });
    const rotate = async (keyId: string, overlapSeconds: number): Promise<void> => {
      const confirmation = service.keyDetail(keyId).name;
      const made = await service.rotateKey({ keyId, overlapSeconds, reason: REASON, confirmation });
      ids.push(made.keyId);
    };
    await rotate(ids[1]!, 3 * 86_400);
    await rotate(service.listConnections()[0]!.adminKeyId!, 0);
    const secrets = new Map<string, string>();
    for (const id of ids) secrets.set(id, await reveal(service, id));
    return { vault, service, connectionId, secrets, roleId };
  }

  async close(): Promise<void> {
    await this.before.close().catch(() => undefined);
    await this.after?.close();
    await this.other?.close();
    await this.world.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

async function unlimited({ url }: Sandbox): Promise<void> {
  await fetch(`${url}/__sandbox/limits`, {
    method: 'POST',
    body: JSON.stringify({ requestsPerSecond: null }),
  });
}
