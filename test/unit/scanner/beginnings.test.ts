/** Whether the first bytes are an archive's: what can't be opened is named, and a text is not taken for one. */
import { describe, expect, it } from 'vitest';
import { crc32 } from '../../../electron/archives/checksums.ts';

import { scanContent } from '../../fixtures/scanner/content.ts';
import { Random } from '../../fixtures/scanner/random.ts';

const random = new Random(1627);
const reasons = async (bytes: Uint8Array): Promise<readonly string[]> =>
  (await scanContent(bytes)).skipped.map(({ reason }) => reason);

describe('archives that can’t be opened', () => {
  /** The archive's own header, as ARJ writes it. */
  function arj(): Buffer {
    const header = Buffer.concat([
      Buffer.from([30, 11, 1, 2, 0, 0, 2, 0]),
      Buffer.alloc(22),
      Buffer.from('a.arj\0\0'),
    ]);
    const size = Buffer.alloc(2);
    size.writeUInt16LE(header.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32LE(crc32(header, 0));
    return Buffer.concat([Buffer.from([0x60, 0xea]), size, header, sum, Buffer.alloc(2), random.bytes(300)]);
  }

  it('ARJ, at the beginning and behind a program', async () => {
    expect(await reasons(arj())).toEqual([expect.stringContaining('ARJ')]);
    const behind = Buffer.concat([Buffer.from('MZ\0\0'), random.bytes(5000), arj()]);
    expect(await reasons(behind)).toEqual([expect.stringContaining('ARJ')]);
    const damaged = Buffer.from(arj());
    damaged[10]! ^= 1;
    expect(await reasons(Buffer.concat([Buffer.from('MZ\0\0'), random.bytes(500), damaged]))).toEqual([]);
  });

  it('cabinets in base64', async () => {
    const cabinet = Buffer.concat([Buffer.from('MSCF\0\0\0\0'), random.bytes(400)]);
    cabinet.writeUInt32LE(408, 8);
    cabinet.writeUInt32LE(44, 16);
    cabinet[24] = 3;
    cabinet[25] = 1;
    expect(await reasons(Buffer.from(`cab: ${cabinet.toString('base64')}\n`))).toEqual([
      expect.stringContaining('cabinet'),
    ]);
  });

  it.each([
    ['ACE', '\x01\x02\x31\0\0\0\x90**ACE**\x14'],
    ['StuffIt', 'SIT!\0\x01\0\0\x10\0rLau\x01'],
    ['compiled help', 'ITSF\x03\0\0\0\x60\0\0\0'],
    ['SZDD', 'SZDD\x88\xf0\x27\x33A'],
    ['LHA', '\x1b\0-lh6-\0\0'],
    ['LHA', '\x1b\0-lh1-\0\0'],
    ['Windows prefetch', 'MAM\x04\0\0'],
  ])('%s', async (name, magic) => {
    const bytes = Buffer.concat([Buffer.from(magic, 'latin1'), Buffer.alloc(300, 1)]);
    bytes[20] = 1;
    expect(await reasons(bytes)).toEqual([expect.stringContaining(name)]);
  });
});

describe('texts that begin like an archive', () => {
  it.each([
    'PAR1 is the first part\n',
    'CWS report of the week\n',
    'ZWS a zero-width space, in words\n',
    '!BDN is what Outlook’s begins with\n'.replace('’', "'"),
    'SIT! said the dog trainer\n',
    'ITSF and others\n',
    'LRZI compresses\n',
    '0707012345 is our number in the office\n',
    '07070712345678901234567890 is another\n',
    'mm-lh5- is a method\n',
    'BZh is bzip2\n',
    '# v2 git bundles are files\n',
    'Obj 1\n',
    'PK is a key\n',
    'Rar! it said\n',
    '7z is a program\n',
    'x^2 + y^2\n',
    'SQLite format 3 is a format\n',
    '!<arch> is the first line of an archive\n',
    '%PDF is a mark\n',
    'ORC files\n',
    'ä-lh5- ist ein Verfahren von LHA\n',
    'é -lh7- et les autres méthodes\n',
    'é-lzs- et les autres méthodes\n',
    'SIT! sagte der Hundetrainer für alle\n',
    'PAR1 — первая часть\n',
    'LRZI 圧縮プログラムの名前です\n',
    '!BDN – was Outlooks Datei für sich hat\n',
    'CWS : le résumé de la semaine\n',
    'abcdefg**ACE** était un programme\n',
  ])('%j', async (text) => {
    expect(await reasons(Buffer.from(text))).toEqual([]);
    expect(await reasons(Buffer.from(text + 'and many words more. '.repeat(60)))).toEqual([]);
    // Written before there was UTF-8.
    if (/^[\0-\xff]*$/.test(text)) expect(await reasons(Buffer.from(text, 'latin1'))).toEqual([]);
  });
});
