/** Sessions of programs that use a key without having it, in the process that holds the vault. */
import { BrokerSession } from '../../agent/broker/session.ts';
import { RequestLog, type RequestEntry } from '../../agent/broker/request-log.ts';
import type { AskedRequest } from '../../agent/broker/session-options.ts';
import { policyOf, policyText, type Policy } from '../../agent/broker/routes.ts';
import type { Exchange } from '../../agent/server.ts';
import type { RequestOf } from '../../agent/protocol.ts';
import { gone } from '../../agent/client.ts';
import { AppError } from '../../../shared/errors.ts';
import type { KeySummary } from '../../../shared/domain.ts';
import { terminalLine } from '../../../shared/harmless-text.ts';
import { redactKeysIn } from '../../../shared/key-format.ts';
import { say } from '../../../shared/messages/say.ts';
import { scopeWords } from '../../../shared/program-scope.ts';
import { Destination } from '../../http/confirmed-addresses.ts';
import type { SecretBytes } from '../../vault/secret-bytes.ts';
import { assertUsable } from '../usable-key.ts';
import { atTime } from './at-time.ts';
import { allow, enter, findAllowed, named, type AgentDesk } from './desk.ts';
import { keySearch, watchKey } from './key-watch.ts';
import { createKeyMaker } from './new-key.ts';
import {
  planText,
  sessionKeyName,
  SessionKeys,
  type SessionKey,
  type SessionKeyPlan,
} from './session-keys.ts';
import { narrowerRole, rolesKnown } from './session-role.ts';
import { certain } from '../../../shared/certain.ts';

const LONGEST_SESSION_MS = 24 * 3600 * 1000;

interface Running {
  readonly session: BrokerSession;
  readonly key: KeySummary;
  readonly program: string;
  readonly reason: string | null;
  readonly scope: string;
  readonly until: Date;
}

export interface SessionJson {
  readonly id: string;
  readonly key: string;
  readonly program: string;
  readonly reason: string | null;
  readonly scope: string;
  readonly since: string;
  readonly until: string;
  readonly requests: number;
}

export class Broker {
  readonly #desk: AgentDesk;
  readonly #running = new Map<string, Running>();
  readonly #keys: SessionKeys;
  #log: RequestLog | null = null;
  #count = 0;
  #isOver = false;

  constructor(desk: AgentDesk) {
    this.#desk = desk;
    this.#keys = new SessionKeys(desk.vault, desk.session.service);
  }

  /** What sessions before left undone is done now. */
  begin(): void {
    void this.#keys.tidy();
  }

