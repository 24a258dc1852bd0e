import { describe, expect, it } from 'vitest';
import { bufferSource } from '../../../electron/archives/index.ts';
import { readZip } from '../../../electron/archives/zip.ts';
import { zip } from '../../fixtures/scanner/archives.ts';
import { scanContent } from '../../fixtures/scanner/content.ts';
import { Random } from '../../fixtures/scanner/random.ts';
import type { ArchiveProblem } from '../../../electron/archives/index.ts';

const ENTRIES = [
  { name: 'model/data.pkl', content: Buffer.from('x'.repeat(300)) },
  { name: 'model/version', content: Buffer.from('3\n'), stored: true },
];

/** With the record for large files, as some writers always add it; what stands in the old one is kept, or put out of range. */
function with64(
  plain: Buffer,
  options: { readonly outOfRange?: boolean; readonly extra?: number } = {},
): Buffer {
  const end = plain.length - 22;
  const old = Buffer.from(plain.subarray(end));
  const extra = options.extra ?? 0;
  const record = Buffer.alloc(56 + extra);
  record.write('PK\x06\x06', 'latin1');
  record.writeBigUInt64LE(BigInt(44 + extra), 4);
  record.writeBigUInt64LE(2n, 24);
  record.writeBigUInt64LE(2n, 32);
  record.writeBigUInt64LE(BigInt(old.readUInt32LE(12)), 40);
  record.writeBigUInt64LE(BigInt(old.readUInt32LE(16)), 48);
  const locator = Buffer.alloc(20);
  locator.write('PK\x06\x07', 'latin1');
  locator.writeBigUInt64LE(BigInt(end), 8);
  locator.writeUInt32LE(1, 16);
  if (options.outOfRange === true) old.fill(0xff, 8, 20);
  return Buffer.concat([plain.subarray(0, end), record, locator, old]);
}

function read(bytes: Buffer): { readonly names: string[]; readonly problems: ArchiveProblem[] } {
  const problems: ArchiveProblem[] = [];
  const members = [
    ...readZip(bufferSource(bytes), {
      covers: () => undefined,
      notOpened: (reason) => problems.push(reason),
    }),
  ];
  return { names: members.map(({ name }) => name), problems };
}

function commented(bytes: Buffer): Buffer {
  const comment = Buffer.from('made by a test');
  const whole = Buffer.concat([bytes, comment]);
  whole.writeUInt16LE(comment.length, bytes.length - 2);
  return whole;
}

/** The sizes of its members in the fields that were added for large files, in the directory and before each member. */
function members64(plain: Buffer): Buffer {
  const end = plain.length - 22;
  const directory = plain.readUInt32LE(end + 16);
  const field = (packed: number, unpacked: number): Buffer => {
    const bytes = Buffer.alloc(20);
    bytes.writeUInt16LE(1, 0);
    bytes.writeUInt16LE(16, 2);
    bytes.writeBigUInt64LE(BigInt(unpacked), 4);
    bytes.writeBigUInt64LE(BigInt(packed), 12);
    return bytes;
  };
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (let at = directory; at < end;) {
    const nameEnd = at + 46 + plain.readUInt16LE(at + 28);
    const packed = plain.readUInt32LE(at + 20);
    const extra = field(packed, plain.readUInt32LE(at + 24));
    const entry = Buffer.concat([plain.subarray(at, nameEnd), extra]);
    entry.fill(0xff, 20, 28);
    entry.writeUInt16LE(extra.length, 30);
    const start = plain.readUInt32LE(at + 42);
    const content = start + 30 + plain.readUInt16LE(start + 26);
    const local = Buffer.from(plain.subarray(start, content));
    local.fill(0xff, 18, 26);
    local.writeUInt16LE(extra.length, 28);
    entry.writeUInt32LE(offset, 42);
    const member = Buffer.concat([local, extra, plain.subarray(content, content + packed)]);
    offset += member.length;
    locals.push(member);
    entries.push(entry);
    at = nameEnd;
  }
  const list = Buffer.concat(entries);
  const last = Buffer.from(plain.subarray(end));
  last.writeUInt32LE(list.length, 12);
  last.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, list, last]);
}

const WHOLE = { names: ENTRIES.map(({ name }) => name), problems: [] };

describe('a zip with the record for large files is whole', () => {
  it.each([
    ['beside an old one that is enough', with64(zip(ENTRIES))],
    ['where the old one is out of range', with64(zip(ENTRIES), { outOfRange: true })],
    ['with extra fields', with64(zip(ENTRIES), { extra: 12 })],
    ['behind something else', Buffer.concat([Buffer.from('#!/bin/sh\n'), with64(zip(ENTRIES))])],
    ['with a comment behind it', commented(with64(zip(ENTRIES)))],
    ['where the sizes of each member are out of range', with64(members64(zip(ENTRIES)))],
  ])('%s', (_what, bytes) => {
    expect(read(bytes)).toEqual(WHOLE);
  });

  it('and what its members hold is read', async () => {
    const key = new Random(64).key();
    const content = Buffer.from(`KEY=${key}\n${'abc def '.repeat(300)}`);
    const { hits, skipped } = await scanContent(with64(members64(zip([{ name: 'a.env', content }]))));
    expect(skipped).toEqual([]);
    expect(hits.map((hit) => [hit.container, Buffer.from(hit.key).toString('latin1')])).toEqual([
      [['a.env'], key],
    ]);
  });

  it('and one without it, also with something between the directory and its end', () => {
    const plain = zip(ENTRIES);
    expect(read(plain)).toEqual(WHOLE);
    const end = plain.length - 22;
    expect(read(Buffer.concat([plain.subarray(0, end), Buffer.alloc(64), plain.subarray(end)]))).toEqual(
      WHOLE,
    );
  });

  it('but not one whose record lies', () => {
    const lying = with64(zip(ENTRIES), { outOfRange: true });
    lying.writeBigUInt64LE(7n, lying.length - 22 - 20 - 56 + 48);
    expect(read(lying)).toEqual({
      names: WHOLE.names,
      problems: ['directory-damaged'],
    });
  });
});

describe('members of a zip', () => {
  it('whose checksum is another one are read, and said', async () => {
    const key = new Random(1604).key();
    const content = Buffer.from(`K=${key}\n`);
    for (const stored of [true, false]) {
      const bytes = zip([{ name: 'a.env', content, stored }]);
      expect((await scanContent(bytes)).skipped).toEqual([]);
      // In the directory, which counts, and in the header before the member.
      for (const at of [bytes.indexOf('PK\x01\x02', 0, 'latin1') + 16, 14]) bytes[at]! ^= 1;
      const { hits, skipped } = await scanContent(bytes);
      expect([hits.map((hit) => hit.container), skipped]).toEqual([
        [['a.env']],
        [{ path: 'outer.bin!/a.env', reason: 'its checksum is wrong' }],
      ]);
    }
  });

  it('that are packed as only Power BI does are named', async () => {
    for (const text of [
      'This backup was created using XPress9 compression.',
      '\uFEFFThis backup was created using multithreaded XPrs9.',
    ]) {
      const model = Buffer.concat([Buffer.from(text, 'utf16le'), Buffer.alloc(400, 7)]);
      const { skipped } = await scanContent(zip([{ name: 'DataModel', content: model }]), 'a.pbix');
      expect(skipped).toEqual([
        {
          path: 'a.pbix!/DataModel',
          reason: "a Power BI data model (XPress9) archive, which can't be opened",
        },
      ]);
    }
  });
});
