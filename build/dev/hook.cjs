/**
 * Loaded into the app before its own code (`electron -r FILE APP`) by `npm run dev`: its page comes from the development
 * server instead of dist/renderer, under the same origin and the same policy but for what hot reloading needs.
 * SECURITY: the app itself knows no development server, under no option and no variable. Nothing of this is in what is
 * packaged, which takes no `-r`.
 */
'use strict';
const { app, utilityProcess } = require('electron');

if (app.isPackaged) throw new Error('A packaged app has no development server.');

/** @type {{ readonly port: number, readonly nonce: string, readonly page: string }} */
const server = JSON.parse(process.env.AUGNO_VAULT_DEV_SERVER);
delete process.env.AUGNO_VAULT_DEV_SERVER;
const host = `127.0.0.1:${server.port}`;
const ORIGIN = 'vault-ui://app/';

process.setSourceMapsEnabled(true);
const { fork } = utilityProcess;
utilityProcess.fork = (modulePath, args, options) =>
  fork.call(utilityProcess, modulePath, args, {
    ...options,
    execArgv: [...(options?.execArgv ?? []), '--enable-source-maps'],
  });

/** Scripts and styles that the server puts into the page, and its line for changes. */
function withHotReload(/** @type {string} */ policy) {
  return policy
    .replace("script-src 'self'", `script-src 'self' 'nonce-${server.nonce}'`)
    .replace("style-src 'self'", `style-src 'self' 'nonce-${server.nonce}'`)
    .replace("connect-src 'self'", `connect-src 'self' ws://${host}/`);
}

async function answerOf(
  /** @type {Request} */ request,
  /** @type {(request: Request) => Promise<Response>} */ own,
) {
  const url = new URL(request.url);
  if (!request.url.startsWith(ORIGIN) || request.method !== 'GET') return own(request);
  // The app's own answer says what goes with everything it serves.
  const { headers } = await own(new Request(`${ORIGIN}no-such-file`));
  const path = url.pathname === '/index.html' ? server.page : url.pathname;
  const accept = request.headers.get('accept') ?? '*/*';
  const answer = await fetch(`http://${host}${path}${url.search}`, { headers: { accept } });
  headers.set('Content-Type', answer.headers.get('content-type') ?? 'application/octet-stream');
  headers.set('Content-Security-Policy', withHotReload(headers.get('Content-Security-Policy') ?? ''));
  return new Response(answer.body, { status: answer.status, headers });
}

app.on('session-created', (session) => {
  const { protocol, webRequest } = session;
  const handle = protocol.handle.bind(protocol);
  protocol.handle = (scheme, own) => handle(scheme, (request) => answerOf(request, own));
  const setProxy = session.setProxy.bind(session);
  session.setProxy = (config) =>
    setProxy({ ...config, proxyBypassRules: `${config.proxyBypassRules};${host}` });
  const onBeforeRequest = webRequest.onBeforeRequest.bind(webRequest);
  webRequest.onBeforeRequest = (listener) =>
    onBeforeRequest((details, callback) =>
      details.url.startsWith(`ws://${host}/`) ? callback({}) : listener(details, callback),
    );
});
