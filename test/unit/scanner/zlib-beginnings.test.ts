/** Two bytes are little to go by: what begins like a stream of zlib and is none stays what it is. */
import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { bufferSource } from '../../../electron/archives/index.ts';
import { fileWith, keysIn, scanSource } from '../../fixtures/scanner/content.ts';
import { Random } from '../../fixtures/scanner/random.ts';

const random = new Random(20_261_203);

describe.each(['7801', '785e', '789c', '78da'])('%s', (hex) => {
  const beginning = Buffer.from(hex, 'hex');

  it('before what is no stream hides nothing', async () => {
    const key = random.key();
    const packed = gzipSync(fileWith(key));
    for (const behind of [
      Buffer.from(`2 + y\n\n${packed.toString('base64')}\n`),
      Buffer.from(` = "${packed.toString('hex')}"\n`),
      Buffer.concat([random.bytes(700), packed]),
    ])
      expect(await keysIn(Buffer.concat([beginning, behind]))).toEqual([[`valid ${key}`], []]);
  });

  it('before what is one, short or long, is opened', async () => {
    for (const rest of ['', 'abc def '.repeat(3000)]) {
      const key = random.key();
      const stream = deflateSync(`${key}\n${rest}`);
      const whole = Buffer.concat([beginning, stream.subarray(2)]);
      expect(await keysIn(whole)).toEqual([[`valid ${key}`], []]);
      expect(await keysIn(Buffer.from(`x: ${whole.toString('base64')}`))).toEqual([[`valid ${key}`], []]);
    }
  });
});

it(
  'a long text inside something that begins so is no archive that is too large',
  { timeout: 60_000 },
  async () => {
    const text = Buffer.from(`x^2\n${'of lines '.repeat(7_700_000)}`);
    const packed = gzipSync(text, { level: 1 });
    expect((await scanSource(bufferSource(packed))).skipped).toEqual([]);
  },
);
