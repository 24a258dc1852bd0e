/**
 * Serves the renderer's files under a scheme of its own instead of `file:`, so that the page has an origin, a strict
 * content security policy as a real header, and no way to any other file.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { protocol, type ProtocolRequest, type ProtocolResponse, type Session } from 'electron';
import { CONTENT_TYPES, resolveContentPath } from './content-path.ts';

export const CONTENT_SCHEME = 'vault-ui';
export const CONTENT_ORIGIN = `${CONTENT_SCHEME}://app`;
export const CONTENT_URL = `${CONTENT_ORIGIN}/index.html`;

/**
 * SECURITY: nothing inline, nothing remote, no eval, no frames, no forms that leave. `connect-src 'self'` lets lazily
 * loaded parts come from the same folder and nothing else.
 */
export const CONTENT_SECURITY_POLICY = [
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
].join('; ');

const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

const NOT_FOUND: ProtocolResponse = {
  statusCode: 404,
  mimeType: 'text/plain',
  headers: { ...SECURITY_HEADERS, 'Content-Type': 'text/plain; charset=utf-8' },
  data: Buffer.from('Not found'),
};

/** Must run before the app is ready. */
export function registerContentScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: CONTENT_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

async function answer(root: string, { method, url }: ProtocolRequest): Promise<ProtocolResponse> {
  const file = method === 'GET' ? resolveContentPath(root, url) : null;
  if (file === null) return NOT_FOUND;
  try {
    const data = await readFile(file);
    const type = CONTENT_TYPES[path.extname(file)] ?? 'application/octet-stream';
    const headers = { ...SECURITY_HEADERS, 'Content-Type': type };
    return { statusCode: 200, mimeType: type.replace(/;.*$/, ''), charset: 'utf-8', headers, data };
  } catch {
    return NOT_FOUND;
  }
}

/**
 * By the older of Electron's two interfaces: `handle` loads Node's whole fetch for its `Request` and streams each file
 * through this thread, a tenth of the time until the first paint.
 */
export function serveContent(session: Session, root: string): void {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- measured; see above
  session.protocol.registerBufferProtocol(CONTENT_SCHEME, (request, callback) => {
    void answer(root, request).then(callback);
  });
}
