/**
 * What of Auxot's API the vault has to do with, as its documentation describes it: the list of agents, an endpoint in
 * Anthropic's form, and an intake webhook. Both headers are taken everywhere but at the webhook, which takes
 * `Authorization: Bearer` only. Errors are `{ "error": "…" }`.
 */
import { randomBytes } from 'node:crypto';
import { Hono, type Context } from 'hono';
import type { AuxotKey, AuxotKeys } from './keys.ts';

const AGENTS = [
  { id: 'agent_1', name: 'Admin', model: 'auto' },
  { id: 'agent_2', name: 'Support triage', model: 'auto' },
];

/** Everything that came in, without its headers. */
export interface AuxotRequest {
  readonly method: string;
  readonly path: string;
  /** How the key was sent. */
  readonly form: 'bearer' | 'x-api-key' | 'anthropic' | 'none';
  readonly keyId: string | null;
  readonly status: number;
}

function bearerOf(c: Context): string | null {
  return /^Bearer (\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? null;
}

function formOf(c: Context): AuxotRequest['form'] {
  if (bearerOf(c) !== null) return 'bearer';
  if (c.req.header('x-api-key') === undefined) return 'none';
  return c.req.header('anthropic-version') === undefined ? 'x-api-key' : 'anthropic';
}

export function createAuxotApplication(
  keys: AuxotKeys,
  options: { readonly controls: boolean; readonly onRequest: (request: AuxotRequest) => void },
): Hono {
  const app = new Hono();
  const authenticate = async (c: Context, take: 'both' | 'bearer'): Promise<AuxotKey | null> => {
    const secret = bearerOf(c) ?? (take === 'both' ? (c.req.header('x-api-key') ?? null) : null);
    return secret === null ? null : keys.authenticate(secret);
  };
  const answer = async (
    c: Context,
    take: 'both' | 'bearer',
    reply: (key: AuxotKey) => Response | Promise<Response>,
  ): Promise<Response> => {
    const key = await authenticate(c, take);
    const response =
      key === null ? c.json({ error: 'invalid or missing credentials' }, 401) : await reply(key);
    options.onRequest({
      method: c.req.method,
      path: c.req.path,
      form: formOf(c),
      keyId: key?.id ?? null,
      status: response.status,
    });
    return response;
  };

  app.get('/api/health', (c) => c.json({ status: 'ok' }));
  app.get('/api/agents', (c) => answer(c, 'both', () => c.json({ agents: AGENTS })));
  app.post('/api/anthropic/v1/messages', (c) =>
    answer(c, 'both', () => {
      if (c.req.header('anthropic-version') === undefined) {
        return c.json({ error: 'anthropic-version is required' }, 400);
      }
      const text = 'This is a test server; no model answers here.';
      return c.json({ type: 'message', role: 'assistant', content: [{ type: 'text', text }] });
    }),
  );
  app.post('/v1/intake/:intake', (c) =>
    answer(c, 'bearer', async () => {
      const body: unknown = await c.req.json().catch(() => null);
      if (typeof body !== 'object' || body === null)
        return c.json({ error: 'a JSON object is required' }, 400);
      return c.json({ work_id: `work_${randomBytes(6).toString('hex')}` }, 202);
    }),
  );

  if (options.controls) mountControls(app, keys);
  app.notFound((c) => c.json({ error: 'not found' }, 404));
  app.onError((_error, c) => c.json({ error: 'internal error' }, 500));
  return app;
}

/** What people do in Auxot's own pages, for tests. A page in a browser gets no answer. */
function mountControls(app: Hono, keys: AuxotKeys): void {
  app.use('/__sandbox/*', async (c, next) => {
    if (c.req.header('origin') !== undefined || c.req.header('sec-fetch-site') !== undefined) {
      return c.json({ error: 'not found' }, 404);
    }
    return next();
  });
  app.get('/__sandbox/keys', (c) => c.json({ keys: keys.list().map(({ hash: _hash, ...key }) => key) }));
  app.post('/__sandbox/keys', async (c) => {
    const { kind, name, owner } = await c.req.json<{ kind: string; name: string; owner?: string }>();
    if (kind !== 'user' && kind !== 'team') return c.json({ error: 'kind must be user or team' }, 422);
    return c.json(await keys.create(kind, name, owner ?? (kind === 'user' ? 'Ann' : 'Operations')), 201);
  });
  app.delete('/__sandbox/keys/:id', (c) =>
    keys.delete(c.req.param('id')) ? c.body(null, 204) : c.json({ error: 'key not found' }, 404),
  );
}
