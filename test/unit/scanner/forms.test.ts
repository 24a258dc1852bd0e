/** Forms as the programs write them that make them. */
import { execFileSync } from 'node:child_process';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { RUNS } from '../../fixtures/scanner/further-writings.ts';
import { CARRIERS, plant } from '../../fixtures/scanner/generator.ts';
import { detected, scanContent } from '../../fixtures/scanner/content.ts';
import { Random } from '../../fixtures/scanner/random.ts';

const random = new Random(1620);
/** Null where the program is not installed. */
const made = (program: string, args: readonly string[], input: string | Buffer = ''): string | null => {
  try {
    return execFileSync(program, args, { input, stdio: ['pipe', 'pipe', 'ignore'] }).toString('latin1');
  } catch {
    return null;
  }
};
const python = (code: string, key: string): string | null => made('python3', ['-c', code, key]);
const keysIn = async (content: string | Buffer, path?: string): Promise<unknown> => {
  const { hits, skipped } = await scanContent(Buffer.from(content), path);
  return [
    [...new Set(hits.map((hit) => `${hit.class} ${Buffer.from(hit.key).toString('latin1')}`))],
    skipped,
  ];
};

describe('runs in base 85', () => {
  it.each(CARRIERS)('in $name, at their line', (carrier) => {
    for (const writing of RUNS) {
      const planted = plant(writing, carrier, random);
      const hits = detected(Buffer.from(planted.text));
      expect([
        planted.name,
        hits.map((hit) => [hit.class, Buffer.from(hit.key).toString('latin1'), hit.line, hit.encoding[0]]),
      ]).toEqual([planted.name, [['valid', planted.key, planted.line, planted.encoding![0]]]]);
    }
  });
});

const DUMPS: readonly (readonly [string, string, readonly string[]])[] = [
  ['hexdump -C', 'hexdump', ['-C']],
  ['hexdump', 'hexdump', []],
  ['xxd', 'xxd', []],
  ['xxd -g 1 -u', 'xxd', ['-g', '1', '-u']],
  ['xxd -p', 'xxd', ['-p']],
  ['xxd -i', 'xxd', ['-i']],
  ['od -t x1', 'od', ['-A', 'x', '-t', 'x1']],
  ['od -t x1z', 'od', ['-A', 'x', '-t', 'x1z', '-v']],
  ['od -x', 'od', ['-x']],
  ['od -t x4', 'od', ['-t', 'x4']],
  ['od -c', 'od', ['-c']],
  ['od -b', 'od', ['-b']],
  ['base32', 'base32', []],
  ['base64', 'base64', []],
  ['uuencode', 'uuencode', ['a.env']],
  ['uuencode -m', 'uuencode', ['-m', 'a.env']],
];

describe('what programs of the command line print', () => {
  it.each(DUMPS)('%s, at every place in its lines', async (_name, program, args) => {
    for (let shift = 0; shift < 16; shift += 1) {
      const key = random.key();
      const text = made(program, args, `${'x'.repeat(shift)}KEY=${key}\nand more of it\n`);
      if (text === null) return;
      expect([shift, await keysIn(`$ ${program}\n${text}\n`)]).toEqual([shift, [[`valid ${key}`], []]]);
    }
  });

  it('tcpdump -X', async () => {
    for (let shift = 0; shift < 16; shift += 1) {
      const key = random.key();
      const bytes = Buffer.from(`${'E'.repeat(40 + shift)}x-api-key: ${key}\r\n\r\n`);
      const lines: string[] = [];
      for (let at = 0; at < bytes.length; at += 16) {
        const part = bytes.subarray(at, at + 16);
        const words = part
          .toString('hex')
          .match(/.{1,4}/g)!
          .join(' ');
        const shown = part.toString('latin1').replaceAll(/[^\x20-\x7e]/g, '.');
        lines.push(`\t0x${at.toString(16).padStart(4, '0')}:  ${words.padEnd(39)}  ${shown}`);
      }
      const text = `12:00:00.000000 IP 10.0.0.1.5 > 10.0.0.2.80: Flags [P.], length ${String(bytes.length)}\n${lines.join('\n')}\n`;
      expect([shift, await keysIn(text)]).toEqual([shift, [[`valid ${key}`], []]]);
    }
  });
});

