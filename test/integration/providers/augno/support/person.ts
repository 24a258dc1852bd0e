/**
 * One random sequence of what a person, a command, a bad network and crashes do, and afterwards the question whether
 * everything is as it must be. The server's own records are the judge.
 */
import path from 'node:path';
import { expect } from 'vitest';
import { AppError } from '../../../../../shared/errors.ts';
import type { AccountService, IntentDecision } from '../../../../../electron/keys/types.ts';
import type { FetchLike } from '../../../../../electron/http/fetch-like.ts';
import { restoreVault, type ManagedVault } from '../../../../../electron/vault/index.ts';
import { SecretBytes } from '../../../../../electron/vault/secret-bytes.ts';
import { CHEAP_KDF, password, World } from './world.ts';

export type Actor = 'app' | 'command';

export type Step =
  | { readonly do: 'create'; readonly actor: Actor }
  | { readonly do: 'rotate'; readonly actor: Actor; readonly pick: number; readonly overlapHours: number }
  | { readonly do: 'revoke'; readonly actor: Actor; readonly pick: number }
  | { readonly do: 'rotate-connection-key'; readonly actor: Actor; readonly overlapHours: number }
  | { readonly do: 'sync'; readonly actor: Actor }
  | { readonly do: 'decide'; readonly pick: number; readonly decision: IntentDecision }
  | { readonly do: 'create-elsewhere' }
  | { readonly do: 'revoke-elsewhere'; readonly pick: number }
  | { readonly do: 'wait'; readonly minutes: number }
  | { readonly do: 'fault'; readonly fault: Fault }
  | { readonly do: 'heal' }
  /** The process ends at its n-th request from now: before it leaves, or when its answer is on the way. */
  | { readonly do: 'kill-at'; readonly actor: Actor; readonly request: number; readonly sent: boolean }
  | { readonly do: 'backup' }
  | { readonly do: 'restore' }
  | { readonly do: 'both'; readonly first: Step; readonly second: Step };

export interface Fault {
  readonly method?: string;
  readonly path?: string;
  readonly status?: number;
  readonly delayMs?: number;
  readonly dropBeforeCommit?: boolean;
  readonly dropAfterCommit?: boolean;
  readonly truncateBody?: boolean;
  readonly times: number;
}

class Killed extends Error {}

/** A process that can die in the middle of a request: nothing it awaits ever comes, nothing it writes arrives. */
class FakeProcess {
  readonly vault: ManagedVault;
  readonly service: AccountService;
  readonly died: Promise<never>;
  #die!: (error: Killed) => void;
  #countdown: { left: number; sent: boolean } | null = null;
  dead = false;

  constructor(world: World, vault: ManagedVault, actor: Actor, version: string, timeoutMs: number) {
    this.vault = vault;
    this.died = new Promise<never>((_resolve, reject) => {
      this.#die = reject;
    });
    this.died.catch(() => undefined);
    this.service = world.serviceOn(vault, {
      actor,
      fetch: this.#fetch,
      tuning: { preferredVersion: version as '1.0.forge-preview.1', timeoutMs, leaseMs: 120_000 },
    });
  }

  killAt(request: number, sent: boolean): void {
    this.#countdown = { left: request, sent };
  }

  readonly #fetch: FetchLike = async (input, init) => {
    if (this.dead) return neverAnswered(init);
    if (this.#countdown !== null) {
      this.#countdown.left -= 1;
      if (this.#countdown.left <= 0) {
        const { sent } = this.#countdown;
        // SIGKILL closes no connection politely: the server gets what had left the machine.
        if (sent)
          await fetch(input, { ...init, signal: null })
            .then((response) => response.arrayBuffer())
            .catch(() => undefined);
        this.kill();
        return neverAnswered(init);
      }
    }
    return fetch(input, init);
  };

  kill(): void {
    if (this.dead) return;
    this.dead = true;
    this.vault.close();
    this.#die(new Killed());
  }
}

/** Only the end of the test itself lets go of it. */
function neverAnswered(init: RequestInit): Promise<never> {
  return new Promise((_resolve, reject) => {
    const gone = (): void => {
      reject(new Error('The process is gone.'));
    };
    if (init.signal?.aborted === true) gone();
    else init.signal?.addEventListener('abort', gone);
  });
}

interface ServerKey {
  readonly id: string;
  readonly name: string;
  readonly revoked_at: string | null;
  readonly expires_at: string | null;
}

