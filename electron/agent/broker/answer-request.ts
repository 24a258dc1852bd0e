/** One request of a session whose place in the table of endpoints is known: asked about, written down, sent on, answered. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Endpoint } from '../../../shared/endpoint-permissions.ts';
import type { RequestOutcome } from '../../../shared/request-outcome.ts';
import { certain } from '../../../shared/certain.ts';
import { gone } from '../client.ts';
import { forward, type Incoming } from './forward.ts';
import { locked, send, summaryOf } from './messages.ts';
import { newKeyProblem, readNewKey, type NewKeyRequest } from './new-key.ts';
import type { Problem } from './request-checks.ts';
import type { Settle } from './request-log.ts';
import { isWrite, judge, makesKey, routeName } from './routes.ts';
import type { SessionOptions } from './session-options.ts';

const PATIENCE_MS = 60_000;

/** Of a session, for as long as it lasts. */
export interface SessionPlace {
  readonly options: SessionOptions;
  /** Ours, with its port. */
  readonly host: string;
  readonly over: AbortSignal;
}

interface Turn {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly endpoint: Endpoint;
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly body: Buffer;
  /** The client is gone, or the session is over. */
  readonly ended: AbortSignal;
  readonly settle: Settle;
  readonly took: () => number;
}

/** What stands in the log for a request that was not sent. */
const OUTCOMES: Readonly<Record<string, RequestOutcome>> = {
  service_unavailable: 'not-sent',
  api_key_revoked: 'key-revoked',
  api_key_expired: 'key-expired',
};

export async function answerRequest(
  place: SessionPlace,
  request: IncomingMessage,
  response: ServerResponse,
  endpoint: Endpoint,
  body: Buffer,
): Promise<void> {
  const { id, about, log, policy, ask, keyProblem } = place.options;
  const started = performance.now();
  const [method, target] = [certain(request.method), certain(request.url)];
  const settle = log.add({
    ...{ at: new Date().toISOString(), session: id, ...about, method },
    ...{ route: endpoint.route, outcome: 'sent', durationMs: null },
  });
  const refuse = (problem: Problem): void => {
    settle(OUTCOMES[problem.code] ?? 'not-allowed', null);
    send(response, problem);
  };
  const newKey = makesKey(endpoint) ? readNewKey(endpoint, request, body) : null;
  if (newKey !== null && 'status' in newKey) {
    settle('not-sent', null);
    send(response, newKey);
    return;
  }
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  const ended = AbortSignal.any([gone.signal, place.over]);
  const isAllowed =
    judge(policy, endpoint) === 'forward' ||
    (await ask(
      {
        route: routeName({ ...endpoint, method }),
        summary: summaryOf(target, body),
        // SECURITY: each new key is a person's word of its own.
        isOnce: newKey !== null,
      },
      ended,
    ));
  const problem = place.over.aborted ? locked(false) : isAllowed ? keyProblem() : notAllowed();
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
  const took = (): number => Math.round(performance.now() - started);
  const turn = { request, response, endpoint, method, target, body, ended, settle, took };
  if (newKey === null) await passOn(place, turn);
  else await keepNewKey(place, turn, newKey);
}

function notAllowed(): Problem {
  return {
    status: 403,
    code: 'insufficient_permissions',
    message: 'A person was asked and did not allow it.',
  };
}

/** Pages are named by whole addresses; the program goes on asking here. */
function local({ options: { keys, upstream }, host }: SessionPlace, text: string, holdsKey: boolean): string {
  return (holdsKey ? keys.redacted(text) : text).replaceAll(`"${upstream.origin}/`, `"http://${host}/`);
}

const isText = ({ headers }: Incoming): boolean =>
  headers.some(([name, value]) => name === 'content-type' && /json|^text\//.test(value));

async function passOn(place: SessionPlace, turn: Turn): Promise<void> {
  const { upstream, keys, patienceMs = PATIENCE_MS } = place.options;
  const { method, target, request, response, body, ended, settle, took } = turn;
  const timeout = AbortSignal.timeout(patienceMs);
  try {
    const reply = await forward(upstream, {
      ...{ method, target, headers: request.headers },
      body: body.length === 0 ? null : body,
      signal: AbortSignal.any([ended, timeout]),
    });
    const holdsKey = keys.holdsKey(reply.body);
    if (holdsKey && !isText(reply)) {
      settle('kept-back', took());
      send(response, {
        ...{ status: 502, code: 'external_service_error' },
        ...(isWrite(method) ? { isOnce: true as const } : {}),
        message: 'The reply holds a key and is no text, so it was kept back.',
      });
      return;
    }
    settle(reply.status, took());
    response.writeHead(reply.status, Object.fromEntries(reply.headers));
    if (method === 'HEAD') response.end();
    else response.end(isText(reply) ? local(place, reply.body.toString('utf8'), holdsKey) : reply.body);
  } catch {
    const wasSent = isWrite(method);
    const isLocked = place.over.aborted;
    settle(isLocked ? 'cut-by-lock' : timeout.aborted ? 'timed-out' : 'failed', took());
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

/** SECURITY: the secret is in the vault before anybody is answered, and leaves this process in no reply. */
async function keepNewKey(place: SessionPlace, turn: Turn, wanted: NewKeyRequest): Promise<void> {
  const { makeKey, keys } = place.options;
  const { response, settle, took } = turn;
  try {
    // What goes on after a lock is looked into by whoever holds the vault next; the program is told at once.
    const made = await Promise.race([makeKey(wanted, place.over), endOf(place.over)]);
    settle(201, took());
    const info = await infoOf(place, turn, made.id);
    const body = {
      api_key_secret: made.redacted,
      api_key_info: info ?? {
        ...{ id: made.id, object: 'api_key', name: made.name, redacted_value: made.redacted },
      },
    };
    response.writeHead(201, { 'content-type': 'application/json' });
    response.end(keys.redacted(JSON.stringify(body)));
  } catch (thrown) {
    const problem = place.over.aborted ? locked(true) : newKeyProblem(thrown);
    settle(place.over.aborted ? 'cut-by-lock' : problem.isOnce === true ? 'failed' : problem.status, took());
    send(response, problem);
  }
}

/** Rejects once it is aborted. */
function endOf(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const end = (): void => {
      reject(gone());
    };
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}

/** As the API itself shows the key to this session's; null where it does not. */
async function infoOf({ options, over }: SessionPlace, turn: Turn, id: string): Promise<unknown> {
  const query = turn.target.split('?')[1];
  try {
    const reply = await forward(options.upstream, {
      method: 'GET',
      target: `/v1/auth/api-keys/${encodeURIComponent(id)}${query === undefined ? '' : `?${query}`}`,
      headers: { ...turn.request.headers, 'content-type': undefined, 'idempotency-key': undefined },
      body: null,
      signal: AbortSignal.any([over, AbortSignal.timeout(options.patienceMs ?? PATIENCE_MS)]),
    });
    return reply.status === 200 ? (JSON.parse(reply.body.toString('utf8')) as unknown) : null;
  } catch {
    return null;
  }
}
