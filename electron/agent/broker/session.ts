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
import { answerRequest } from './answer-request.ts';
import { checkBody } from './request-body.ts';
import { checkHead, checkSender, type Problem } from './request-checks.ts';
import { locked, readBody, send } from './messages.ts';
import { endpointAt, METHODS } from './routes.ts';
import type { SessionOptions } from './session-options.ts';
import { certain } from '../../../shared/certain.ts';

const MOST_UNDER_WAY = 64;
/** SECURITY: each takes one of the files that the process which holds the vault may open. */
const MOST_CONNECTIONS = 256;
const REQUESTS_PER_SECOND = 100;
/**
 * Node's own five seconds are over just when a program sends its next write: it then hears of a reset, and does not know what
 * became of it.
 */
const KEEP_ALIVE_MS = 75_000;
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
    this.#server.maxConnections = MOST_CONNECTIONS;
    // Who opens one for each request has those closed that nobody uses.
    this.#server.on('drop', () => {
      this.#server.closeIdleConnections();
    });
    this.#server.keepAliveTimeout = KEEP_ALIVE_MS;
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
    const isTaken = left >= 1;
    // One that is refused takes nothing: who asks again too soon would otherwise never be served.
    this.#tokens = { left: isTaken ? left - 1 : left, at: now };
    return isTaken;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#requests += 1;
    const stranger = checkSender(request, this.#host, this.token);
    if (stranger !== null) {
      send(response, stranger);
      return;
    }
    let problem = checkHead(request) ?? this.#limits();
    const body = problem === null ? await readBody(request) : null;
    if (body !== null) problem = checkBody(body);
    const endpoint = endpointAt(certain(request.method), certain(certain(request.url).split('?')[0]));
    if (problem !== null || body === null || endpoint === null) {
      this.#options.log.addRefused({
        ...{ at: new Date().toISOString(), session: this.id, ...this.#options.about },
        method: METHODS.find((method) => method === request.method) ?? '?',
        // SECURITY: a path that nobody knows may hold anything.
        route: endpoint?.route ?? '?',
      });
      send(response, problem ?? (body === null ? tooLarge() : notInTable()));
      return;
    }
    const place = { options: this.#options, host: this.#host, over: this.#over.signal };
    await answerRequest(place, request, response, endpoint, body);
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
}

const tooLarge = (): Problem => ({
  status: 413,
  code: 'validation_failed',
  message: 'The body is larger than 1 MiB.',
});

const notInTable = (): Problem => ({
  status: 404,
  code: 'resource_not_found',
  message: 'This path is not in the table of endpoints that are passed on.',
});
