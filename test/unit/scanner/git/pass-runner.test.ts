/** When the workers of a pass are started before its packs were looked at. */
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { JobPool } from '../../../../electron/scanner/git/job-pool.ts';
import { PassRunner, type Wants } from '../../../../electron/scanner/git/pass-runner.ts';
import type { ListedPack, StoreListing } from '../../../../electron/scanner/git/store-listing.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'pass-runner-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function packOf(name: string, size: number): ListedPack {
  const stem = path.join(folder, name);
  writeFileSync(`${stem}.pack`, '');
  truncateSync(`${stem}.pack`, size);
  return { name, stem, index: { count: 4 }, forest: null, duplicates: null } as unknown as ListedPack;
}

/** How many bytes the pool is told of by a pass over these packs, none of which can be read. */
async function preparedFor(packs: readonly ListedPack[], wants: Wants): Promise<number> {
  const prepared: number[] = [];
  const pool = {
    jobs: 2,
    counts: { objects: 0, stored: 0 },
    prepare: (stored: number) => prepared.push(stored),
  } as unknown as JobPool;
  const listing = { packs, loose: [] } as unknown as StoreListing;
  const runner = new PassRunner(listing, pool, () => undefined);
  for await (const step of runner.run('scan', wants, [])) void step;
  expect(prepared).toHaveLength(1);
  return prepared[0]!;
}

it('threads are made for the largest pack of which something is wanted, and for none where nothing is', async () => {
  const [small, large] = [packOf('small', 1000), packOf('large', 50_000_000)];
  const packs = [large, small];
  expect(await preparedFor(packs, () => true)).toBe(50_000_000);
  expect(await preparedFor(packs, (pack, _kind, position) => pack === small && position === 3)).toBe(1000);
  expect(await preparedFor(packs, () => false)).toBe(0);
  const known = { ...large, duplicates: new Uint8Array(4).fill(1) };
  expect(await preparedFor([known, small], () => true)).toBe(1000);
});
