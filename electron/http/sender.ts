/**
 * `fetch` for everything that carries a key, in the app's vault process and in the command alike: Node's, by `undici`, with
 * the system's certificates, through the proxy that is named, and with an end that is reached. A request has one try here
 * (one for each route that the system names); who wants more counts for itself.
 */
import type { Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import type * as undiciModule from 'undici';
import type { Dispatcher } from 'undici';
import { AppError } from '../../shared/errors.ts';
import { isLoopbackHost } from './address.ts';
import type { FetchLike } from './fetch-like.ts';
import { ProxyError } from './proxy-failure.ts';
import type { Environment, Route } from './proxy-routes.ts';
import { trustedContext } from './trust-store.ts';
import { openTunnel } from './tunnel.ts';
import { say } from '../../shared/messages/say.ts';
import { certain } from '../../shared/certain.ts';

type Undici = typeof undiciModule;

/** TCP and TLS to the address itself. */
const CONNECT_TIMEOUT_MS = 10_000;
/** A last limit below the caller's own: nothing waits for ever for a caller that set none. */
const SILENCE_TIMEOUT_MS = 60_000;
/** Connections in a row, beyond two for each request under way, that brought no answer. */
const FRUITLESS_CONNECTIONS = 4;

export interface SenderOptions {
  /** In the order in which they are to be tried; asked by origin only, never with a path. */
  readonly routesOf: (origin: string) => readonly Route[] | Promise<readonly Route[]>;
  readonly environment: Environment;
}

export interface Sender {
  readonly fetch: FetchLike;
  /** Ends every connection, also those in the making. */
  close(): void;
}

/** SECURITY: undici connects again after errors that it takes for a passing fault; this one it does not. */
class ReconnectError extends Error {
  readonly code = 'NO_ANSWER_AFTER_CONNECTING';
}

/** All connections of one route. Retired when a request on it is given up, and gone when the last one has ended. */
class Line {
  readonly #undici: Undici;
  readonly #agent: Dispatcher;
  readonly #abort = new AbortController();
  readonly #sockets = new Set<Socket>();
  #underWay = 0;
  #fruitless = 0;
  #isRetired = false;

  constructor(undici: Undici, route: Route, trusted: () => SecureContext | undefined, isLoopback: boolean) {
    this.#undici = undici;
    const context = isLoopback ? undefined : trusted();
    const made = undici.buildConnector({
      timeout: CONNECT_TIMEOUT_MS,
      ...(context === undefined ? {} : { secureContext: context }),
      // SECURITY: for anything but this machine no variable of the environment turns the checks off.
      ...(isLoopback ? {} : { rejectUnauthorized: true }),
    });
    // Its type does not say that it returns the socket that it is connecting.
    const connector = made as unknown as (...args: Parameters<typeof made>) => Socket;
    const connect: typeof made = (options, callback) => {
      this.#fruitless += 1;
      if (this.#fruitless > FRUITLESS_CONNECTIONS + 2 * this.#underWay) {
        callback(new ReconnectError('No answer on several connections.'), null);
        return;
      }
      if (route.kind === 'direct') {
        this.#follow(connector(options, callback));
        return;
      }
      const port = options.port === '' ? (options.protocol === 'http:' ? 80 : 443) : Number(options.port);
      openTunnel(route.proxy, { host: options.hostname, port, trusted, signal: this.#abort.signal }).then(
        (tunnel) => {
          this.#follow(tunnel);
          if (options.protocol === 'http:') callback(null, tunnel);
          else this.#follow(connector({ ...options, httpSocket: tunnel }, callback));
        },
        (thrown: unknown) => {
          callback(thrown as Error, null);
        },
      );
    };
    this.#agent = new undici.Agent({
      connect,
      headersTimeout: SILENCE_TIMEOUT_MS,
      bodyTimeout: SILENCE_TIMEOUT_MS,
    });
  }

  get isRetired(): boolean {
    return this.#isRetired;
  }

  async send(input: string, init: RequestInit): Promise<Response> {
    const { signal } = init;
    this.#underWay += 1;
    let isLeft = false;
    const leave = (): void => {
      if (isLeft) return;
      isLeft = true;
      signal?.removeEventListener('abort', giveUp);
      this.#underWay -= 1;
      // Who asks again later counts the tries for itself.
      if (this.#underWay === 0) this.#fruitless = 0;
      this.#endIfDone();
    };
    // An abort alone would leave undici connecting for a request that nobody waits for.
    const giveUp = (): void => {
      this.#isRetired = true;
      leave();
    };
    signal?.addEventListener('abort', giveUp, { once: true });
    try {
      const answer = await this.#undici.fetch(input, {
        ...init,
        dispatcher: this.#watched(leave),
      } as Parameters<Undici['fetch']>[1]);
      return answer as unknown as Response;
    } catch (thrown) {
      leave();
      throw thrown;
    }
  }

  end(): void {
    this.#isRetired = true;
    this.#abort.abort();
    void this.#agent.destroy().catch(() => undefined);
    for (const socket of this.#sockets) socket.destroy();
  }

  #endIfDone(): void {
    if (this.#isRetired && this.#underWay === 0) this.end();
  }

  #follow(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    if (this.#abort.signal.aborted) socket.destroy();
  }

  #watched(leave: () => void): Dispatcher {
    return this.#agent.compose((dispatch) => (options, handler) => {
      const watching: Dispatcher.DispatchHandlers = {
        onConnect: (abort) => handler.onConnect?.(abort),
        onResponseStarted: () => handler.onResponseStarted?.(),
        onBodySent: (size, total) => handler.onBodySent?.(size, total),
        onHeaders: (status, headers, resume, text) => {
          // What only says that an answer will come is none.
          if (status >= 200) this.#fruitless = 0;
          return handler.onHeaders?.(status, headers, resume, text) ?? true;
        },
        onData: (chunk) => handler.onData?.(chunk) ?? true,
        onComplete: (trailers) => {
          handler.onComplete?.(trailers);
          leave();
        },
        onError: (error) => {
          handler.onError?.(error);
          leave();
        },
      };
      return dispatch(options, watching);
    });
  }
}

