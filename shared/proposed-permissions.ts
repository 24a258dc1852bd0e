/**
 * Which permissions a narrower role begins with. Apart from the schemas, so that the page can use it without loading zod,
 * whose probe for `new Function` its content security policy reports.
 */
import type { PermissionFinding } from './ipc/guide-channels.ts';

/** What a narrower role begins with: nothing that may be needed is left out silently. */
export function isProposed({ state, held }: PermissionFinding): boolean {
  return state === 'asked' ? held === true : state !== 'unseen';
}
