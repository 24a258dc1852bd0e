/**
 * One program that uses a key without having it: a server on this machine, for the time of that program, whose requests are
 * checked, written down, and sent on with the real key.
 *
 * SECURITY: the program has a word that is good here and nowhere else. A program that may write may do harm with what it may
 * write; that is asked about, not prevented.
 */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Endpoint } from '../../../shared/endpoint-permissions.ts';
import { checkHead, type Problem } from './request-checks.ts';
import { forward } from './forward.ts';
import { locked, readBody, send, summaryOf } from './messages.ts';
import { endpointAt, isWrite, judge, routeName } from './routes.ts';
import type { SessionOptions } from './session-options.ts';
import { certain } from '../../../shared/certain.ts';

const MOST_UNDER_WAY = 64;
const REQUESTS_PER_SECOND = 100;
const PATIENCE_MS = 60_000;
/** For answers that are being written when the vault is locked. */
const FAREWELL_MS = 1000;

export class BrokerSession {
  readonly token = `augno-vault-session-${randomBytes(24).toString('base64url')}`;
  readonly startedAt = new Date();
  readonly #options: SessionOptions;
  readonly #server: Server;
  readonly #over = new AbortController();
  readonly #underWay = new Set<Promise<void>>();
  #host = '';
  #requests = 0;
  #tokens: { left: number; at: number };

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#tokens = { left: REQUESTS_PER_SECOND, at: performance.now() };
    this.#server = createServer(
      {
        insecureHTTPParser: false,
        requireHostHeader: false,
        maxHeaderSize: 32 << 10,
        joinDuplicateHeaders: false,
      },
      (request, response) => {
        const work = this.#answer(request, response).catch(() => {
          response.destroy();
        });
        this.#underWay.add(work);
        void work.then(() => this.#underWay.delete(work));
      },
    );
    this.#server.headersTimeout = 10_000;
    this.#server.requestTimeout = 30_000;
    // SECURITY: neither another protocol nor a tunnel.
    this.#server.on('upgrade', (_request, socket) => socket.destroy());
    this.#server.on('connect', (_request, socket) => socket.destroy());
    this.#server.on('clientError', (_error, socket) => socket.destroy());
    this.#server.on('checkExpectation', (_request, response) => {
      send(response, {
        status: 400,
        code: 'validation_failed',
        message: 'The header Expect is not for a program to set here.',
      });
    });
  }

  get id(): string {
    return this.#options.id;
  }

  /** How many requests came. */
  get requests(): number {
    return this.#requests;
  }

  get isOver(): AbortSignal {
    return this.#over.signal;
  }

  /** @returns the base URL */
  async start(): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    this.#host = `127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
    return `http://${this.#host}`;
  }

  /** What is under way is answered, then nothing is. */
  async end(): Promise<void> {
    if (this.#over.signal.aborted) return;
    this.#over.abort();
    this.#server.close();
    await Promise.race([
      Promise.allSettled([...this.#underWay]),
      new Promise((resolve) => setTimeout(resolve, FAREWELL_MS).unref()),
    ]);
    this.#server.closeAllConnections();
    this.#options.upstream.secret.wipe();
  }

  #takeToken(): boolean {
    const { requestsPerSecond = REQUESTS_PER_SECOND } = this.#options;
    if (requestsPerSecond === null) return true;
    const now = performance.now();
    const gained = ((now - this.#tokens.at) / 1000) * requestsPerSecond;
    const left = Math.min(requestsPerSecond, this.#tokens.left + gained);
    this.#tokens = { left: Math.max(0, left - 1), at: now };
    return left >= 1;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#requests += 1;
    const problem = checkHead(request, this.#host, this.token) ?? this.#limits();
    const body = problem === null ? await readBody(request) : null;
    if (problem !== null || body === null) {
      send(
        response,
        problem ?? { status: 413, code: 'validation_failed', message: 'The body is larger than 1 MiB.' },
      );
      return;
    }
    const target = certain(request.url);
    const endpoint = endpointAt(certain(request.method), certain(target.split('?')[0]));
    if (endpoint === null) {
      send(response, {
        status: 404,
        code: 'resource_not_found',
        message: 'This path is not in the table of endpoints that are passed on.',
      });
      return;
    }
    await this.#decide(request, response, endpoint, body);
  }

  #limits(): Problem | null {
    if (this.#over.signal.aborted) return locked(false);
    const problem = this.#options.keyProblem();
    if (problem !== null) return problem;
    if (this.#underWay.size < MOST_UNDER_WAY && this.#takeToken()) return null;
    return {
      status: 429,
      code: 'rate_limit_exceeded',
      message: 'More requests at once than this session passes on. Try again.',
    };
  }

  async #decide(
    request: IncomingMessage,
    response: ServerResponse,
    endpoint: Endpoint,
    body: Buffer,
  ): Promise<void> {
    const { id, about, log, policy, ask } = this.#options;
    const started = performance.now();
    const method = certain(request.method);
    const settle = log.add({
      at: new Date().toISOString(),
      session: id,
      ...about,
      method,
      route: endpoint.route,
      outcome: 'sent',
      durationMs: null,
    });
    const refuse = (problem: Problem): void => {
      settle(`refused: ${problem.code}`, null);
      send(response, problem);
    };
    const verdict = judge(policy, endpoint);
    if (verdict === 'refuse') {
      refuse({
        status: 403,
        code: 'insufficient_permissions',
        message:
          'Keys are not made through a session. A person makes them: augno-vault keys create or rotate.',
      });
      return;
    }
    const over = new AbortController();
    response.once('close', () => {
      if (!response.writableFinished) over.abort();
    });
    const ended = AbortSignal.any([over.signal, this.#over.signal]);
    if (
      verdict === 'ask' &&
      !(await ask(
        { route: routeName({ ...endpoint, method }), summary: summaryOf(certain(request.url), body) },
        ended,
      ))
    ) {
      refuse(
        this.#over.signal.aborted
          ? locked(false)
          : {
              status: 403,
              code: 'insufficient_permissions',
              message: 'A person was asked and did not allow it.',
            },
      );
      return;
    }
    const problem = this.#over.signal.aborted ? locked(false) : this.#options.keyProblem();
    if (problem !== null) {
      refuse(problem);
      return;
    }
    try {
      if (isWrite(method)) await log.durable();
    } catch {
      refuse({
        status: 503,
        code: 'service_unavailable',
        message: 'It could not be written down first, so it was not sent. Nothing was changed.',
      });
      return;
    }
    await this.#forward(request, response, body, { ended, settle, started });
  }

  /** Pages are named by whole addresses; the program goes on asking here. */
  #local(text: string, holdsKey: boolean): string {
    const { keys, upstream } = this.#options;
    return (holdsKey ? keys.redacted(text) : text).replaceAll(
      `"${upstream.origin}/`,
      `"http://${this.#host}/`,
    );
  }

  async #forward(
    request: IncomingMessage,
    response: ServerResponse,
    body: Buffer,
    {
      ended,
      settle,
      started,
    }: {
      readonly ended: AbortSignal;
      readonly settle: (outcome: string, durationMs: number | null) => void;
      readonly started: number;
    },
  ): Promise<void> {
    const { upstream, keys } = this.#options;
    const method = certain(request.method);
    const took = (): number => Math.round(performance.now() - started);
    const timeout = AbortSignal.timeout(PATIENCE_MS);
    try {
      const reply = await forward(upstream, {
        method,
        target: certain(request.url),
        headers: request.headers,
        body: body.length === 0 ? null : body,
        signal: AbortSignal.any([ended, timeout]),
      });
      settle(String(reply.status), took());
      const isText = reply.headers.some(
        ([name, value]) => name === 'content-type' && /json|^text\//.test(value),
      );
      const holdsKey = keys.holdsKey(reply.body);
      if (holdsKey && !isText) {
        send(response, {
          status: 502,
          code: 'external_service_error',
          message: 'The reply holds a key and is no text, so it was kept back.',
        });
        return;
      }
      response.writeHead(reply.status, Object.fromEntries(reply.headers));
      if (method === 'HEAD') response.end();
      else response.end(isText ? this.#local(reply.body.toString('utf8'), holdsKey) : reply.body);
    } catch {
      const wasSent = isWrite(method);
      const isLocked = this.#over.signal.aborted;
      settle(isLocked ? 'cut by the lock' : timeout.aborted ? 'timed out' : 'failed', took());
      if (isLocked) send(response, locked(wasSent));
      else
        send(response, {
          status: timeout.aborted ? 504 : 502,
          code: timeout.aborted ? 'timeout' : 'connection_error',
          ...(wasSent ? { isOnce: true } : {}),
          message: `The API did not answer.${wasSent ? ' What was sent may have taken effect: look before you send it again.' : ''}`,
        });
    }
  }
}
