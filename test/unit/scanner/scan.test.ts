import { mkdtemp, mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { generateKey } from '../../../shared/key-format.ts';
import { scan } from '../../../electron/scanner/index.ts';

it('finds a planted key among many files, over worker threads', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'scan-'));
  await mkdir(join(folder, 'sub'));
  for (let index = 0; index < 1000; index += 1)
    await writeFile(join(folder, 'sub', `${index}.txt`), `line ${index}\n`);
  const key = generateKey('prod');
  await writeFile(join(folder, 'sub', '999.env'), `a\nüb ${key}\n`);
  const events = [];
  for await (const event of scan({ paths: [folder] })) events.push(event);
  const done = events.at(-1)!;
  expect(done).toMatchObject({
    type: 'done',
    report: {
      complete: true,
      scanned: { files: 1001 },
      findings: [{ class: 'valid', path: 'sub/999.env', line: 2, column: 4 }],
    },
  });
});
