/** The connections of one way out, and what goes over them. */
import type { Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import type * as undiciModule from 'undici';
import type { Dispatcher } from 'undici';
import type { Route } from './proxy-routes.ts';
import type { openTunnel } from './tunnel.ts';
import { CollectedReply, type WholeReply, type WholeRequest } from './whole-reply.ts';

type Undici = typeof undiciModule;

/** TCP and TLS to the address itself. */
const CONNECT_TIMEOUT_MS = 10_000;
/** A last limit below the caller's own: nothing waits for ever for a caller that set none. */
const SILENCE_TIMEOUT_MS = 60_000;
/** Connections in a row, beyond two for each request under way, that brought no answer. */
const FRUITLESS_CONNECTIONS = 4;

/** SECURITY: undici connects again after errors that it takes for a passing fault; this one it does not. */
class ReconnectError extends Error {
  readonly code = 'NO_ANSWER_AFTER_CONNECTING';
}

/** With it comes Node's own client, and with that the runtime's: loaded where there is a proxy. */
const tunnel: typeof openTunnel = async (...how) => (await import('./tunnel.ts')).openTunnel(...how);

/** All connections of one route. Retired when a request on it is given up, and gone when the last one has ended. */
export class Line {
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
      const target = { host: options.hostname, port, trusted, signal: this.#abort.signal };
      tunnel(route.proxy, target).then(
        (socket) => {
          this.#follow(socket);
          if (options.protocol === 'http:') callback(null, socket);
          else this.#follow(connector({ ...options, httpSocket: socket }, callback));
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
      this.#left();
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

  /** @throws what came before a whole reply; an abort at once, whatever is still under way */
  exchange(request: WholeRequest): Promise<WholeReply> {
    const { signal } = request;
    this.#underWay += 1;
    let cancel: ((reason: Error) => void) | null = null;
    return new Promise<WholeReply>((resolve, reject) => {
      const collected = new CollectedReply(request);
      let isLeft = false;
      const leave = (): void => {
        if (isLeft) return;
        isLeft = true;
        signal.removeEventListener('abort', giveUp);
        this.#left();
      };
      const fail = (reason: Error): void => {
        // One that was sent takes its connection with it; one that waits for a connection, as in `send`, all of them.
        if (cancel === null) this.#isRetired = true;
        else cancel(reason);
        reject(reason);
        leave();
      };
      const giveUp = (): void => {
        fail(aborted());
      };
      if (signal.aborted) {
        reject(aborted());
        leave();
        return;
      }
      signal.addEventListener('abort', giveUp, { once: true });
      try {
        this.#agent.dispatch(collected.options, {
          onConnect: (abort) => {
            cancel = abort;
            if (isLeft) cancel(aborted());
          },
          onHeaders: (status, headers) => {
            if (status >= 200) {
              this.#fruitless = 0;
              collected.begin(status, headers);
            }
            return true;
          },
          onData: (chunk) => {
            if (collected.add(chunk)) return true;
            fail(new Error('The reply is too large.'));
            return false;
          },
          onComplete: () => {
            leave();
            collected.whole().then(resolve, reject);
          },
          onError: (error) => {
            reject(error);
            leave();
          },
        });
      } catch (thrown) {
        leave();
        throw thrown;
      }
    });
  }

  end(): void {
    this.#isRetired = true;
    this.#abort.abort();
    void this.#agent.destroy().catch(() => undefined);
    for (const socket of this.#sockets) socket.destroy();
  }

  #left(): void {
    this.#underWay -= 1;
    if (this.#underWay > 0) return;
    // Who asks again later counts the tries for itself.
    this.#fruitless = 0;
    if (this.#isRetired) this.end();
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

const aborted = (): Error => new DOMException('Aborted', 'AbortError');
