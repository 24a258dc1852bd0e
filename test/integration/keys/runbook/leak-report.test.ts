/** The report of a leak on a real vault and the sandbox: what it says, what is kept, and what others wrote into it. */
import { afterEach, expect, it } from 'vitest';
import { keysCollection } from '../../../../electron/keys/registry/records.ts';
import { GuideKeeper } from '../../../../electron/keys/runbook/guide-keeper.ts';
import { leakReport, noteOf, reportOf } from '../../../../electron/keys/runbook/report.ts';
import { printLeakReport } from '../../../../electron/cli/vault/leak-report.ts';
import type { CommandContext } from '../../../../electron/cli/types.ts';
import { inEnglish } from '../../../../shared/messages/words.ts';
import { World } from '../../providers/augno/support/world.ts';
import { keyToLeak } from './support/leaked-key.ts';

let world: World;
afterEach(async () => {
  await world.close();
});

it('names times, places, commits and the requests since, and stays as it was kept', async () => {
  world = await World.start();
  const { vault, service, now, keyId, found, recordScan } = await keyToLeak(world, 'Works');
  const secret = await service.useSecret(keyId, 'reveal', (held) => held.revealText());
  const { redacted } = vault.get(keysCollection, keyId)!;
  // A commit may say any date, and any author.
  const commit = {
    id: 'a'.repeat(40),
    author: `Mallory\u202e ${secret}`,
    email: 'm@example.com',
    date: '1970-01-01T00:00:00Z',
    subject: '',
  };
  await recordScan('/srv/app', [found(keyId, { root: '/srv/app', path: 'a.js', line: 3, commit })]);
  await service.testKey(keyId);
  const guides = new GuideKeeper(vault, now);
  const parts = { vault, accounts: service };
  const { id } = guides.begin(guides.start({ kind: 'leak', keyId, connectionId: null }).id);
  const told = async () => (await leakReport(parts, id, now())).map(inEnglish).join('\n');
  await expect.poll(told).toContain('One request since');
  const text = await told();
  expect(text).toContain(`Robot, ${redacted}, a sandbox key of Works`);
  expect(text).toContain('/srv/app › a.js:3; commit aaaaaaaaaa by Mallory');
  expect(text).toMatch(/AugnoVault.*: one request, the last .*, GET \/v1\/catalog\/units/);
  expect(text).not.toContain(secret.slice(12, 60));
  expect(text).not.toContain('\u202e');
  // Not since 1970: the key was not there then.
  expect(text).toContain(
    `since ${new Date(vault.get(keysCollection, keyId)!.createdAt).toISOString().slice(0, 10)}`,
  );

  await world.sandbox.close();
  expect(await told(), 'offline').toContain('The request logs could not be read.');

  const kept = await leakReport(parts, id, now());
  guides.end(id, 'abandoned', 'It was a test.', kept);
  world.clock.advance(1000);
  expect(await reportOf(parts, id, now())).toEqual(kept);
  expect(noteOf(vault, id)).toBe('It was a test.');

  // The command has it too, and says so where there is none.
  const printed: string[] = [];
  const context = {
    globals: { json: false },
    words: inEnglish,
    print: (text: string) => printed.push(text),
  } as unknown as CommandContext;
  printLeakReport(vault, 'Robot', context);
  expect(printed.join('')).toMatch(/^# Report of a leak: Robot\n\n## What leaked\n\n- Robot, /);
  expect(printed.join('')).toContain('> It was a test.');
  expect(() => printLeakReport(vault, 'Nobody', context)).toThrow(
    expect.objectContaining({ code: 'not-found' }),
  );
});
