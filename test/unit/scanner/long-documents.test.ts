/** Documents that show more text than is kept until all of their tables are known. */
import { deflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { keysIn } from '../../fixtures/scanner/content.ts';
import { Random } from '../../fixtures/scanner/random.ts';

const random = new Random(20_261_202);
const LONG = 22 << 20;

it('a key on the last page of a long PDF is found', { timeout: 120_000 }, async () => {
  const key = random.key();
  const letters = [...new Set(key)];
  const code = (letter: string): string => (letters.indexOf(letter) + 3).toString(16).padStart(2, '0');
  const table = letters.map((letter) => `<${code(letter)}> <${Buffer.from(letter).toString('hex')}>`);
  const packed = (content: string): Buffer =>
    Buffer.concat([
      Buffer.from('1 0 obj\n<< /Filter /FlateDecode >>\nstream\n'),
      deflateSync(content, { level: 1 }),
      Buffer.from('\nendstream\nendobj\n'),
    ]);
  const long = packed(`BT /F1 12 Tf (${'abc def '.repeat(LONG / 8)}) Tj ET`);
  const last = packed(`BT /F1 12 Tf <${[...key].map(code).join('')}> Tj ET`);
  const letterTable = packed(`beginbfchar\n${table.join('\n')}\nendbfchar\n`);
  const bytes = Buffer.concat([
    Buffer.from('%PDF-1.7\n'),
    long,
    long,
    long,
    last,
    letterTable,
    Buffer.from('%%EOF\n'),
  ]);
  expect(await keysIn(bytes)).toEqual([[`valid ${key}`], []]);
});
