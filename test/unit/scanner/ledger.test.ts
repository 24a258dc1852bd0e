/** Exit 0 is a promise: what could not be read is written down, wherever it is. */
import { execFileSync } from 'node:child_process';
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileSource } from '../../../electron/archives/index.ts';
import { Ledger } from '../../../electron/scanner/detect/index.ts';
import { FileScanner, WINDOW_BYTES } from '../../../electron/scanner/files/file-scanner.ts';
import { scanGit } from '../../../electron/scanner/git/index.ts';
import { tar, zip } from '../../fixtures/scanner/archives.ts';
import { scanContent, scanSource } from '../../fixtures/scanner/content.ts';
import { inWords } from '../../fixtures/scanner/in-words.ts';
import { Random } from '../../fixtures/scanner/random.ts';
import { say } from '../../../shared/messages/say.ts';
import { inEnglish } from '../../../shared/messages/words.ts';

const random = new Random(1601);
const text = (key: string): Buffer => Buffer.from(`first line\nKEY=${key}\n${'more text\n'.repeat(400)}`);
const reasons = ({ skipped }: { readonly skipped: readonly { readonly reason: string }[] }): string[] =>
  skipped.map(({ reason }) => reason);

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/**
 * Text on which the budget for decoding runs out: an anchor in each line that asks for a run to be decoded, as behind the
 * prefixes there is an escape, which can be read in two ways. What has one way is dismissed without being decoded.
 */
function exhausting(): Buffer {
  const line = `${Buffer.from(`x${'aug_sk_prod_%41'.repeat(40)}`).toString('base64')}!\n`;
  return Buffer.from(line.repeat(Math.ceil(600_000 / line.length)));
}

describe('a ledger', () => {
  it('says each thing once, how often, and where', () => {
    const ledger = new Ledger();
    expect([ledger.isClean, ledger.entries('a', String)]).toEqual([true, []]);
    ledger.notOpened(say('archive.encrypted'));
    ledger.notOpened(say('archive.encrypted'));
    ledger.notOpened(say('archive.encrypted'), ['inner.zip', 'x']);
    expect([ledger.isClean, ledger.entries('a', String).map(inWords)]).toEqual([
      false,
      [
        { path: 'a', reason: 'encrypted', count: 2 },
        { path: 'a!/inner.zip!/x', reason: 'encrypted' },
      ],
    ]);
  });

  it('holds a bounded number of lines', () => {
    const ledger = new Ledger();
    for (let line = 0; line < 10_000; line += 1)
      ledger.notOpened(say('file.as-it-is', { text: String(line) }));
    expect(ledger.entries('', String)).toHaveLength(100);
  });
});

describe('streams that are not whole', () => {
  const key = random.key();
  const whole = text(key);
  const flipped = (bytes: Buffer, fromEnd: number): Buffer => {
    const changed = Buffer.from(bytes);
    changed[changed.length - fromEnd]! ^= 1;
    return changed;
  };
  const packed = (program: string): Buffer | null => {
    try {
      return execFileSync(program, ['-c'], { input: whole, stdio: ['pipe', 'pipe', 'ignore'] });
    } catch {
      return null;
    }
  };
  const bzip2 = packed('bzip2');
  const cases: readonly (readonly [string, Buffer | null, string])[] = [
    ['gzip without its ending', gzipSync(whole).subarray(0, -4), 'it ends too early'],
    ['gzip with a wrong checksum', flipped(gzipSync(whole), 6), 'its checksum is wrong'],
    ['gzip with a wrong size', flipped(gzipSync(whole), 1), 'its checksum is wrong'],
    ['zlib without its ending', deflateSync(whole).subarray(0, -2), 'it ends too early'],
    ['zlib with a wrong checksum', flipped(deflateSync(whole), 1), 'its checksum is wrong'],
    [
      'a second member that is cut',
      Buffer.concat([gzipSync(whole), gzipSync(whole).subarray(0, -20)]),
      'it ends too early',
    ],
    [
      'a second member that is damaged',
      Buffer.concat([gzipSync(whole), flipped(gzipSync('more'), 5)]),
      'its checksum is wrong',
    ],
    ['bzip2 without its ending', bzip2?.subarray(0, -3) ?? null, 'it ends too early'],
    ['bzip2 with a wrong checksum', bzip2 === null ? null : flipped(bzip2, 3), 'its checksum is wrong'],
  ];

  it.each(cases.filter(([, bytes]) => bytes !== null))('%s', async (_name, bytes, reason) => {
    const alone = await scanContent(bytes!);
    expect([alone.hits.length > 0, reasons(alone)]).toEqual([true, [reason]]);
    const inside = await scanContent(zip([{ name: 'log.gz', content: bytes!, stored: true }]));
    expect(inside.hits.map(({ container }) => container)).toContainEqual(['log.gz']);
    expect(inside.skipped).toEqual([{ path: 'outer.bin!/log.gz', reason }]);
  });

  it('are said of deflated members too', async () => {
    const archive = zip([{ name: 'a.txt', content: whole }]);
    const cut = Buffer.concat([archive.subarray(0, 200), archive.subarray(230)]);
    expect(reasons(await scanContent(cut)).length).toBeGreaterThan(0);
  });

  it('name the compression of what was found in them', async () => {
    for (const [bytes, encoding] of [
      [gzipSync(whole), ['gzip']],
      [deflateSync(whole), ['zlib']],
      [gzipSync(gzipSync(whole)), ['gzip', 'gzip']],
      [bzip2, ['bzip2']],
      [gzipSync(tar([{ name: 'a', content: whole }])), []],
    ] as const) {
      if (bytes === null) continue;
      const { hits, skipped } = await scanContent(bytes);
      expect([hits.map((hit) => hit.encoding), skipped]).toEqual([[encoding], []]);
    }
  });

  it('are none where text only begins like one', async () => {
    for (const begin of ['x^2 + y^2 = z^2\n', 'x^', 'x\x01', 'x\x9c and so on', 'x\xda']) {
      for (const rest of ['', 'a longer text of several words, as people write it. '.repeat(40)]) {
        const { skipped } = await scanContent(Buffer.from(begin + rest, 'latin1'));
        expect([begin, skipped]).toEqual([begin, []]);
      }
    }
  });
});

