/** When a leak counts as over: measured on a real vault and the sandbox, whatever anybody says. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { MatchableFinding } from '../../../../electron/keys/findings/match.ts';
import { PlaceKeeper } from '../../../../electron/keys/places/place-keeper.ts';
import { GuideKeeper } from '../../../../electron/keys/runbook/guide-keeper.ts';
import { assertProven, proofOf } from '../../../../electron/keys/runbook/proof.ts';
import { guidesCollection } from '../../../../electron/keys/runbook/records.ts';
import { World } from '../../providers/augno/support/world.ts';
import { keyToLeak, type FoundKey } from './support/leaked-key.ts';

let world: World;
afterEach(async () => {
  await world.close();
});

async function leaked() {
  world = await World.start();
  const { vault, service, now, keyId, found: foundAt, recordScan } = await keyToLeak(world, 'Test');
  const folder = path.join(world.folder, 'app');
  mkdirSync(folder);
  execFileSync('git', ['init', '-q'], { cwd: folder });
  writeFileSync(path.join(folder, '.gitignore'), '.env\n');
  const guides = new GuideKeeper(vault, now);
  const found = (id: string, file: string, source: MatchableFinding['source'] = 'worktree') =>
    foundAt(id, { root: folder, path: file, source });
  const scan = (all: readonly FoundKey[], facts?: Parameters<typeof recordScan>[2]) => {
    world.clock.advance(1000);
    return recordScan(folder, all, facts);
  };
  const rotate = () =>
    service.rotateKey({
      keyId,
      overlapSeconds: 0,
      reason: { kind: 'compromised', text: '' },
      confirmation: null,
    });
  await scan([found(keyId, 'sync.js')]);
  const guide = guides.start({ kind: 'leak', keyId, connectionId: null });
  const proof = () => proofOf(vault, guide.id, now());
  return { vault, keyId, folder, guides, guide, found, scan, rotate, proof, now };
}

it('needs the refusal, and a scan from after it that read everything, and nothing left in a file', async () => {
  const { vault, keyId, guide, found, scan, rotate, proof, now } = await leaked();
  expect(await proof()).toMatchObject({ oldKey: { state: 'works' }, scannedAt: null, proven: false });
  await scan([]);
  expect((await proof()).proven).toBe(false);
  await rotate();
  world.clock.advance(1000);
  expect(await proof()).toMatchObject({ oldKey: { state: 'refused' } });

  await scan([found(keyId, 'sync.js')]);
  expect((await proof()).remaining).toMatchObject([{ which: 'old', harmless: false }]);
  await expect(assertProven(vault, guide.id, now())).rejects.toMatchObject({ code: 'conflict' });
  await scan([], { complete: false });
  expect((await proof()).proven).toBe(false);
  await scan([found(keyId, 'sync.js', 'history')]);
  expect(await proof()).toMatchObject({ remaining: [{ which: 'old', harmless: true }], proven: true });
  await assertProven(vault, guide.id, now());
});

it('is undone by a scan that finds the new key, but not where the vault put it and Git does not look', async () => {
  const { vault, folder, guide, guides, found, scan, rotate, proof, now } = await leaked();
  // Longer than the scan below takes, which then began after the leak was found.
  world.clock.advance(60_000);
  const { keyId: newKeyId } = await rotate();
  const places = new PlaceKeeper(vault, now);
  const env = path.join(folder, '.env');
  const preview = await places.previewVariable(newKeyId, env, 'AUGNO_API_KEY');
  const made = await places.apply(preview.planId);
  world.clock.advance(1000);
  // One that ran while the file was written has perhaps not seen it.
  await scan([found(newKeyId, '.env')], { durationMs: 60_000 });
  expect(await proof()).toMatchObject({ remaining: [], scannedAt: null, proven: false });
  await scan([found(newKeyId, '.env')]);
  expect(await proof()).toMatchObject({ remaining: [], proven: true });
  guides.end(guide.id, 'finished', '');

  await scan([found(newKeyId, '.env'), found(newKeyId, 'README.md')]);
  expect(await proof()).toMatchObject({ remaining: [{ which: 'new', harmless: false }], proven: false });
  await scan([found(newKeyId, '.env')]);
  execFileSync('git', ['add', '-f', '.env'], { cwd: folder });
  await scan([found(newKeyId, '.env')]);
  expect((await proof()).remaining).toMatchObject([{ which: 'new', harmless: false }]);
  execFileSync('git', ['rm', '-q', '--cached', '-f', '.env'], { cwd: folder });
  await scan([found(newKeyId, '.env')]);
  expect((await proof()).proven).toBe(true);
  // Put back, it may hold the old key again: only a scan says.
  await places.undo(made.id);
  expect((await proof()).proven).toBe(false);
  world.clock.advance(1000);
  await scan([]);
  expect((await proof()).proven).toBe(true);
});

it('takes no scan of the folder around, of a part, or without files for one of the folder', async () => {
  const { vault, folder, guide, scan, rotate, proof } = await leaked();
  await rotate();
  world.clock.advance(1000);
  const parent = path.dirname(folder);
  await scan([], { root: parent });
  expect(await proof()).toMatchObject({ unscanned: [folder], remaining: [{ which: 'old' }], proven: false });
  await scan([], { files: 0 });
  expect(await proof()).toMatchObject({ unscanned: [folder], remaining: [{ which: 'old' }], proven: false });
  await scan([], { places: ['sync.js.old', '.npmrc'] });
  expect(await proof()).toMatchObject({ unscanned: [folder], remaining: [{ which: 'old' }], proven: false });
  await scan([], { places: ['.npmrc', 'sync.js'] });
  expect(await proof()).toMatchObject({ unscanned: [], remaining: [], proven: true });
  expect(vault.get(guidesCollection, guide.id)?.scans).toMatchObject([{ root: parent }, { root: folder }]);
});

it('is noted where it says something, and not where one has ended', async () => {
  const { vault, keyId, guide, guides, scan } = await leaked();
  guides.end(guide.id, 'abandoned', '');
  const ended = vault.get(guidesCollection, guide.id);
  const next = guides.start({ kind: 'leak', keyId, connectionId: null });
  await scan([]);
  expect(vault.get(guidesCollection, guide.id)).toEqual(ended);
  expect(vault.get(guidesCollection, next.id)?.scans).toHaveLength(1);
});
