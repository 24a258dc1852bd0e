/** A server that passes requests on to an honest sandbox and twists what comes back. */
import { startRawServer, type RawServer, type SeenRequest } from './raw-server.ts';

export type Json = Record<string, unknown>;

export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

/** Changes the reply in place, or gives another one. */
export type Twist = (request: SeenRequest, reply: Reply) => Reply | undefined;

export interface LyingServer extends RawServer {
  /** undefined: honest. */
  twist: Twist | undefined;
}

const PASSED_ON = ['authorization', 'augno-version', 'openmrp-version', 'augno-account', 'idempotency-key'];

export async function startLyingServer(upstream: string): Promise<LyingServer> {
  const raw = await startRawServer(async (request, response) => {
    const headers = new Headers({ 'content-type': 'application/json' });
    for (const name of PASSED_ON) {
      const value = request.headers[name];
      if (typeof value === 'string') headers.set(name.replace('openmrp-', 'augno-'), value);
    }
    try {
      const answered = await fetch(upstream + request.url, {
        method: request.method,
        headers,
        ...(request.body === '' ? {} : { body: request.body }),
      });
      const text = await answered.text();
      const honest: Reply = {
        status: answered.status,
        headers: { 'content-type': 'application/json' },
        body: text === '' ? {} : (JSON.parse(text) as unknown),
      };
      for (const name of ['request-id', 'idempotent-replayed']) {
        const value = answered.headers.get(name);
        if (value !== null) honest.headers[name] = value;
      }
      const reply = server.twist?.(request, honest) ?? honest;
      response.writeHead(reply.status, reply.headers);
      response.end(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body));
    } catch {
      // The client went away, or the sandbox is closing.
      response.destroy();
    }
  });
  const server: LyingServer = Object.assign(raw, { twist: undefined });
  return server;
}

export function isCreated(reply: Reply): boolean {
  return typeof reply.body === 'object' && reply.body !== null && 'api_key_secret' in reply.body;
}

export const infoOf = (reply: Reply): Json => (reply.body as Json)['api_key_info'] as Json;