describe('the budget for decoding', () => {
  const reason = 'it holds more encoded pieces than are decoded';

  it('is told where it runs out in a file, a member, and a second pass over wide text', async () => {
    const bytes = exhausting();
    expect(reasons(await scanContent(bytes))).toEqual([reason]);
    const inside = await scanContent(zip([{ name: 'app.log', content: bytes }]));
    expect(inside.skipped.map(({ path }) => path)).toEqual(['outer.bin!/app.log']);
    const wide = await scanContent(Buffer.from(`\uFEFF${bytes.toString('latin1')}`, 'utf16le'));
    expect(reasons(wide)).toEqual([reason]);
  });

  it('is told where it runs out in what git holds', async () => {
    const repository = join(folder, 'repository');
    const git = (...args: readonly string[]): void => {
      execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.test', ...args], {
        cwd: repository,
        stdio: 'ignore',
      });
    };
    execFileSync('git', ['init', '-q', '-b', 'main', repository]);
    writeFileSync(join(repository, 'a'), 'a');
    git('add', '.');
    git('commit', '-qm', 'first');
    writeFileSync(join(repository, 'app.log'), exhausting());
    git('add', '.');
    const said = async (what: object): Promise<string[]> => {
      const found: string[] = [];
      for await (const event of scanGit({ root: repository, ...what }))
        if (event.type === 'skipped') found.push(inEnglish(event.skipped.reason));
      return found;
    };
    expect(await said({ staged: true })).toEqual([reason]);
    git('commit', '-qm', 'second');
    expect(await said({ range: 'HEAD~1..HEAD' })).toEqual([reason]);
    expect(await said({ history: true })).toEqual([reason]);
  });
});

describe('files that become shorter while they are read', () => {
  it('are said, large ones too', () => {
    const path = join(folder, 'shrinking.txt');
    writeFileSync(path, Buffer.alloc(WINDOW_BYTES * 6, 'line of text\n'));
    const ledger = new Ledger();
    const marker = {
      remembers: true,
      isKnown: () => false,
      isSame: () => false,
      // Asked after the first look at the file: here it loses its end.
      markOf: () => {
        const descriptor = openSync(path, 'r+');
        sizes.push(WINDOW_BYTES * 3);
        later.push(() => {
          ftruncateSync(descriptor, WINDOW_BYTES * 3);
          closeSync(descriptor);
        });
        return null;
      },
    };
    const sizes: number[] = [];
    const later: (() => void)[] = [];
    const scanner = new FileScanner({
      mayContain: () => false,
      scan: () => [],
      find: () => {
        later.pop()?.();
        return [];
      },
    });
    const result = scanner.scanFile(path, 'shrinking.txt', marker as never, ledger);
    expect([result.type, sizes]).toEqual(['read', [WINDOW_BYTES * 3]]);
    expect(ledger.entries('shrinking.txt', String).map(({ reason }) => inEnglish(reason))).toEqual([
      'it became shorter while it was read',
    ]);
  });

  it('are said where they are archives', async () => {
    const path = join(folder, 'shrinking.gz');
    writeFileSync(path, gzipSync(random.bytes(900_000)));
    const descriptor = openSync(path, 'r+');
    try {
      const whole = fileSource(descriptor);
      ftruncateSync(descriptor, 500_000);
      expect(reasons(await scanSource(whole))).toContain('it became shorter while it was read');
    } finally {
      closeSync(descriptor);
    }
  });
});
