/**
 * Chooses, for each anchor, the four bytes that stand for it and its bucket, so that as few positions as possible pass the
 * kernel's first test; writes electron/scanner/detect/placement.ts. Run it after the anchors changed:
 *
 *     node test/bench/scanner/place-anchors.ts
 *
 * With `--append` what is placed stays, and only the anchors behind the last placed one are given their place: for when
 * many were added at the end.
 */
import { randomBytes } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PLACED_ANCHORS, PLACEMENT } from '../../../electron/scanner/detect/placement.ts';
import { ANCHORS, anchorsChecksum, runAnchors } from '../../../electron/scanner/detect/anchors.ts';

const BUCKETS = 8;
const APPEND = process.argv.includes('--append');
const RESTARTS = APPEND ? 0 : Number(process.argv[2] ?? 100);
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

const choicesOf = (anchors: typeof ANCHORS): Uint8Array[][] =>
  anchors.map(({ bytes }) => Array.from({ length: bytes.length - 3 }, (_, at) => bytes.subarray(at, at + 4)));
const choices = choicesOf(ANCHORS);

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

const INSTALLED = new URL('../../../node_modules/', import.meta.url);
const PIECE_BYTES = 2000;
const PIECES = 200;

/** Pieces at equal distances of everything that is installed: sources of all kinds, maps, texts, programs, as they are there. */
function installed(): Uint8Array {
  const files = readdirSync(INSTALLED, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  const sizes = files.map((file) => lstatSync(file).size);
  const distance = sizes.reduce((sum, size) => sum + size, 0) / PIECES;
  const pieces: Uint8Array[] = [];
  let wanted = distance / 2;
  let start = 0;
  for (const [index, file] of files.entries()) {
    const end = start + sizes[index]!;
    for (; wanted < end; wanted += distance) {
      const at = Math.max(0, Math.min(Math.floor(wanted - start), sizes[index]! - PIECE_BYTES));
      pieces.push(readFileSync(file).subarray(at, at + PIECE_BYTES));
    }
    start = end;
  }
  return Buffer.concat(pieces);
}

/** Real pieces of what is scanned: neighbouring bytes depend on each other, which the chances above leave out. */
const samples: readonly { readonly bytes: Uint8Array; readonly weight: number }[] = [
  { bytes: installed(), weight: 0.8 },
  { bytes: Buffer.from(randomBytes(12_000).toString('base64')), weight: 0.12 },
  { bytes: Buffer.from(randomBytes(10_000).toString('hex')), weight: 0.08 },
];

/** The share of blocks of 16 positions in which one passes, so that the kernel has to look closer. */
function measured({ buckets, picks }: Placement): number {
  const masks = Array.from({ length: 4 }, () => new Uint8Array(256));
  const halves = Array.from({ length: 4 }, () => ({ low: new Uint8Array(16), high: new Uint8Array(16) }));
  for (const [index, options] of choices.entries()) {
    const bit = 1 << buckets[index]!;
    for (const [at, byte] of options[picks[index]!]!.entries()) {
      halves[at]!.low[byte & 15]! |= bit;
      halves[at]!.high[byte >> 4]! |= bit;
    }
  }
  for (const [at, { low, high }] of halves.entries()) {
    for (let byte = 0; byte < 256; byte += 1) masks[at]![byte] = low[byte & 15]! & high[byte >> 4]!;
  }
  const [first, second, third, fourth] = masks as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
  let sum = 0;
  for (const { bytes, weight } of samples) {
    let blocks = 0;
    let last = -1;
    for (let at = 0; at + 4 <= bytes.length; at += 1) {
      const passes =
        first[bytes[at]!]! & second[bytes[at + 1]!]! & third[bytes[at + 2]!]! & fourth[bytes[at + 3]!]!;
      if (passes === 0 || at >> 4 === last) continue;
      last = at >> 4;
      blocks += 1;
    }
    sum += weight * (blocks / (bytes.length / 16));
  }
  return sum;
}

/** Each new anchor goes where it lets through least, besides what is there. */
function appended(choices: readonly Uint8Array[][], placement: string): Placement {
  const buckets: number[] = [];
  const picks: number[] = [];
  const members: Uint8Array[][] = Array.from({ length: BUCKETS }, () => []);
  const placed = Math.min(placement.length / 2, choices.length);
  for (const [index, options] of choices.entries()) {
    let best = { growth: Infinity, bucket: 0, pick: 0 };
    const known = {
      bucket: Number(placement[index * 2]),
      pick: Number.parseInt(placement[index * 2 + 1] ?? '', 36),
    };
    if (index < placed && known.pick < options.length) best = { growth: 0, ...known };
    else
      for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
        const before = chanceOf(members[bucket]!);
        for (const [pick, piece] of options.entries()) {
          const growth = chanceOf([...members[bucket]!, piece]) - before;
          if (growth < best.growth) best = { growth, bucket, pick };
        }
      }
    buckets.push(best.bucket);
    picks.push(best.pick);
    members[best.bucket]!.push(options[best.pick]!);
  }
  return { total: 0, buckets, picks };
}

