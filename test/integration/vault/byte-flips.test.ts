import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import SqliteDatabase from 'better-sqlite3';
import path from 'node:path';
import { flip, rangeOf, readDatabase, seeded, type FlipTarget } from '../../fixtures/vault/flips.ts';
import { makeFastFolder, makeVault, plant, removeFolder } from '../../fixtures/vault/sample.ts';

let target: FlipTarget;
let headers: readonly number[];

beforeAll(async () => {
  const folder = makeFastFolder();
  const { vault } = await makeVault(folder);
  const planted = plant(vault, 12);
  vault.close();
  const database = new SqliteDatabase(path.join(folder, 'vault', 'vault.db'), { readonly: true });
  const header = database.prepare('SELECT body, checksum FROM header').get() as {
    body: Buffer;
    checksum: Buffer;
  };
  database.close();
  const original = readDatabase(folder);
  target = { folder, original, planted };
  headers = [
    ...Array.from({ length: 100 }, (_, index) => index),
    ...rangeOf(original, header.body),
    ...rangeOf(original, header.checksum),
  ];
});

afterAll(() => {
  removeFolder(target.folder);
});

async function problemsOf(offsets: readonly number[], maskOf: (offset: number) => number): Promise<string[]> {
  const problems: string[] = [];
  let refused = 0;
  for (const offset of offsets) {
    const mask = maskOf(offset);
    const outcome = await flip(target, offset, mask);
    if (outcome === 'refused') refused += 1;
    else if (outcome !== 'unchanged') problems.push(`byte ${String(offset)} ^ ${String(mask)}: ${outcome}`);
  }
  expect(refused).toBeGreaterThan(0);
  return problems;
}

describe('one changed byte', () => {
  it('anywhere in the headers is refused or makes no difference', async () => {
    const random = seeded(3);
    expect(await problemsOf(headers, () => 1 << Math.floor(random() * 8))).toEqual([]);
  });

  it('at 2,000 places of the file is refused or makes no difference', async () => {
    const random = seeded(20_261_121);
    const offsets = Array.from({ length: 2000 }, () => Math.floor(random() * target.original.length));
    expect(await problemsOf(offsets, () => 1 + Math.floor(random() * 255))).toEqual([]);
  });
});
