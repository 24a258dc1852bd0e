import { expect, it } from 'vitest';
import { bodyOf } from '../../../electron/app/content-body.ts';

it('hands on the very bytes that were read, and nothing after them', async () => {
  const read = Buffer.from('a page');
  const reader = new Response(bodyOf(read)).body!.getReader();
  expect((await reader.read()).value).toBe(read);
  expect((await reader.read()).done).toBe(true);
});
