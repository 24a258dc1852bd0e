/**
 * A key in forms in each other: a random writing, in a random chain of encodings and containers, behind something else. It is
 * found, or what could not be looked into is named. `AUGNO_VAULT_CHAINS=20000` tries as many, of other seeds.
 */
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { encodeBase32 } from '../../../electron/scanner/detect/bases.ts';
import { tar, zip } from '../../fixtures/scanner/archives.ts';
import { scanContent } from '../../fixtures/scanner/content.ts';
import { WRITINGS } from '../../fixtures/scanner/generator.ts';
import { Random } from '../../fixtures/scanner/random.ts';

const SEED = 20_261_130;
const MANY = Number(process.env['AUGNO_VAULT_CHAINS'] ?? 0);
const CHAINS = MANY > 0 ? MANY : 400;
const MOST_LAYERS = 4;

interface Layer {
  readonly name: string;
  readonly kind: 'text' | 'packed' | 'tar';
  /** What shows only by its first block what it is: of what is packed already, that one holds it as it is. */
  readonly takesText?: boolean;
  readonly apply: (content: Buffer, random: Random) => Buffer;
}

const text = (name: string, write: (content: Buffer, random: Random) => string): Layer => ({
  name,
  kind: 'text',
  apply: (content, random) => Buffer.from(write(content, random)),
});

const LAYERS: readonly Layer[] = [
  text('base64', (content) => content.toString('base64')),
  text('base64 for addresses', (content) => content.toString('base64url')),
  text('base64 in lines', (content) => content.toString('base64').replaceAll(/.{76}/g, '$&\r\n')),
  text('hex', (content) => content.toString('hex')),
  text('base32', (content) => encodeBase32(content)),
  { ...text('base64 of deflate', (content) => deflateRawSync(content).toString('base64')), takesText: true },
  { name: 'gzip', kind: 'packed', apply: (content) => gzipSync(content) },
  {
    name: 'zlib',
    kind: 'packed',
    takesText: true,
    apply: (content, random) => deflateSync(content, { level: random.pick([1, 6, 9]) }),
  },
  { name: 'zip', kind: 'packed', apply: (content) => zip([{ name: 'a/b.txt', content }]) },
  {
    name: 'a stored zip',
    kind: 'packed',
    apply: (content) => zip([{ name: 'a/b.txt', content, stored: true }]),
  },
  { name: 'tar', kind: 'tar', apply: (content) => tar([{ name: 'a/b.txt', content }]) },
];

/** Encodings in each other without a container between them: how many are promised. */
const MOST_ENCODINGS = 4;

/** A tar has its mark far behind its beginning: in base64 it is looked for, in hexadecimal and base 32 it is not. */
function mayFollow(layer: Layer, before: Layer['kind'], encodings: number): boolean {
  if (layer.takesText === true && before === 'packed') return false;
  if (before === 'tar' && (layer.name === 'hex' || layer.name === 'base32')) return false;
  return layer.kind !== 'text' || encodings < MOST_ENCODINGS;
}

/** What stands around it: nothing, a line of a file, bytes. */
function around(content: Buffer, kind: Layer['kind'], random: Random): Buffer {
  if (kind === 'tar' || random.below(3) === 0) return content;
  if (kind === 'text')
    return Buffer.from(`{"id": ${String(random.below(1000))},\n "value": "${content.toString('latin1')}"}\n`);
  return Buffer.concat([Buffer.from('\0\x01'), random.bytes(20 + random.below(500)), content]);
}

/** Null where it was found or something is named. */
async function problemOf(random: Random): Promise<string | null> {
  const writing = random.pick(random.below(2) === 0 ? WRITINGS.slice(0, 1) : WRITINGS);
  const key = random.key();
  const name = [writing.name];
  const before = random.pick(['KEY=', 'k: ', '"a": "']);
  let content = Buffer.from(`first line\n${before}${writing.write(key, random)}\nthe end\n`);
  let kind: Layer['kind'] = 'text';
  let encodings = (writing.encoding?.length ?? 0) + (writing.name.includes('UTF-16') ? 1 : 0);
  for (let layers = 1 + random.below(MOST_LAYERS); layers > 0; layers -= 1) {
    const [known, many]: [Layer['kind'], number] = [kind, encodings];
    const layer: Layer = random.pick(LAYERS.filter((each) => mayFollow(each, known, many)));
    content = Buffer.from(layer.apply(content, random));
    kind = layer.kind;
    encodings = kind === 'text' ? encodings + 1 : 0;
    name.push(layer.name);
  }
  const whole = around(content, kind, random);
  if (whole !== content) name.push('in something else');
  const { hits, skipped } = await scanContent(whole);
  const isFound = hits.some(
    (hit) => hit.class === 'valid' && Buffer.from(hit.key).toString('latin1') === key,
  );
  return isFound || skipped.length > 0 ? null : name.join(' < ');
}

it('is found, or what was not looked into is named', { timeout: 60_000 + CHAINS * 200 }, async () => {
  const seed = MANY > 0 ? Date.now() % 2 ** 31 : SEED;
  const random = new Random(seed);
  const problems: string[] = [];
  for (let chain = 0; chain < CHAINS; chain += 1) {
    const problem = await problemOf(random);
    if (problem !== null) problems.push(problem);
  }
  expect([seed, problems]).toEqual([seed, []]);
});
