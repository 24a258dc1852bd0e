/**
 * What a request says in its body, before a person is asked about it.
 *
 * SECURITY: one who reads the first of two equal names and one who reads the last take the same bytes for different requests,
 * and the person is asked about one of them.
 */
import type { Problem } from './request-checks.ts';

/** Null where it is sound; what is no JSON says nothing that is shown, and is not looked at. */
export function checkBody(body: Buffer): Problem | null {
  if (body.length === 0) return null;
  const text = body.toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (namesIn(text) === propertiesOf(value)) return null;
  return {
    status: 400,
    code: 'validation_failed',
    message: 'An object of the body has the same name twice.',
  };
}

/** @param text JSON, so that each text before a colon is a name */
function namesIn(text: string): number {
  let count = 0;
  for (const [, colon] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?/g))
    if (colon !== undefined) count += 1;
  return count;
}

function propertiesOf(value: unknown): number {
  let count = 0;
  const open: unknown[] = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== 'object' || next === null) continue;
    const isList = Array.isArray(next);
    for (const each of Object.values(next)) {
      if (!isList) count += 1;
      if (typeof each === 'object') open.push(each);
    }
  }
  return count;
}