interface ServerEvent {
  readonly action: string;
  readonly resource_id: string;
  readonly idempotency_key: string | null;
}

const PATIENT_MS = 20_000;
const IMPATIENT_MS = 100;

/** Codes that mean "the program itself is broken", whatever the network does. */
const NEVER = new Set(['internal', 'vault-damaged']);

export class Sequence {
  readonly world: World;
  readonly #version: string;
  readonly #processes = new Map<Actor, FakeProcess>();
  /** How often a person asked for a key of this name to be made, rotations included. */
  readonly #makingWords = new Map<string, number>();
  /** How often a person asked for this key to be ended. */
  readonly #endingWords = new Map<string, number>();
  readonly #endedElsewhere = new Set<string>();
  readonly #secrets = new Map<string, string>();
  /** Short while things go wrong on purpose; patient where a busy machine would be the only reason for a timeout. */
  #timeoutMs = PATIENT_MS;
  #connectionId = '';
  #roleId = '';
  #harnessKey = '';
  #names = 0;
  #backup: string | null = null;
  readonly log: string[] = [];

  private constructor(world: World, version: string) {
    this.world = world;
    this.#version = version;
  }

  static async start(version: string): Promise<Sequence> {
    const world = await World.start({ sandbox: { seed: 'empty' } });
    const sequence = new Sequence(world, version);
    try {
      await sequence.#prepare();
    } catch (thrown) {
      await world.close();
      throw thrown;
    }
    return sequence;
  }

