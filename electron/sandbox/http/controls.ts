/**
 * `/__sandbox/…`, with `--test-controls` only: what a test does to the server, and what it is told. No key is needed and no
 * limit applies.
 */
import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { DocumentationKeys } from '../documentation-key.ts';
import { SUBSCRIPTION_STATES } from '../state/records.ts';
import { formatTimestamp, parseTimestamp } from '../state/clock.ts';
import type { ApplicationContext, SandboxEnvironment } from './application.ts';
import type { CommittedEvent } from './faults.ts';
import { Problem, renderProblem } from './problem.ts';
import { certain } from '../../../shared/certain.ts';

const faultSchema = z.strictObject({
  path: z.string().optional(),
  method: z.string().optional(),
  status: z.number().int().min(400).max(599).optional(),
  delayMs: z.number().int().min(0).max(600_000).optional(),
  dropBeforeCommit: z.boolean().optional(),
  dropAfterCommit: z.boolean().optional(),
  truncateBody: z.boolean().optional(),
  afterCommit: z.boolean().optional(),
  times: z.number().int().min(1).optional(),
});
const clockSchema = z.strictObject({
  now: z
    .string()
    .refine((text) => parseTimestamp(text) !== null)
    .nullable(),
});
const limitsSchema = z.strictObject({ requestsPerSecond: z.number().int().min(1).nullable() });
const accountSchema = z.strictObject({ subscription: z.enum(SUBSCRIPTION_STATES) });

type ControlContext = Context<SandboxEnvironment>;

async function readControl<Value>(c: ControlContext, schema: z.ZodType<Value>): Promise<Value> {
  let body: unknown;
  try {
    body = await c.req.json();
  } catch {
    throw new Problem(400, 'validation_failed', 'The body is not JSON.');
  }
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Problem(400, 'validation_failed', issue?.message ?? 'The body is not as documented.', {
    param: issue?.path.join('.') ?? null,
  });
}

function regularExpression(source: string | undefined): RegExp | null {
  if (source === undefined) return null;
  try {
    return new RegExp(source);
  } catch {
    throw new Problem(400, 'validation_failed', 'path is not a regular expression.', { param: 'path' });
  }
}

export function mountControls(app: Hono<SandboxEnvironment>, context: ApplicationContext): void {
  const documentationKeys = new DocumentationKeys(context);
  const guarded =
    (work: (c: ControlContext) => Response | Promise<Response>) =>
    async (c: ControlContext): Promise<Response> => {
      try {
        // SECURITY: a web page must not reach these by a forged request or a rebound name.
        const host = new URL(c.req.url).hostname;
        if ((host !== '127.0.0.1' && host !== 'localhost') || c.req.header('origin') !== undefined) {
          throw new Problem(403, 'insufficient_permissions', 'Controls answer to local programs only.');
        }
        return await work(c);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        return new Response(JSON.stringify(renderProblem(error, context.brand, null)), {
          status: error.status,
          headers: { 'Content-Type': 'application/json' },
        });
      }
    };

  app.post(
    '/__sandbox/faults',
    guarded(async (c) => {
      const fault = await readControl(c, faultSchema);
      context.faults.add({
        path: regularExpression(fault.path),
        method: fault.method?.toUpperCase() ?? null,
        status: fault.status ?? null,
        delayMs: fault.delayMs ?? 0,
        dropBeforeCommit: fault.dropBeforeCommit ?? false,
        dropAfterCommit: fault.dropAfterCommit ?? false,
        truncateBody: fault.truncateBody ?? false,
        afterCommit: fault.afterCommit ?? false,
        remaining: fault.times ?? Infinity,
      });
      return c.json({ faults: context.faults.list().length }, 201);
    }),
  );
  app.delete(
    '/__sandbox/faults',
    guarded((c) => {
      context.faults.clear();
      return c.json({ faults: 0 });
    }),
  );
  app.post(
    '/__sandbox/clock',
    guarded(async (c) => {
      const { now } = await readControl(c, clockSchema);
      context.clock.set(now === null ? null : new Date(certain(parseTimestamp(now))));
      return c.json({ now: formatTimestamp(context.clock.now()) });
    }),
  );
  app.post(
    '/__sandbox/limits',
    guarded(async (c) => {
      const { requestsPerSecond } = await readControl(c, limitsSchema);
      context.limiter.requestsPerSecond = requestsPerSecond;
      return c.json({ requestsPerSecond });
    }),
  );
  app.post(
    '/__sandbox/accounts/:id',
    guarded(async (c) => {
      const { subscription } = await readControl(c, accountSchema);
      const account = context.store.table('accounts').get(certain(c.req.param('id')));
      if (account === undefined) throw new Problem(404, 'resource_not_found', 'No such account.');
      if (account.ownerAccountId !== null) {
        const why = 'A sandbox account has no subscription of its own: set its owner’s.';
        throw new Problem(400, 'validation_failed', why, { param: 'subscription' });
      }
      context.store.transaction((transaction) =>
        transaction.put('accounts', { ...account, subscription, updatedAt: context.clock.now() }),
      );
      return c.json({ id: account.id, subscription });
    }),
  );
  app.post(
    '/__sandbox/accounts/:id/documentation-key',
    guarded((c) => {
      const body = documentationKeys.fetch(certain(c.req.param('id')));
      return new Response(JSON.stringify(body), { headers: { 'Content-Type': 'application/json' } });
    }),
  );
  app.get(
    '/__sandbox/events',
    guarded((c) => streamEvents(context, c)),
  );
}

/** One JSON line per committed change, sent before the reply to the request that made it. */
function streamEvents(context: ApplicationContext, c: ControlContext): Response {
  const encoder = new TextEncoder();
  let stop = (): void => undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      stop = context.events.listen((event: CommittedEvent) => {
        try {
          controller.enqueue(encoder.encode(`${JSON.stringify(event)}\n`));
        } catch {
          // The listener went away in this moment; the change it would have been told of must not fail for that.
          stop();
        }
      });
      c.req.raw.signal.addEventListener('abort', stop);
    },
    cancel() {
      stop();
    },
  });
  return new Response(body, {
    headers: { 'Content-Type': 'application/x-ndjson', 'Cache-Control': 'no-store' },
  });
}