  get log(): RequestLog {
    return (this.#log ??= new RequestLog(this.#desk.vault, this.#desk.changed));
  }

  requests(): readonly RequestEntry[] {
    return this.log.entries();
  }

  sessions(): readonly SessionJson[] {
    return [...this.#running.values()].map(({ session, key, program, reason, scope, until }) => ({
      id: session.id,
      key: key.name,
      program,
      reason,
      scope,
      since: session.startedAt.toISOString(),
      until: until.toISOString(),
      requests: session.requests,
    }));
  }

  /** @returns whether there was one */
  async stop(id: string): Promise<boolean> {
    const found = this.#running.get(id);
    await found?.session.end();
    return found !== undefined;
  }

  async endAll(): Promise<void> {
    this.#isOver = true;
    this.#keys.close();
    await Promise.all([...this.#running.values()].map(({ session }) => session.end()));
    this.#desk.sender.close();
    try {
      this.#log?.flush();
    } catch {
      // The disk takes nothing; the log of the vault has the session's start.
    }
  }

  /** From the question to the end of the client, or of the session's time. */
  async serve(exchange: Exchange, request: RequestOf<'broker'>): Promise<void> {
    const desk = this.#desk;
    const policy = policyOf(request.allow);
    const key = await findAllowed(desk, exchange, request.key, request.connection);
    const scope = policyText(policy);
    const forMs = Math.min(request.forMs, LONGEST_SESSION_MS);
    const plan =
      request.sessionKey === undefined ? null : await this.#planOf(exchange, key, request.sessionKey);
    await allow(desk, exchange, {
      ...{ purpose: 'use', keys: [named(key)], scope },
      // SECURITY: as any new key, each of these is a person's word of its own.
      ...(plan === null ? {} : { summary: clean(planText(plan, forMs)), isOnce: true }),
    });
    const until = new Date(Date.now() + forMs);
    assertUsable(key, say('agent.nothing-was-lent'));
    if (plan === null) {
      await this.#run(exchange, request, { key, policy, until });
      return;
    }
    let made: SessionKey | null = null;
    try {
      // As the role is now: it may have been given more since it was read last.
      narrowerRole(key, await desk.session.service.listRoles(key.connectionId), plan.role.id);
      made = await this.#keys.make(key, plan, until);
      enter(
        desk.vault,
        say('agent.log-session-key', { name: made.key.name, role: plan.role.name }),
        key.id,
        key.name,
      );
      await this.#run(exchange, request, { key: made.key, policy, until });
    } finally {
      // Not waited for: the program is told of the end of its session at once.
      if (made !== null) void this.#keys.end(made.id);
    }
  }

  async #planOf(exchange: Exchange, key: KeySummary, wanted: string): Promise<SessionKeyPlan> {
    try {
      const { connection } = this.#destinationOf(key);
      const role = narrowerRole(key, rolesKnown(this.#desk.vault, connection.id), wanted);
      return { name: sessionKeyName(key), role };
    } catch (thrown) {
      // SECURITY: which keys and roles there are is told to nobody who may not list what there is.
      await allow(this.#desk, exchange, { purpose: 'list', keys: null });
      throw thrown;
    }
  }

  async #run(
    exchange: Exchange,
    request: RequestOf<'broker'>,
    { key, policy, until }: { readonly key: KeySummary; readonly policy: Policy; readonly until: Date },
  ): Promise<void> {
    const desk = this.#desk;
    const scope = policyText(policy);
    const { connection, destination } = this.#destinationOf(key);
    const reason = request.reason === null ? null : clean(request.reason);
    const program = `${clean(request.command)}, ${exchange.program.label}`;
    this.#count += 1;
    const id = `session-${String(this.#count)}`;
    // SECURITY: durable before the first request. The secret stays in this process until the session's end.
    enter(desk.vault, say('agent.log-session', { program, scope: scopeWords(scope), id }), key.id, key.name);
    let secret: SecretBytes | null = null;
    await desk.session.service.useSecret(key.id, 'inject', (held) => {
      secret = held.clone();
    });
    const watch = watchKey(desk, key.id);
    const session = new BrokerSession({
      id,
      policy,
      upstream: {
        origin: connection.url,
        brand: connection.brand,
        destination,
        exchange: desk.sender.exchange,
        secret: certain(secret),
        userAgent: `AugnoVault/${desk.context.version} (broker)`,
      },
      log: this.log,
      about: { keyId: key.id, keyName: key.name, program, reason },
      keyProblem: watch.problem,
      ask: async (request, over) =>
        await this.#ask(exchange, key, id, { ...request, summary: clean(request.summary) }, over),
      keys: keySearch,
      makeKey: createKeyMaker(desk.session.service, key),
    });
    const url = await session.start();
    // SECURITY: one that was allowed while the vault was being locked does not begin.
    if (this.#isOver) {
      await session.end();
      watch.stop();
      throw gone();
    }
    this.#running.set(id, { session, key, program, reason, scope, until });
    this.#desk.changed();
    await exchange.send({
      kind: 'value',
      value: { id, url, token: session.token, until: until.toISOString() },
    });
    await this.#untilOver(exchange, session, until);
    watch.stop();
    enter(desk.vault, say('agent.log-session-ended', { id, count: session.requests }), key.id, key.name);
  }

  async #untilOver({ over }: Exchange, session: BrokerSession, until: Date): Promise<void> {
    const forget = atTime(until, () => void session.end());
    const signal = AbortSignal.any([over, session.isOver]);
    if (!signal.aborted)
      await new Promise<void>((resolve) => {
        signal.addEventListener(
          'abort',
          () => {
            resolve();
          },
          { once: true },
        );
      });
    forget();
    await session.end();
    this.#running.delete(session.id);
    this.#desk.changed();
    this.#desk.book.endWithin(within(session.id));
    try {
      this.#log?.flush();
    } catch {
      // As above.
    }
  }

  #destinationOf(key: KeySummary) {
    const { session, vault } = this.#desk;
    const connection = session.service.listConnections().find(({ id }) => id === key.connectionId);
    if (connection === undefined) throw notUsable(key);
    const { id, name, url } = connection;
    return { connection, destination: Destination.ofConnection(vault, { id, name, address: url }) };
  }

  async #ask(
    { program, send }: Exchange,
    key: KeySummary,
    session: string,
    { route, summary, isOnce }: AskedRequest,
    over: AbortSignal,
  ): Promise<boolean> {
    const need = {
      purpose: 'use',
      keys: [named(key)],
      scope: `${route}${within(session)}`,
      summary,
      ...(isOnce ? { isOnce } : {}),
    } as const;
    const asking = ({ code }: { readonly code: string }): void => {
      void send({ kind: 'asking', code, program: `${route} ${summary}`, minutes: 5 });
    };
    try {
      await this.#desk.book.require(program, need, asking, over);
      return true;
    } catch (thrown) {
      if (thrown instanceof AppError) return false;
      throw thrown;
    }
  }
}

const clean = (text: string): string => terminalLine(redactKeysIn(text));

const within = (session: string): string => ` within ${session}`;

function notUsable(key: KeySummary): AppError {
  return new AppError({
    code: 'unsupported',
    message: say('agent.not-brokered', { name: key.name }),
    hint: say('agent.use-run'),
  });
}