describe('headers of mails', () => {
  it.each(['q', 'b'])('in words of the form %s, wherever the lines break', async (form) => {
    const code = `
import sys, email.header, email.charset
c = email.charset.Charset('utf-8'); c.header_encoding = email.charset.${form === 'q' ? 'QP' : 'BASE64'}
for n in range(60):
    print('Subject: ' + email.header.Header('x' * n + ' key ' + sys.argv[1] + ' und schöne Grüße', c, maxlinelen=60 + n % 17, header_name='Subject').encode())
    print()`;
    const key = random.key();
    const text = python(code, key);
    if (text === null) return;
    for (const [index, header] of text
      .split('\n\n')
      .filter((each) => each.trim() !== '')
      .entries())
      expect([index, await keysIn(`From: a@example.test\n${header}\n\nHello\n`)]).toEqual([
        index,
        [[`valid ${key}`], []],
      ]);
  });
});

describe('what is cut and put together', () => {
  it('logs of containers, as text and in base64, cut anywhere', async () => {
    const key = random.key();
    const plain = `calling with ${key} now`;
    for (const text of [plain, Buffer.from(`${plain} and ${'more '.repeat(20)}`).toString('base64')]) {
      for (let at = 14; at < 14 + 84; at += 3) {
        const [left, right] = [text.slice(0, at), text.slice(at)];
        const time = '2026-11-29T12:00:00.123456789Z';
        for (const log of [
          `{"log":"${left}","stream":"stderr","time":"${time}"}\n{"log":"${right}\\n","stream":"stderr","time":"${time}"}\n`,
          `{"log":"${left}","stream":"stdout","attrs":{"tag":"a"},"time":"${time}"}\n{"log":"${right}\\n","stream":"stdout","time":"${time}"}\n`,
          `${time} stdout P ${left}\n${time} stdout F ${right}\n`,
        ])
          expect([at, await keysIn(log)]).toEqual([at, [[`valid ${key}`], []]]);
      }
    }
  });

  it.each([
    ['JavaScript', `const k = ['aug', 'sk', MODE].join('_')`],
    ['Python', `k = "_".join(["aug", "sk", MODE])`],
    ['C#', `var k = string.Join("_", "aug", "sk", MODE);`],
    ['Go', `k := strings.Join([]string{"aug", "sk", MODE}, "_")`],
    ['Java', `String k = String.join("_", "aug", "sk", MODE);`],
    ['PHP', `$k = implode('_', ['aug', 'sk', MODE]);`],
    ['Ruby', `k = %w[].push("aug", "sk", MODE).join("_")`],
    ['a format', `k = "%s_%s_%s" % ("aug", "sk", MODE)`],
    ['Rust', `let k = ["aug", "sk", MODE].concat();`],
  ])('parts that %s joins', async (_name, code) => {
    for (const mode of ['prod', 'test'] as const) {
      const key = random.key(mode, 'augno');
      const rest = key
        .split('_')
        .slice(2)
        .map((part) => `"${part}"`)
        .join(', ');
      expect(await keysIn(`// x\n${code.replace('MODE', rest)}\n`)).toEqual([[`valid ${key}`], []]);
    }
  });

  it.each([
    ['Python', 'PREFIX = "aug_sk_prod_"\n\n\ndef key():\n    return PREFIX + "BODY"\n'],
    ['a setting and a file', 'keyPrefix: aug_sk_prod_\nother: 1\nkeyBody: BODY\n'],
    ['only the brand', 'const brand = "aug_sk";\nconst key = `${brand}_prod_${"BODY"}`;\n'],
    ['the body first', 'BODY\n'.concat('x = 1\n'.repeat(200_000), 'P="aug_sk_prod_"\n')],
    ['two modes', 'T = "aug_sk_test_"\nP = "aug_sk_prod_"\nk = "BODY"\n'],
    ['without its brand', 'BRAND=aug\nKEY=sk_prod_BODY\n'],
  ])('a body whose prefix stands elsewhere: %s', async (_name, text) => {
    const key = random.key('prod', 'augno');
    const whole = text.replace('BODY', key.slice(12));
    const { hits, skipped } = await scanContent(Buffer.from(whole));
    const line = whole.slice(0, whole.indexOf(key.slice(12))).split('\n').length;
    expect([
      hits.map((hit) => [hit.class, Buffer.from(hit.key).toString('latin1'), hit.line]),
      skipped,
    ]).toEqual([[['valid', key, line]], []]);
  });

  it('a body without any prefix is nobody’s, and a million constants are no million readings', async () => {
    const key = random.key('prod', 'augno');
    expect(await keysIn(`BODY=${key.slice(12)}\nour_sk_prod_${key.slice(12)}\n`)).toEqual([[], []]);
    expect(await keysIn('x="aug_sk_prod_" + y\n'.repeat(200_000))).toEqual([[], []]);
  });
});

