/** What is read of a request beside its head, and what is said in place of a reply. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Problem } from './request-checks.ts';

/** The API itself takes no more. */
const LARGEST_BODY = 1 << 20;
const LONGEST_SUMMARY = 800;
const LONGEST_TARGET = 200;
const LONGEST_VALUE = 120;

export function locked(wasSent: boolean): Problem {
  return {
    status: 503,
    code: 'service_unavailable',
    ...(wasSent ? { isOnce: true } : {}),
    message: `The vault was locked, or the session ended.${wasSent ? ' What was sent may have taken effect: look before you send it again.' : ' Nothing was sent.'}`,
  };
}

const NO_BODY = Buffer.alloc(0);

/** Null where it is too large. @throws where it ends before its end */
export function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  if (encoding === undefined && (length === undefined || length === '0')) return Promise.resolve(NO_BODY);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      // What follows is read and dropped, so that the client hears the answer.
      if (size <= LARGEST_BODY) chunks.push(chunk);
      else {
        chunks.length = 0;
        resolve(null);
      }
    });
    request.once('end', () => {
      resolve(Buffer.concat(chunks));
    });
    request.once('error', reject);
    request.once('close', () => {
      reject(new Error('The client is gone.'));
    });
  });
}

export function summaryOf(target: string, body: Buffer): string {
  let words: string;
  try {
    const value = JSON.parse(body.toString('utf8')) as unknown;
    // SECURITY: each in turn, so that a long one pushes no other out of sight.
    words = Object.entries(value as object)
      .map(
        ([name, each]) =>
          `${cut(name, LONGEST_VALUE)}: ${cut(typeof each === 'object' ? JSON.stringify(each) : String(each), LONGEST_VALUE)}`,
      )
      .join(', ');
  } catch {
    words = body.length === 0 ? '' : `${String(body.length)} bytes`;
  }
  return cut(`${cut(target, LONGEST_TARGET)}${words === '' ? '' : ` – ${words}`}`, LONGEST_SUMMARY);
}

const cut = (text: string, longest: number): string =>
  text.length <= longest ? text : `${text.slice(0, longest)}…`;

/** As the API itself says what is wrong. */
export function send(response: ServerResponse, { status, code, message, param, isOnce }: Problem): void {
  if (response.headersSent || response.destroyed) return;
  const isTransient = isOnce !== true && (status === 429 || status >= 500);
  const error = {
    code,
    type: status >= 500 ? 'api_error' : 'invalid_request_error',
    message: `augno-vault: ${message}`,
    param: param ?? null,
    doc_url: null,
    is_transient: isTransient,
    quota: null,
    request_log_url: null,
  };
  response.writeHead(status, {
    'content-type': 'application/json',
    ...(isTransient ? { 'retry-after': '1' } : {}),
    // The official clients try again by themselves, unless they are told.
    ...(isOnce === true ? { 'x-should-retry': 'false' } : {}),
  });
  response.end(JSON.stringify({ error }));
}
