import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { flip, readDatabase, seeded, type FlipTarget } from '../../fixtures/vault/flips.ts';
import { makeFastFolder, makeVault, plant, removeFolder } from '../../fixtures/vault/sample.ts';

let target: FlipTarget;

beforeAll(async () => {
  const folder = makeFastFolder();
  const { vault } = await makeVault(folder);
  const planted = plant(vault, 20);
  vault.close();
  target = { folder, original: readDatabase(folder), planted };
});
afterAll(() => {
  removeFolder(target.folder);
});

describe('one changed byte', () => {
  it('at every place of the file is refused or makes no difference', async () => {
    const random = seeded(1);
    const problems: string[] = [];
    const counts = { refused: 0, unchanged: 0 };
    for (let offset = 0; offset < target.original.length; offset += 1) {
      const mask = 1 + Math.floor(random() * 255);
      const outcome = await flip(target, offset, mask);
      if (outcome === 'refused' || outcome === 'unchanged') counts[outcome] += 1;
      else problems.push(`byte ${String(offset)} ^ ${String(mask)}: ${outcome}`);
    }
    console.info(`${String(target.original.length)} bytes: ${JSON.stringify(counts)}`);
    expect(problems).toEqual([]);
  });
});