describe('documents', () => {
  const pdf = (streams: readonly (readonly [string, Buffer])[]): Buffer =>
    Buffer.concat([
      Buffer.from('%PDF-1.7\n'),
      ...streams.flatMap(([dictionary, body], index) => [
        Buffer.from(
          `${String(index + 1)} 0 obj\n<< /Length ${String(body.length)} ${dictionary} >>\nstream\n`,
        ),
        body,
        Buffer.from('\nendstream\nendobj\n'),
      ]),
      Buffer.from('trailer << >>\n%%EOF\n'),
    ]);
  const pieces = (key: string): string[] => key.match(/.{1,3}/g)!;
  const TEXTS: readonly (readonly [string, (key: string) => string])[] = [
    ['kerning', (key) => `BT /F1 12 Tf [(${pieces(key).join(')-12.5(')})]TJ ET`],
    ['each letter by itself', (key) => `BT [${[...key].map((letter) => `(${letter})`).join(' 3 ')}] TJ ET`],
    [
      'hexadecimal strings',
      (key) =>
        `BT [${pieces(key)
          .map((part) => `<${Buffer.from(part).toString('hex')}>`)
          .join('-7')}]TJ ET`,
    ],
    [
      'lines',
      (key) =>
        `BT ${pieces(key)
          .map((part) => `(${part})Tj 0 -14 Td`)
          .join('\n')} ET`,
    ],
    ['escapes', (key) => `BT (${key.replaceAll('_', '\\137')}) Tj ET`],
    ['lines that go on', (key) => `BT (${pieces(key).join('\\\n')}) ' ET`],
    [
      'apart',
      (key) =>
        pieces(key)
          .map((part) => `BT /F1 9 Tf 1 0 0 1 50 700 Tm (${part})Tj ET`)
          .join('\n'),
    ],
  ];

  it.each(TEXTS)('PDF: %s, packed and as it is', async (_name, write) => {
    const key = random.key();
    const text = Buffer.from(write(key));
    expect(await keysIn(pdf([['/Filter /FlateDecode', deflateSync(text)]]))).toEqual([[`valid ${key}`], []]);
    expect(await keysIn(pdf([['', text]]))).toEqual([[`valid ${key}`], []]);
    const hexadecimal = Buffer.from(`${deflateSync(text).toString('hex')}>`);
    expect(await keysIn(pdf([['/Filter [/ASCIIHexDecode /FlateDecode]', hexadecimal]]))).toEqual([
      [`valid ${key}`],
      [],
    ]);
  });

  it('PDF: letters by the numbers of a font', async () => {
    const key = random.key();
    const letters = [...new Set(key)];
    const code = (letter: string): string => (letters.indexOf(letter) + 3).toString(16).padStart(4, '0');
    const table = `/CIDInit /ProcSet findresource begin\n${String(letters.length)} beginbfchar\n${letters.map((letter) => `<${code(letter)}> <${Buffer.from(letter, 'utf16le').swap16().toString('hex')}>`).join('\n')}\nendbfchar\n`;
    const page = `BT /F2 9 Tf (x) Tj /F1 12 Tf [<${[...key].map(code).join('')}>] TJ ET`;
    const bytes = pdf([
      ['/Filter /FlateDecode', deflateSync(Buffer.from(page))],
      ['/Filter /FlateDecode', deflateSync(Buffer.from(table))],
    ]);
    expect(await keysIn(bytes)).toEqual([[`valid ${key}`], []]);
  });

  it('PDF of a program', async () => {
    const key = random.key();
    const postscript = `/Helvetica findfont 9 scalefont setfont 40 700 moveto (${key}) show showpage`;
    for (const [program, args] of [
      ['gs', ['-q', '-sDEVICE=pdfwrite', '-o', '-', '-']],
      ['ps2pdf', ['-', '-']],
    ] as const) {
      let bytes: Buffer;
      try {
        bytes = execFileSync(program, args, { input: postscript, stdio: ['pipe', 'pipe', 'ignore'] });
      } catch {
        continue;
      }
      expect(await keysIn(bytes)).toEqual([[`valid ${key}`], []]);
    }
  });
});
