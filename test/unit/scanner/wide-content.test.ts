/** Text in UTF-16 and UTF-32: what begins in it is opened, in a file of any length and inside something else. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, it } from 'vitest';
import { scan } from '../../../electron/scanner/index.ts';
import { fileWith, keysIn } from '../../fixtures/scanner/content.ts';
import { Random } from '../../fixtures/scanner/random.ts';

const random = new Random(20_261_205);
const folder = mkdtempSync(path.join(tmpdir(), 'wide-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** `lines` of some text, then base64 of what is packed, and some more. */
function wideText(key: string, lines: number, isBig = false): Buffer {
  const packed = gzipSync(fileWith(key)).toString('base64');
  const line = `${random.bytes(12).toString('hex')} a line of a log\r\n`;
  const text = Buffer.from(`\ufeff${line.repeat(lines)}${packed}\r\n${line.repeat(20)}`, 'utf16le');
  return isBig ? text.swap16() : text;
}

it.each([100, 20_000, 700_000])(
  'is opened behind %i lines of a file',
  { timeout: 120_000 },
  async (lines) => {
    const key = random.key();
    const file = path.join(folder, `${String(lines)}.log`);
    writeFileSync(file, wideText(key, lines));
    for await (const event of scan({ paths: [file], jobs: 1 })) {
      if (event.type !== 'done') continue;
      expect(event.report.findings.map(({ redacted }) => redacted.slice(-4))).toEqual([key.slice(-4)]);
      expect(event.report.skipped).toEqual([]);
    }
  },
);

it('is opened in more than 64 MiB inside something else', { timeout: 120_000 }, async () => {
  const key = random.key();
  for (const isBig of [false, true])
    expect(await keysIn(gzipSync(wideText(key, 700_000, isBig), { level: 1 }))).toEqual([
      [`valid ${key}`],
      [],
    ]);
});