function uncheckedTls(): AppError {
  return new AppError({
    code: 'unsupported',
    message: say('network.node-tls-reject-unauthorized-0-turns-off'),
    hint: say('network.remove-that-variable-a-companys-own-authority'),
  });
}

export function createSender({ routesOf, environment }: SenderOptions): Sender {
  const lines = new Map<string, Promise<Line>>();
  let context: { readonly of: SecureContext | undefined } | null = null;
  const trusted = (): SecureContext | undefined => (context ??= { of: trustedContext(environment) }).of;

  const lineOf = async (route: Route, isLoopback: boolean): Promise<Line> => {
    const name = isLoopback ? 'loopback' : JSON.stringify(route);
    const known = lines.get(name);
    if (known !== undefined && !(await known).isRetired) return await known;
    if (lines.get(name) !== known) return await lineOf(route, isLoopback);
    // Loaded with the first request: unlocking waits for nothing that it does not need.
    const made = import('undici').then((undici) => new Line(undici, route, trusted, isLoopback));
    lines.set(name, made);
    return await made;
  };

  const through = async (routes: readonly Route[], input: string, init: RequestInit): Promise<Response> => {
    const [route, ...others] = routes;
    try {
      return await (await lineOf(certain(route), false)).send(input, init);
    } catch (thrown) {
      const { cause } = thrown as { cause?: unknown };
      const isThere = !(cause instanceof ProxyError && cause.wasNotThere);
      if (isThere || others.length === 0 || init.signal?.aborted === true) throw thrown;
      return await through(others, input, init);
    }
  };

  return {
    async fetch(input, init) {
      const { hostname, origin } = new URL(input);
      // SECURITY: what is meant for this machine is plain HTTP; a proxy could read the key.
      if (isLoopbackHost(hostname)) return await (await lineOf({ kind: 'direct' }, true)).send(input, init);
      if (environment['NODE_TLS_REJECT_UNAUTHORIZED'] === '0') throw uncheckedTls();
      return await through(await routesOf(origin), input, init);
    },
    close() {
      for (const line of lines.values()) void line.then((made) => made.end()).catch(() => undefined);
      lines.clear();
    },
  };
}
