/** A new key whose secret was kept aside: how it comes to that, and what the next unlock makes of it. */
import { copyFileSync, existsSync, readdirSync, renameSync } from 'node:fs';
import { expect } from 'vitest';
import type { FetchLike } from '../../../../../electron/http/fetch-like.ts';
import { foldRescues } from '../../../../../electron/providers/augno/index.ts';
import { inEnglish } from '../../../../../shared/messages/words.ts';
import { works, type World } from './world.ts';

/** Does something in the moment in which the server's answer to a creation has come. */
export function whenAnswered(happen: () => Promise<void> | void): FetchLike {
  return async (input, init) => {
    const response = await fetch(input, init);
    if (init?.method === 'POST') {
      const text = await response.text();
      await happen();
      return new Response(text, { status: response.status, headers: response.headers });
    }
    return response;
  };
}

export const rescueFiles = (at: string): string[] =>
  existsSync(at) ? readdirSync(at).filter((name) => name.startsWith('rescue-')) : [];

/** The secret of the key “Rescued” is taken in, once. */
export async function expectHeld(world: World): Promise<void> {
  const { vault, service } = await world.open();
  const notes = foldRescues(vault);
  expect(notes.map(({ message }) => inEnglish(message))).toEqual([
    'The secret of “Rescued”, which had been kept aside, is in the vault now.',
  ]);
  const key = service.listKeys().find(({ name }) => name === 'Rescued')!;
  expect(key).toMatchObject({ secretHeld: true, origin: 'here', status: 'active' });
  const secret = await service.useSecret(key.id, 'reveal', (held) => held.revealText());
  expect(await works(world, secret)).toBe(true);
  expect(service.listKeys().filter(({ status }) => status === 'unresolved')).toEqual([]);
  expect(vault.verify().problems).toEqual([]);
  // A second time changes nothing.
  expect(foldRescues(vault)).toEqual([]);
  await service.close();
  vault.close();
}

/** As sync tools do it: written under another name, then renamed over the file. */
export function exchange(from: string, file: string): void {
  copyFileSync(from, `${file}.tmp`);
  renameSync(`${file}.tmp`, file);
}