/** What is in use is only replaced by something better. */
const present: Placement | null = APPEND
  ? appended(choices, PLACEMENT)
  : PLACED_ANCHORS === anchorsChecksum()
    ? {
        total: 0,
        buckets: choices.map((_, index) => Number(PLACEMENT[index * 2])),
        picks: choices.map((_, index) => Number.parseInt(PLACEMENT[index * 2 + 1]!, 36)),
      }
    : null;
let best = present;
let least = present === null ? Infinity : measured(present);
process.stdout.write(`in use: ${(least * 100).toFixed(1)} %\n`);
for (let restart = 0; restart < RESTARTS; restart += 1) {
  const next = attempt();
  const blocks = measured(next);
  if (blocks >= least) continue;
  best = next;
  least = blocks;
}
if (best === null) throw new Error('There was no attempt.');

/** Moves one anchor at a time to where it costs least in the samples, until none moves. */
/** @param from the first anchor that may move */
function refine(placement: Placement, from: number): Placement {
  const buckets = [...placement.buckets];
  const picks = [...placement.picks];
  let share = measured({ total: 0, buckets, picks });
  for (let pass = 0; pass < (APPEND ? 1 : 3); pass += 1) {
    let changed = false;
    for (const [index, options] of choices.entries()) {
      if (index < from) continue;
      let kept = { bucket: buckets[index]!, pick: picks[index]! };
      for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
        for (let pick = 0; pick < options.length; pick += 1) {
          buckets[index] = bucket;
          picks[index] = pick;
          const next = measured({ total: 0, buckets, picks });
          if (next >= share) continue;
          share = next;
          kept = { bucket, pick };
          changed = true;
        }
      }
      buckets[index] = kept.bucket;
      picks[index] = kept.pick;
    }
    process.stdout.write(`refined: ${(share * 100).toFixed(1)} %\n`);
    if (!changed) break;
  }
  return { total: share, buckets, picks };
}

best = refine(best, APPEND ? PLACEMENT.length / 2 : 0);
least = measured(best);
const textOf = ({ buckets, picks }: Placement): string =>
  buckets.map((bucket, index) => `${String(bucket)}${picks[index]!.toString(36)}`).join('');
writeFileSync(
  new URL('../../../electron/scanner/detect/placement.ts', import.meta.url),
  `/** Made by test/bench/scanner/place-anchors.ts, from ${String(ANCHORS.length)} anchors. */

/** Of each anchor its bucket, then where in it the four bytes stand that are searched for (base 36). */
export const PLACEMENT =
  '${textOf(best)}';

/** The same of those that are looked for in long runs: few of them, in text that is rare. */
export const RUN_PLACEMENT =
  '${textOf(appended(choicesOf(runAnchors()), ''))}';

/** Of the anchors it was made for. */
export const PLACED_ANCHORS = ${String(anchorsChecksum())};
`,
);
process.stdout.write(`${(least * 100).toFixed(1)} % of all blocks of 16 positions need a closer look\n`);
