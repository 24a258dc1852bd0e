/** Sessions of programs that use a key without having it, in the process that holds the vault. */
import { BrokerSession } from '../../agent/broker/session.ts';
import { RequestLog, type RequestEntry } from '../../agent/broker/request-log.ts';
import type { AskedRequest } from '../../agent/broker/session-options.ts';
import { policyOf, policyText } from '../../agent/broker/routes.ts';
import type { Problem } from '../../agent/broker/request-checks.ts';
import type { Exchange } from '../../agent/server.ts';
import type { RequestOf } from '../../agent/protocol.ts';
import { gone } from '../../agent/client.ts';
import { AppError } from '../../../shared/errors.ts';
import type { KeySummary } from '../../../shared/domain.ts';
import { terminalLine } from '../../../shared/harmless-text.ts';
import { redactKeysIn } from '../../../shared/key-format.ts';
import { say } from '../../../shared/messages/say.ts';
import { Destination } from '../../http/confirmed-addresses.ts';
import { createDetector, Ledger, redactText, wipeHits } from '../../scanner/detect/index.ts';
import type { SecretBytes } from '../../vault/secret-bytes.ts';
import { assertUsable } from '../usable-key.ts';
import { allow, enter, findAllowed, named, type AgentDesk } from './desk.ts';
import { createKeyMaker } from './new-key.ts';
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

/** A key in whatever writing the scanner reads. */
export const keySearch = {
  detector: createDetector(),
  holdsKey(bytes: Uint8Array): boolean {
    if (!this.detector.mayContain(bytes)) return false;
    const hits = this.detector.scan(bytes, new Ledger());
    wipeHits(hits);
    return hits.length > 0;
  },
  redacted: redactText,
};

export class Broker {
  readonly #desk: AgentDesk;
  readonly #running = new Map<string, Running>();
  #log: RequestLog | null = null;
  #count = 0;
  #isOver = false;

  constructor(desk: AgentDesk) {
    this.#desk = desk;
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
    await allow(desk, exchange, { purpose: 'use', keys: [named(key)], scope });
    assertUsable(key, say('agent.nothing-was-lent'));
    const { connection, destination } = this.#destinationOf(key);
    const clean = (text: string): string => terminalLine(redactKeysIn(text));
    const reason = request.reason === null ? null : clean(request.reason);
    const program = `${clean(request.command)}, ${exchange.program.label}`;
    this.#count += 1;
    const id = `session-${String(this.#count)}`;
    const until = new Date(Date.now() + Math.min(request.forMs, LONGEST_SESSION_MS));
    // SECURITY: durable before the first request. The secret stays in this process until the session's end.
    enter(desk.vault, say('agent.log-session', { program, scope, id }), key.id, key.name);
    let secret: SecretBytes | null = null;
    await desk.session.service.useSecret(key.id, 'inject', (held) => {
      secret = held.clone();
    });
    const watch = this.#watchKey(key.id);
    const session = new BrokerSession({
      id,
      policy,
      upstream: {
        origin: connection.url,
        brand: connection.brand,
        destination,
        fetch: desk.sender.fetch,
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
    const timer = setTimeout(() => void session.end(), until.getTime() - Date.now());
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
    clearTimeout(timer);
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

  /** Looked at when anything changed, and by the clock. */
  #watchKey(keyId: string): { readonly problem: () => Problem | null; readonly stop: () => void } {
    const { session, vault } = this.#desk;
    let known: KeySummary | undefined;
    let isFresh = false;
    const stop = vault.onChange(() => {
      isFresh = false;
    });
    const problem = (): Problem | null => {
      if (!isFresh) known = session.service.listKeys().find(({ id }) => id === keyId);
      isFresh = true;
      if (known === undefined || known.status === 'revoked' || !known.secretHeld)
        return {
          status: 401,
          code: 'api_key_revoked',
          message: 'The key of this session is revoked, or not in the vault any more.',
        };
      const isOver = known.expiresAt !== null && Date.parse(known.expiresAt) <= Date.now();
      if (known.status === 'expired' || isOver)
        return { status: 401, code: 'api_key_expired', message: 'The key of this session has expired.' };
      return null;
    };
    return { problem, stop };
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

const within = (session: string): string => ` within ${session}`;

function notUsable(key: KeySummary): AppError {
  return new AppError({
    code: 'unsupported',
    message: say('agent.not-brokered', { name: key.name }),
    hint: say('agent.use-run'),
  });
}
