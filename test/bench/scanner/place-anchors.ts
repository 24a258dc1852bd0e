/**
 * Chooses, for each anchor, the four bytes that stand for it and its bucket, so that as few positions as possible pass the
 * kernel's first test; writes electron/scanner/detect/placement.ts. Run it after the anchors changed:
 *
 *     node test/bench/scanner/place-anchors.ts
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { ANCHORS, anchorsChecksum } from '../../../electron/scanner/detect/anchors.ts';

const BUCKETS = 8;
const RESTARTS = 150;
const PASSES = 20;

/** How often each byte comes up in what is usually scanned: source text most, then machine code, base64 and hexadecimal. */
function frequencies(): Float64Array {
  const share = new Float64Array(256).fill(1e-5);
  const add = (bytes: Uint8Array, weight: number): void => {
    for (const byte of bytes) share[byte]! += weight / bytes.length;
  };
  const head = (path: string): Uint8Array =>
    readFileSync(new URL(`../../../${path}`, import.meta.url)).subarray(0, 2_000_000);
  add(head('node_modules/typescript/lib/typescript.js'), 0.5);
  add(head('package-lock.json'), 0.1);
  add(Buffer.from(randomBytes(300_000).toString('base64')), 0.15);
  add(Buffer.from(randomBytes(300_000).toString('hex')), 0.1);
  add(readFileSync(process.execPath).subarray(0, 20_000_000), 0.15);
  return share;
}

const share = frequencies();

function chanceOf(pieces: readonly Uint8Array[]): number {
  if (pieces.length === 0) return 0;
  let chance = 1;
  for (let index = 0; index < 4; index += 1) {
    let low = 0;
    let high = 0;
    for (const piece of pieces) {
      low |= 1 << (piece[index]! & 15);
      high |= 1 << (piece[index]! >> 4);
    }
    let sum = 0;
    for (let byte = 0; byte < 256; byte += 1)
      if (((low >> (byte & 15)) & (high >> (byte >> 4)) & 1) === 1) sum += share[byte]!;
    chance *= sum;
  }
  return chance;
}

const choices = ANCHORS.map(({ bytes }) =>
  Array.from({ length: bytes.length - 3 }, (_, at) => bytes.subarray(at, at + 4)),
);

interface Placement {
  readonly total: number;
  readonly buckets: readonly number[];
  readonly picks: readonly number[];
}

function attempt(): Placement {
  const random = (below: number): number => Math.floor(Math.random() * below);
  const buckets = choices.map(() => random(BUCKETS));
  const picks = choices.map((options) => random(options.length));
  const members = (bucket: number): Uint8Array[] =>
    choices.flatMap((options, index) => (buckets[index] === bucket ? [options[picks[index]!]!] : []));
  const chances = Array.from({ length: BUCKETS }, (_, bucket) => chanceOf(members(bucket)));
  for (let pass = 0; pass < PASSES; pass += 1) {
    let changed = false;
    for (const [index, options] of choices.entries()) {
      const from = buckets[index]!;
      buckets[index] = -1;
      chances[from] = chanceOf(members(from));
      let best = { growth: Infinity, bucket: 0, pick: 0 };
      for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
        const others = members(bucket);
        for (const [pick, piece] of options.entries()) {
          const growth = chanceOf([...others, piece]) - chances[bucket]!;
          if (growth < best.growth) best = { growth, bucket, pick };
        }
      }
      buckets[index] = best.bucket;
      changed ||= best.bucket !== from || best.pick !== picks[index];
      picks[index] = best.pick;
      chances[best.bucket]! += best.growth;
    }
    if (!changed) break;
  }
  return { total: chances.reduce((sum, chance) => sum + chance, 0), buckets, picks };
}

let best: Placement | null = null;
for (let restart = 0; restart < RESTARTS; restart += 1) {
  const next = attempt();
  if (best === null || next.total < best.total) best = next;
}
if (best === null) throw new Error('There was no attempt.');
const pairs = best.buckets
  .map((bucket, index) => `${String(bucket)}${best.picks[index]!.toString(36)}`)
  .join('');
writeFileSync(
  new URL('../../../electron/scanner/detect/placement.ts', import.meta.url),
  `/** Made by test/bench/scanner/place-anchors.ts, from ${String(ANCHORS.length)} anchors. */

/** Of each anchor its bucket, then where in it the four bytes stand that are searched for (base 36). */
export const PLACEMENT =
  '${pairs}';

/** Of the anchors it was made for. */
export const PLACED_ANCHORS = ${String(anchorsChecksum())};
`,
);
process.stdout.write(`${String(best.total)} of all positions pass the first test\n`);
