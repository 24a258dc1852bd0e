/**
 * `fetch` for everything that carries a key, in the app's vault process and in the command alike: Node's, by `undici`, with
 * the system's certificates, through the proxy that is named, and with an end that is reached. A request has one try here
 * (one for each route that the system names); who wants more counts for itself.
 */
import type { SecureContext } from 'node:tls';
import { AppError } from '../../shared/errors.ts';
import { isLoopbackHost } from './address.ts';
import { Line } from './line.ts';
import type { FetchLike } from './fetch-like.ts';
import { ProxyError } from './proxy-failure.ts';
import type { Environment, Route } from './proxy-routes.ts';
import { trustedContext } from './trust-store.ts';
import type { WholeReply, WholeRequest } from './whole-reply.ts';
import { say } from '../../shared/messages/say.ts';
import { certain } from '../../shared/certain.ts';

export interface SenderOptions {
  /** In the order in which they are to be tried; asked by origin only, never with a path. */
  readonly routesOf: (origin: string) => readonly Route[] | Promise<readonly Route[]>;
  readonly environment: Environment;
}

export interface Sender {
  readonly fetch: FetchLike;
  /**
   * The same way to the same places, for whoever wants nothing but the whole reply: a third of what `fetch` costs. Redirects
   * are replies like any other. @throws what `fetch` throws, and where the reply is too large
   */
  readonly exchange: (request: WholeRequest) => Promise<WholeReply>;
  /** Ends every connection, also those in the making. */
  close(): void;
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

  const through = async <Reply>(
    routes: readonly Route[],
    signal: AbortSignal | null | undefined,
    send: (line: Line) => Promise<Reply>,
  ): Promise<Reply> => {
    const [route, ...others] = routes;
    try {
      return await send(await lineOf(certain(route), false));
    } catch (thrown) {
      const { cause } = thrown as { cause?: unknown };
      const isThere = ![thrown, cause].some((each) => each instanceof ProxyError && each.wasNotThere);
      if (isThere || others.length === 0 || signal?.aborted === true) throw thrown;
      return await through(others, signal, send);
    }
  };

  const onTheWayTo = async <Reply>(
    url: string,
    signal: AbortSignal | null | undefined,
    send: (line: Line) => Promise<Reply>,
  ): Promise<Reply> => {
    const { hostname, origin } = new URL(url);
    // SECURITY: what is meant for this machine is plain HTTP; a proxy could read the key.
    if (isLoopbackHost(hostname)) return await send(await lineOf({ kind: 'direct' }, true));
    if (environment['NODE_TLS_REJECT_UNAUTHORIZED'] === '0') throw uncheckedTls();
    return await through(await routesOf(origin), signal, send);
  };

  return {
    fetch: (input, init) => onTheWayTo(input, init.signal, (line) => line.send(input, init)),
    exchange: (request) => onTheWayTo(request.url, request.signal, (line) => line.exchange(request)),
    close() {
      for (const line of lines.values()) void line.then((made) => made.end()).catch(() => undefined);
      lines.clear();
    },
  };
}
