/** The Hono application: routes, the stages around an operation, and how replies leave. */
import { Hono, type Context } from 'hono';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { newIdentifier } from '../state/identifiers.ts';
import { idempotencyKeyOf, type IncomingRequest, type Trace } from './admission.ts';
import type { Fault, Faults } from './faults.ts';
import type { Method, Operation } from './operation.ts';
import { problemOutcome, runRequest, type Outcome, type PipelineContext } from './pipeline.ts';
import { Problem, internalError, renderProblem } from './problem.ts';
import type { RateLimiter } from './rate-limit.ts';
import { actorOf, type RequestLogWriter } from './request-log.ts';
import { NEWEST_VERSION } from './versions.ts';

const LARGEST_BODY = 1024 * 1024;

export interface ApplicationContext extends PipelineContext {
  readonly limiter: RateLimiter;
  readonly faults: Faults;
  readonly requestLog: RequestLogWriter;
}

export type SandboxEnvironment = { Bindings: HttpBindings };
type HonoContext = Context<SandboxEnvironment>;

export function createApplication(
  context: ApplicationContext,
  operations: readonly Operation[],
): Hono<SandboxEnvironment> {
  const app = new Hono<SandboxEnvironment>();
  const methodsByRoute = new Map<string, Method[]>();
  for (const operation of operations) {
    const path = operation.route.replaceAll(/\{(\w+)\}/g, ':$1');
    app.on(operation.method, path, (c) => handle(context, operation, c));
    methodsByRoute.set(path, [...(methodsByRoute.get(path) ?? []), operation.method]);
  }
  for (const [path, methods] of methodsByRoute) {
    app.all(path, (c) => {
      const problem = new Problem(405, 'method_not_allowed', `${c.req.method} is not allowed here.`);
      return c.json(renderProblem(problem, context.brand, null), 405, { Allow: methods.join(', ') });
    });
  }
  app.notFound((c) => {
    const problem = new Problem(404, 'resource_not_found', 'There is nothing at this path.');
    return c.json(renderProblem(problem, context.brand, null), 404);
  });
  // SECURITY: nothing of a defect reaches the caller or the console.
  app.onError((_error, c) => c.json(renderProblem(internalError(), context.brand, null), 500));
  return app;
}

/** The whole body; null if it is too large. */
async function readRequestBody(c: HonoContext): Promise<Buffer | null> {
  if (Number(c.req.header('content-length') ?? 0) > LARGEST_BODY) return null;
  const body = Buffer.from(await c.req.arrayBuffer());
  return body.length > LARGEST_BODY ? null : body;
}

async function handle(context: ApplicationContext, operation: Operation, c: HonoContext): Promise<Response> {
  const startedAt = performance.now();
  const at = context.clock.now();
  const clientIp = c.env.incoming.socket.remoteAddress ?? null;
  const decision = context.limiter.admit(clientIp ?? '');
  const trace: Trace = { key: null, accountId: null, version: null };
  const body = await readRequestBody(c).catch(() => Buffer.alloc(0));
  const request: IncomingRequest = {
    id: newIdentifier('rq'),
    operation,
    parameters: c.req.param(),
    url: new URL(c.req.url),
    header: (name) => c.req.header(name) ?? null,
    body: body ?? Buffer.alloc(0),
    clientIp,
    isGone: () => c.env.incoming.socket.destroyed,
  };
  const fault = decision.admitted ? context.faults.take(operation.method, request.url.pathname) : null;
  const outcome = await outcomeOf(context, request, trace, fault, decision.admitted, body === null);
  if (outcome === null || fault?.dropAfterCommit === true) {
    if (outcome !== null) writeLog(context, request, trace, outcome, at, startedAt);
    c.env.incoming.socket.destroy();
    return RESPONSE_ALREADY_SENT;
  }
  const headers: Record<string, string> = {
    'Content-Type': 'application/json',
    // Its own clock's, which a test may move.
    Date: new Date(context.clock.now()).toUTCString(),
    ...decision.headers,
    ...outcome.problem?.details.headers,
  };
  if (decision.admitted) {
    // Both are missing on a 429 of the rate limit, as they may be on the real server.
    headers['Request-ID'] = request.id;
    headers[context.brand.headers.version] = trace.version ?? NEWEST_VERSION;
  }
  if (outcome.reply.location !== null) headers['Location'] = outcome.reply.location;
  if (outcome.replayed) headers['Idempotent-Replayed'] = 'true';
  writeLog(context, request, trace, outcome, at, startedAt);
  const text = layOut(outcome.reply.body, request.header('user-agent'));
  if (fault?.truncateBody === true) return sendTruncated(c, outcome.reply.status, headers, text);
  return new Response(text, { status: outcome.reply.status, headers });
}

async function outcomeOf(
  context: ApplicationContext,
  request: IncomingRequest,
  trace: Trace,
  fault: Fault | null,
  admitted: boolean,
  tooLarge: boolean,
): Promise<Outcome | null> {
  if (!admitted) {
    const problem = new Problem(429, 'rate_limit_exceeded', 'Too many requests. Please slow down.');
    const body = JSON.stringify(renderProblem(problem, context.brand, null));
    return { reply: { status: 429, location: null, body }, replayed: false, problem };
  }
  if (tooLarge) {
    const problem = new Problem(400, 'validation_failed', 'The request body is larger than 1 MiB.');
    return problemOutcome(context, request, problem);
  }
  try {
    return await runRequest(context, request, trace, fault);
  } catch {
    // SECURITY: what went wrong inside stays inside.
    return problemOutcome(context, request, internalError());
  }
}

/** Callers that name themselves `curl/…` get JSON for people. */
function layOut(body: string, userAgent: string | null): string {
  return userAgent?.startsWith('curl/') === true ? JSON.stringify(JSON.parse(body), null, 2) : body;
}

/** Announces the whole body, sends half of it and hangs up. */
function sendTruncated(
  c: HonoContext,
  status: number,
  headers: Readonly<Record<string, string>>,
  text: string,
): Response {
  const bytes = Buffer.from(text);
  const { outgoing, incoming } = c.env;
  outgoing.writeHead(status, { ...headers, 'Content-Length': bytes.length });
  outgoing.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => {
    setImmediate(() => incoming.socket.destroy());
  });
  return RESPONSE_ALREADY_SENT;
}

function writeLog(
  context: ApplicationContext,
  request: IncomingRequest,
  trace: Trace,
  outcome: Outcome,
  at: number,
  startedAt: number,
): void {
  context.requestLog.write({
    id: request.id,
    at,
    accountId: trace.accountId,
    actor: trace.key === null ? null : actorOf(trace.key),
    method: request.operation.method,
    url: request.url,
    host: request.header('host') ?? '',
    route: request.operation.route,
    statusCode: outcome.reply.status,
    latencyMicroseconds: Math.max(1, Math.round((performance.now() - startedAt) * 1000)),
    apiVersion: trace.version,
    clientIp: request.clientIp,
    userAgent: request.header('user-agent'),
    referrer: request.header('referer'),
    errorCode: outcome.problem?.code ?? null,
    errorMessage: outcome.problem?.message ?? null,
    idempotencyKey: idempotencyKeyOf(request),
    requestBody: request.body.toString('utf8'),
    responseBody: outcome.reply.body,
  });
}
