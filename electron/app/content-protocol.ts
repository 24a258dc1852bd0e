/**
 * Serves the renderer's files under a scheme of its own instead of `file:`, so that the page has an origin, a strict
 * content security policy as a real header, and no way to any other file.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { protocol, type Session } from 'electron';
import { bodyOf } from './content-body.ts';
import { CONTENT_TYPES, resolveContentPath } from './content-path.ts';

export const CONTENT_SCHEME = 'vault-ui';
const CONTENT_HOST = 'app';
export const CONTENT_ORIGIN = `${CONTENT_SCHEME}://${CONTENT_HOST}`;
export const CONTENT_URL = `${CONTENT_ORIGIN}/index.html`;
/** Main's password window is another host of the scheme, in another session. */
const PASSWORD_HOST = 'password';
export const PASSWORD_URL = `${CONTENT_SCHEME}://${PASSWORD_HOST}/index.html`;
/** And so is its quick access window. */
const QUICK_HOST = 'quick';
export const QUICK_URL = `${CONTENT_SCHEME}://${QUICK_HOST}/index.html`;

/**
 * SECURITY: nothing inline, nothing remote, no eval, no frames, no forms that leave. `connect-src 'self'` lets lazily
 * loaded parts come from the same folder and nothing else.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "frame-src 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
  // No `alert`, no print dialog, no window, no download: nothing of the engine's own comes up over a window of main's.
  'sandbox allow-scripts allow-same-origin allow-forms',
].join('; ');

/** SECURITY: what draws over other windows, or asks a person in the engine's words. A second way beside the switched-off features. */
const PERMISSIONS_POLICY = [
  'camera',
  'clipboard-read',
  'display-capture',
  'fullscreen',
  'geolocation',
  'hid',
  'local-fonts',
  'microphone',
  'picture-in-picture',
  'serial',
  'usb',
]
  .map((feature) => `${feature}=()`)
  .join(', ');

const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'Permissions-Policy': PERMISSIONS_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

function notFound(): Response {
  return new Response('Not found', {
    status: 404,
    headers: { ...SECURITY_HEADERS, 'Content-Type': 'text/plain; charset=utf-8' },
  });
}

/** Must run before the app is ready. */
export function registerContentScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: CONTENT_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/** SECURITY: each session serves one folder under one host: neither window can load what is the other's. */
export function serveContent(session: Session, root: string): void {
  serve(session, root, CONTENT_HOST);
}

export function servePasswordPage(session: Session, root: string): void {
  serve(session, root, PASSWORD_HOST);
}

export function serveQuickPage(session: Session, root: string): void {
  serve(session, root, QUICK_HOST);
}

function serve(session: Session, root: string, host: string): void {
  session.protocol.handle(CONTENT_SCHEME, async (request) => {
    const file = request.method === 'GET' ? resolveContentPath(root, request.url, host) : null;
    if (file === null) return notFound();
    try {
      return new Response(bodyOf(await readFile(file)), {
        headers: {
          ...SECURITY_HEADERS,
          'Content-Type': CONTENT_TYPES[path.extname(file)] ?? 'application/octet-stream',
        },
      });
    } catch {
      return notFound();
    }
  });
}
