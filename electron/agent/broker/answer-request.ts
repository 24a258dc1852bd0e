/** One request of a session whose place in the table of endpoints is known: asked about, written down, sent on, answered. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { WholeReply } from '../../http/whole-reply.ts';
import type { Endpoint } from '../../../shared/endpoint-permissions.ts';
import type { RequestOutcome } from '../../../shared/request-outcome.ts';
import { certain } from '../../../shared/certain.ts';
import { gone } from '../client.ts';
import { forward } from './forward.ts';
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
  /** Aborted where the client is gone, or the session is over. */
  readonly end: AbortController;
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
  const { id, about, log } = place.options;
  const started = performance.now();
  const [method, target] = [certain(request.method), certain(request.url)];
  const settle = log.add({
    ...{ at: new Date().toISOString(), session: id, ...about, method },
    ...{ route: endpoint.route, outcome: 'sent', durationMs: null },
  });
  // One of its own, taken off in the end: a signal that is made out of the session's stays with that as long as it lasts.
  const end = new AbortController();
  const stop = (): void => {
    end.abort();
  };
  response.once('close', () => {
    if (!response.writableFinished) stop();
  });
  place.over.addEventListener('abort', stop, { once: true });
  const took = (): number => Math.round(performance.now() - started);
  try {
    await inTurn(place, { request, response, endpoint, method, target, body, end, settle, took });
  } finally {
    place.over.removeEventListener('abort', stop);
  }
}

/** Looked at, asked about, written down, and then sent on. */
async function inTurn(place: SessionPlace, turn: Turn): Promise<void> {
  const { log, policy, ask, keyProblem } = place.options;
  const { request, response, endpoint, method, target, body, end, settle } = turn;
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
  const isAllowed =
    judge(policy, endpoint) === 'forward' ||
    (await ask(
      {
        route: routeName({ ...endpoint, method }),
        summary: summaryOf(target, body),
        // SECURITY: each new key is a person's word of its own.
        isOnce: newKey !== null,
      },
      end.signal,
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
function local({ options: { keys, upstream }, host }: SessionPlace, body: Buffer, holdsKey: boolean): Buffer {
  const start = `"${upstream.origin}/`;
  if (!holdsKey && !body.includes(start)) return body;
  const text = body.toString('utf8');
  return Buffer.from((holdsKey ? keys.redacted(text) : text).replaceAll(start, `"http://${host}/`));
}

const isText = ({ headers }: WholeReply): boolean =>
  headers.some(([name, value]) => name === 'content-type' && /json|^text\//.test(value));

async function passOn(place: SessionPlace, turn: Turn): Promise<void> {
  const { upstream, keys, patienceMs = PATIENCE_MS } = place.options;
  const { method, target, request, response, body, end, settle, took } = turn;
  const tooLate = new AbortController();
  const timer = setTimeout(() => {
    tooLate.abort();
    end.abort();
  }, patienceMs);
  try {
    const reply = await forward(upstream, {
      ...{ method, target, headers: request.headers },
      body: body.length === 0 ? null : body,
      signal: end.signal,
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
    const headers = reply.headers.filter(([, value]) => !isKey(place, value));
    const text = isText(reply) ? local(place, reply.body, holdsKey) : reply.body;
    sendReply(response, { ...reply, headers, body: text });
  } catch {
    const wasSent = isWrite(method);
    const isLocked = place.over.aborted;
    const isTooLate = tooLate.signal.aborted;
    settle(isLocked ? 'cut-by-lock' : isTooLate ? 'timed-out' : 'failed', took());
    if (isLocked) send(response, locked(wasSent));
    else
      send(response, {
        status: isTooLate ? 504 : 502,
        code: isTooLate ? 'timeout' : 'connection_error',
        ...(wasSent ? { isOnce: true } : {}),
        message: `The API did not answer.${wasSent ? ' What was sent may have taken effect: look before you send it again.' : ''}`,
      });
  } finally {
    clearTimeout(timer);
  }
}

const LARGEST_IN_ONE = 1 << 16;
/** Shorter than a key without its checksum. */
const NO_KEY = 60;
const isKey = ({ options: { keys } }: SessionPlace, value: string): boolean =>
  value.length >= NO_KEY && keys.holdsKey(Buffer.from(value, 'latin1'));

function sendReply(response: ServerResponse, { status, headers, body }: WholeReply): void {
  // Without a length it would go out in pieces; with one, head and body are written at once.
  const length = body.length === 0 ? [] : [['content-length', String(body.length)] as const];
  response.writeHead(status, Object.fromEntries([...headers, ...length]));
  // As one text with the head: both in two pieces cost three times as much to write.
  if (body.length <= LARGEST_IN_ONE) response.end(body.toString('latin1'), 'latin1');
  else response.end(body);
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
async function infoOf(
  { options }: SessionPlace,
  { target, request, end }: Turn,
  id: string,
): Promise<unknown> {
  const query = target.split('?')[1];
  const timer = setTimeout(() => {
    end.abort();
  }, options.patienceMs ?? PATIENCE_MS);
  try {
    const reply = await forward(options.upstream, {
      method: 'GET',
      target: `/v1/auth/api-keys/${encodeURIComponent(id)}${query === undefined ? '' : `?${query}`}`,
      headers: { ...request.headers, 'content-type': undefined, 'idempotency-key': undefined },
      body: null,
      signal: end.signal,
    });
    return reply.status === 200 ? (JSON.parse(reply.body.toString('utf8')) as unknown) : null;
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