  async #prepare(): Promise<void> {
    const { service } = await this.#process('app');
    const connection = await service.connect({
      url: this.world.sandbox.url,
      name: 'C',
      adminKey: this.world.adminKey(),
    });
    this.#connectionId = connection.id;
    this.#roleId = (await service.listRoles(connection.id)).find(({ name }) => name === 'Admin')!.id;
    const made = await this.world.elsewhere('POST', '/v1/auth/api-keys', {
      name: 'harness',
      role_id: this.#roleId,
    });
    this.#harnessKey = made.body['api_key_secret'] as string;
  }

  async #process(actor: Actor): Promise<FakeProcess> {
    const existing = this.#processes.get(actor);
    if (existing !== undefined && !existing.dead) return existing;
    const started = new FakeProcess(
      this.world,
      await this.world.openVault(actor),
      actor,
      this.#version,
      this.#timeoutMs,
    );
    this.#processes.set(actor, started);
    return started;
  }

  async run(steps: readonly Step[]): Promise<void> {
    this.#timeoutMs = IMPATIENT_MS;
    this.#endProcesses();
    for (const step of steps) await this.#step(step);
  }

  async #step(step: Step): Promise<void> {
    switch (step.do) {
      case 'create': {
        const name = `key ${++this.#names}`;
        this.#word(this.#makingWords, name);
        return this.#attempt(step, (service) =>
          service.createKey({
            connectionId: this.#connectionId,
            name,
            roleId: this.#roleId,
            expiresAt: null,
          }),
        );
      }
      case 'rotate': {
        const keyId = await this.#pick(step.actor, step.pick);
        return keyId === null ? undefined : this.#rotate(step, keyId, step.overlapHours);
      }
      case 'rotate-connection-key': {
        const { service } = await this.#process(step.actor);
        const keyId = service.listConnections()[0]!.adminKeyId;
        return keyId === null ? undefined : this.#rotate(step, keyId, step.overlapHours);
      }
      case 'revoke': {
        const keyId = await this.#pick(step.actor, step.pick);
        if (keyId === null) return;
        this.#word(this.#endingWords, keyId);
        return this.#attempt(step, (service) =>
          service
            .revokeKey({ keyId, reason: { kind: 'other', text: '' }, confirmation: null })
            .then(() => null),
        );
      }
      case 'sync':
        return this.#attempt(step, (service) => service.sync(null).then(() => null));
      case 'decide': {
        const { service } = await this.#process('app');
        const asking = service.listKeys().filter((key) => key.repair !== null);
        const key = asking[step.pick % Math.max(1, asking.length)];
        if (key === undefined) return;
        return this.#attempt({ ...step, actor: 'app' }, (own) => own.resolveIntent(key.id, step.decision));
      }
      case 'create-elsewhere': {
        await this.#elsewhere('POST', '/v1/auth/api-keys', {
          name: `key ${this.#names}`,
          role_id: this.#roleId,
        });
        return;
      }
      case 'revoke-elsewhere': {
        const keyId = await this.#pick('app', step.pick);
        if (keyId === null) return;
        this.#endedElsewhere.add(keyId);
        await this.#elsewhere('DELETE', `/v1/auth/api-keys/${keyId}`);
        return;
      }
      case 'wait':
        return this.#pass(step.minutes);
      case 'fault':
        return this.world.control('faults', step.fault);
      case 'heal':
        return this.world.control('faults');
      case 'kill-at':
        (await this.#process(step.actor)).killAt(step.request, step.sent);
        return;
      case 'backup':
        return this.#backUp();
      case 'restore':
        return this.#restore();
      case 'both':
        await Promise.all([this.#step(step.first), this.#step(step.second)]);
        return;
    }
  }

  #rotate(step: Extract<Step, { actor: Actor }>, keyId: string, overlapHours: number): Promise<void> {
    return this.#attempt(step, (service) => {
      this.#word(this.#makingWords, service.keyDetail(keyId).apiName);
      this.#word(this.#endingWords, keyId);
      return service.rotateKey({
        keyId,
        overlapSeconds: overlapHours * 3600,
        reason: { kind: 'policy', text: '' },
        confirmation: service.keyDetail(keyId).name,
      });
    });
  }

  #word(words: Map<string, number>, of: string): void {
    words.set(of, (words.get(of) ?? 0) + 1);
  }

  /** Errors are what a bad network is for; only a broken program is a failure here. */
  async #attempt(
    step: { readonly do: string; readonly actor: Actor },
    work: (service: AccountService) => Promise<{ readonly keyId: string } | null>,
  ): Promise<void> {
    const running = await this.#process(step.actor);
    try {
      const made = await Promise.race([work(running.service), running.died]);
      this.log.push(`${step.actor} ${step.do}: ${made === null ? 'done' : made.keyId}`);
      if (made === null) return;
      // Durable before it is told: another process sees it.
      const secret = await Promise.race([
        running.service.useSecret(made.keyId, 'reveal', (held) => held.revealText()),
        running.died,
      ]);
      this.#secrets.set(made.keyId, secret);
    } catch (thrown) {
      if (thrown instanceof Killed) {
        this.log.push(`${step.actor} ${step.do}: killed`);
        return;
      }
      if (!(thrown instanceof AppError)) throw thrown;
      if (NEVER.has(thrown.code)) throw thrown;
      this.log.push(`${step.actor} ${step.do}: ${thrown.code}`);
    }
  }

  /** A key of ours (never the connection's own) that is shown as working. */
  async #pick(actor: Actor, pick: number): Promise<string | null> {
    const { service } = await this.#process(actor);
    const keys = service
      .listKeys()
      .filter(
        (key) =>
          key.origin === 'here' &&
          !key.isConnectionKey &&
          key.status !== 'revoked' &&
          key.status !== 'expired',
      )
      .filter((key) => key.id.startsWith('apke_'));
    return keys.length === 0 ? null : keys[pick % keys.length]!.id;
  }

  async #elsewhere(
    method: string,
    pathAndQuery: string,
    body?: unknown,
  ): Promise<{ status: number; body: Record<string, unknown> }> {
    return this.world
      .elsewhere(method, pathAndQuery, body, 'test', this.#harnessKey)
      .catch(() => ({ status: 0, body: {} }));
  }

  /** A request that was given up may still end this process while it writes the copy, which then is none. */
  async #backUp(): Promise<void> {
    const running = await this.#process('app');
    const file = path.join(this.world.folder, `${++this.#names}.backup`);
    try {
      await running.vault.backup(file, password());
    } catch (thrown) {
      if (!running.dead) throw thrown;
      this.log.push('backup: killed');
      return;
    }
    this.#backup = file;
  }

  async #restore(): Promise<void> {
    if (this.#backup === null) return;
    this.#endProcesses();
    await restoreVault({
      folder: this.world.vaultFolder,
      file: this.#backup,
      backupPassword: password(),
      replace: true,
      kdf: CHEAP_KDF,
      clock: this.world.clock.now,
      actor: 'app',
    });
    this.log.push('restored');
  }

  /**
   * No server holds a request for minutes. One that is delayed for a moment, of a process that died or gave up, must not
   * be carried out after the time in which the program reckons with that.
   */
  async #pass(minutes: number): Promise<void> {
    await this.world.quiet();
    this.world.clock.advance(minutes * 60_000);
  }

  #endProcesses(): void {
    for (const running of this.#processes.values()) running.kill();
    this.#processes.clear();
  }

  /** The network is well again, time has passed, the app is started anew, and a person repairs what asks for it. */
  async settle(): Promise<void> {
    await this.world.control('faults');
    this.#timeoutMs = PATIENT_MS;
    this.#endProcesses();
    await this.#pass(10);
    const { service } = await this.#process('app');
    await service.sync(null);
    if (service.listConnections()[0]!.health !== 'ok') {
      const made = await this.#elsewhere('POST', '/v1/auth/api-keys', {
        name: 'repair',
        role_id: this.#roleId,
      });
      await service.repairConnection(
        this.#connectionId,
        SecretBytes.fromText(made.body['api_key_secret'] as string),
      );
    }
    await service.sync(null);
    await this.#pass(10);
    await service.sync(null);
    expect(service.listConnections()[0]!.health).toBe('ok');
  }

  async check(): Promise<void> {
    const { service, vault } = await this.#process('app');
    const listed = service.listKeys();
    const shown = new Map(listed.map((key) => [key.id, key]));
    const keys = (await this.#list('/v1/auth/api-keys?limit=1000')) as unknown as ServerKey[];
    const events = (await this.#list(
      '/v1/core/audit-events?limit=1000&resource_types[]=api_key',
    )) as unknown as ServerEvent[];
    const now = this.world.clock.now().toISOString();
    const alive = (key: ServerKey): boolean => key.revoked_at === null || key.revoked_at > now;

    // Each key that the server regards as active and that we made has its secret here, or an open, visible repair step.
    // (Only we send idempotency keys.)
    const ours = events.filter((event) => event.action === 'create' && event.idempotency_key !== null);
    const madeByUs = new Set(ours.map((event) => event.resource_id));
    for (const key of keys.filter((candidate) => alive(candidate) && madeByUs.has(candidate.id))) {
      const summary = shown.get(key.id);
      expect(summary, `${key.id} is not listed`).toBeDefined();
      const repaired = vault.hasSecret(key.id) || summary!.repair !== null;
      expect(repaired, `${key.id} (${key.name}) has neither secret nor repair step`).toBe(true);
    }
    // What is held works, and is what was handed out.
    for (const key of keys.filter((candidate) => alive(candidate) && vault.hasSecret(candidate.id))) {
      const secret = await service.useSecret(key.id, 'reveal', (held) => held.revealText());
      const { status } = await this.world.elsewhere(
        'GET',
        '/v1/catalog/units?limit=1',
        undefined,
        'test',
        secret,
      );
      expect(status, `the secret of ${key.id}`).toBe(200);
      const told = this.#secrets.get(key.id);
      if (told !== undefined) expect(secret === told).toBe(true);
    }
    // Nothing was made twice, or without a person's word.
    const perIntent = new Map<string, number>();
    for (const event of ours)
      perIntent.set(event.idempotency_key!, (perIntent.get(event.idempotency_key!) ?? 0) + 1);
    expect(
      [...perIntent.values()].every((count) => count === 1),
      'one key for each request',
    ).toBe(true);
    const nameOf = new Map(keys.map((key) => [key.id, key.name]));
    const perName = new Map<string, number>();
    for (const event of ours) {
      const name = nameOf.get(event.resource_id)!;
      perName.set(name, (perName.get(name) ?? 0) + 1);
    }
    for (const [name, count] of perName) {
      expect(count, `keys named ${name}`).toBeLessThanOrEqual(this.#makingWords.get(name) ?? 0);
    }
    // Nothing was ended twice, or without a person's word.
    for (const key of keys) {
      const ends = events.filter((event) => event.action === 'update' && event.resource_id === key.id).length;
      const words = (this.#endingWords.get(key.id) ?? 0) + (this.#endedElsewhere.has(key.id) ? 1 : 0);
      if (!this.#endedElsewhere.has(key.id))
        expect(ends, `ends of ${key.id} (${key.name})`).toBeLessThanOrEqual(words);
    }
    expect(vault.verify().sound).toBe(true);
  }

  async #list(pathAndQuery: string): Promise<unknown[]> {
    const { status, body } = await this.#elsewhere('GET', pathAndQuery);
    expect(status).toBe(200);
    return body['data'] as unknown[];
  }

  async close(): Promise<void> {
    for (const running of this.#processes.values()) running.kill();
    await this.world.close();
  }
}
