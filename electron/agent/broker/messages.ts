/** What is read of a request beside its head, and what is said in place of a reply. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Problem } from './request-checks.ts';

/** The API itself takes no more. */
const LARGEST_BODY = 1 << 20;
const LONGEST_SUMMARY = 300;

export function locked(wasSent: boolean): Problem {
  return {
    status: 503,
    code: 'service_unavailable',
    ...(wasSent ? { isOnce: true } : {}),
    message: `The vault was locked, or the session ended.${wasSent ? ' What was sent may have taken effect: look before you send it again.' : ' Nothing was sent.'}`,
  };
}

/** Null where it is too large. */
export async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export function summaryOf(target: string, body: Buffer): string {
  let words: string;
  try {
    const value = JSON.parse(body.toString('utf8')) as unknown;
    words = Object.entries(value as object)
      .map(([name, each]) => `${name}: ${typeof each === 'object' ? JSON.stringify(each) : String(each)}`)
      .join(', ');
  } catch {
    words = body.length === 0 ? '' : `${String(body.length)} bytes`;
  }
  const text = `${target}${words === '' ? '' : ` – ${words}`}`;
  return text.length <= LONGEST_SUMMARY ? text : `${text.slice(0, LONGEST_SUMMARY)}…`;
}

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
