/** Which file of the bundled page a request means, if any. */
import path from 'node:path';

export const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json; charset=utf-8',
};

/** Absolute path of the file that `url` asks for; null where it leads out of `root` or to an unknown type. */
export function resolveContentPath(root: string, url: string, host = 'app'): string | null {
  let pathname: string;
  try {
    const parsed = new URL(url);
    if (parsed.host !== host) return null;
    pathname = decodeURIComponent(parsed.pathname);
  } catch {
    return null;
  }
  if (pathname.includes('\0') || pathname.includes('\\')) return null;
  const file = path.normalize(path.join(root, pathname));
  // SECURITY: the URL parser folds `..` away, but an encoded `%2e%2e%2f` only shows up after decoding.
  if (!file.startsWith(root + path.sep)) return null;
  return CONTENT_TYPES[path.extname(file)] === undefined ? null : file;
}
