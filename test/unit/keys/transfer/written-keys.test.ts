/** Keys that people keep in files and notes: one reader, whatever the service. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { planImport, readCandidates } from '../../../../electron/keys/transfer/import-candidates.ts';
import { isTableOfSecrets, writtenFormatOf } from '../../../../electron/keys/transfer/written-keys.ts';
import { generateKey } from '../../../../shared/key-format.ts';
import { makeFolder, makeVault, plant, removeFolder } from '../../../fixtures/vault/sample.ts';

let folder: string;
beforeEach(() => {
  folder = makeFolder();
});
afterEach(() => {
  removeFolder(folder);
});

const bytes = (lines: readonly string[], newline = '\n'): Buffer => Buffer.from(lines.join(newline));

describe('reading an import', () => {
  it('ends for lines that are blanks almost alone', () => {
    const blanks = ' '.repeat(2_400_000);
    const key = generateKey('test');
    const lines = [`A=x${blanks}y`, `B=${blanks}x\u2028y`, `C=${key}${blanks}# note`, `D=${key}#x # y`];
    const found = readCandidates(bytes(lines.slice(0, 2)), '.env');
    expect(found).toEqual([]);
    const wide = `name${','.repeat(200_000)}\n${'n'.repeat(300_000)}${','.repeat(200_000)}`;
    expect(readCandidates(Buffer.from(wide), 'keys.csv')).toEqual([]);
    expect(readCandidates(bytes(lines.slice(2)), '.env').map(({ line, kind }) => [line, kind])).toEqual([
      [1, 'key'],
      [2, 'problem'],
    ]);
  });

  it('takes the line that tells Excel the separator for no row', () => {
    const [a, b] = [generateKey('test'), generateKey('prod')];
    const named = (text: string, file: string): unknown[] =>
      readCandidates(Buffer.from(text), file).map(({ line, name, kind }) => [line, name, kind]);
    for (const separator of [';', ',', '\t', '|']) {
      const rows = [
        ['id', 'name', 'key'],
        ['1', 'CI', a],
        ['2', '"Night; shift"', `"${b}"`],
      ].map((cells) => cells.join(separator));
      for (const first of [`sep=${separator}`, `"sep=${separator}"`, `\uFEFFSEP=${separator}`]) {
        const text = [first, ...rows].join('\r\n');
        const expected = [
          [3, 'CI', 'key'],
          [4, 'Night; shift', 'key'],
        ];
        expect(named(text, 'keys.csv'), JSON.stringify(first)).toEqual(expected);
        expect(named(text, 'pasted'), JSON.stringify(first)).toEqual(expected);
      }
    }
    expect(named(`sep=;\n${a}`, 'keys.csv')).toEqual([[2, null, 'key']]);
    expect(named(`sep=;\nCI=${a}`, '.env')).toEqual([[2, 'CI', 'key']]);
    expect(isTableOfSecrets(`sep=;\r\nname;password\r\na;b`)).toBe(true);
    expect(isTableOfSecrets(`sep=;`)).toBe(false);
  });

  it('finds keys in .env files however they are written', () => {
    const [a, b, c, d] = [generateKey('test'), generateKey('prod'), generateKey('prod'), generateKey('test')];
    const found = readCandidates(
      bytes(
        [
          '# comment',
          `AUGNO_API_KEY=${a}`,
          `export OTHER="${b}"`,
          `  SINGLE = '${c}' `,
          `WITH=${d} # note`,
          'PORT=80',
          '',
        ],
        '\r\n',
      ),
      '.env',
    );
    expect(
      found.map((one) => [
        one.line,
        one.name,
        one.kind === 'problem' ? one.problem : one.secret.revealText(),
      ]),
    ).toEqual([
      [2, 'AUGNO_API_KEY', a],
      [3, 'OTHER', b],
      [4, 'SINGLE', c],
      [5, 'WITH', d],
    ]);
  });

  it('finds keys in CSV files with any separator, quoted line ends included', () => {
    for (const separator of [',', ';', '\t']) {
      const key = generateKey('prod');
      const rows = [
        ['Title', 'Notes', 'Password'],
        ['"ERP, ""main"""', '"two\nlines"', key],
        ['Empty', '', ''],
      ];
      const found = readCandidates(bytes(rows.map((row) => row.join(separator))), 'keys.csv');
      expect(found).toMatchObject([{ kind: 'key', line: 2, name: 'ERP, "main"' }]);
    }
  });

  it.each([
    [
      '1Password',
      'Title,Url,Username,Password,OTPAuth,Favorite,Archived,Tags,Notes',
      ['ERP', '', 'ann', 'KEY', '', '', '', '', ''],
    ],
    [
      'Bitwarden',
      'folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp',
      ['', '', 'note', 'ERP', '', '"api key: KEY\nregion: eu"', '0', '', '', '', ''],
    ],
    [
      'KeePassXC',
      '"Group","Title","Username","Password","URL","Notes","TOTP","Icon","Last Modified","Created"',
      ['"Root"', '"ERP"', '""', '""', '""', '"Bearer KEY, since May"', '""', '"0"', '""', '""'],
    ],
  ])('finds keys in what %s exports, in notes and fields of one’s own too', (_name, headings, cells) => {
    const keys = [generateKey('prod'), generateKey('test')];
    const rows = keys.map((key) => cells.join(',').replace('KEY', key));
    const found = readCandidates(bytes([headings, ...rows], '\r\n'), 'export.csv');
    expect(found).toMatchObject([
      { kind: 'key', line: 2, name: 'ERP' },
      { kind: 'key', name: 'ERP' },
    ]);
    expect(found.map((one) => one.kind === 'key' && one.secret.revealText())).toEqual(keys);
  });

  it('finds the key in a cell or value that begins with it and goes on, and each of several', () => {
    const [noted, first, second, inLine, other] = Array.from({ length: 5 }, () => generateKey('prod'));
    const table = ['name,password,notes', `ERP,"${noted!} (until May)",`, `CI,,"${first!}\n${second!}"`];
    const cells = readCandidates(bytes(table), 'export.csv');
    expect(cells.map((one) => [one.name, one.kind === 'key' && one.secret.revealText()])).toEqual([
      ['ERP', noted],
      ['CI', first],
      ['CI', second],
    ]);
    const lines = readCandidates(bytes([`ERP=${inLine!} until May`, `CI=${other!};`]), '.env');
    expect(lines.map((one) => [one.name, one.kind === 'key' && one.secret.revealText()])).toEqual([
      ['ERP', inLine],
      ['CI', other],
    ]);
  });

  it.each([
    ['UTF-16, as PowerShell and Excel write it', 'le', true],
    ['UTF-16 without a byte order mark', 'le', false],
    ['big-endian UTF-16', 'be', true],
    ['big-endian UTF-16 without a byte order mark', 'be', false],
  ])('reads %s', (_what, order, mark) => {
    const keys = [generateKey('prod'), generateKey('test')];
    const text = `name,key\r\nPrüfung,${keys[0]!}\r\nCI,${keys[1]!}\r\n`;
    const wide = Buffer.from(`${mark ? '\uFEFF' : ''}${text}`, 'utf16le');
    const found = readCandidates(order === 'le' ? wide : wide.swap16(), 'keys.csv');
    expect(found.map((one) => [one.name, one.kind === 'key' && one.secret.revealText()])).toEqual([
      ['Prüfung', keys[0]],
      ['CI', keys[1]],
    ]);
  });

  it('refuses what a shell appended to in another encoding: half of its keys would not be seen', () => {
    const mixed = Buffer.concat([
      Buffer.from(`A=${generateKey('prod')}\n`),
      Buffer.from(`B=${generateKey('prod')}\r\n`, 'utf16le'),
    ]);
    expect(() => readCandidates(mixed, '.env')).toThrow('no text');
  });

  it('takes no key for the name of another', () => {
    const keys = Array.from({ length: 4 }, () => generateKey('prod'));
    const table = readCandidates(bytes(['old,new', `${keys[0]!},${keys[1]!}`]), 'keys.csv');
    const lines = readCandidates(bytes([`${keys[2]!}=${keys[3]!}`]), 'keys.env');
    expect(table).toMatchObject([
      { kind: 'key', name: null },
      { kind: 'key', name: null },
    ]);
    expect(lines).toMatchObject([{ kind: 'key', name: null }]);
  });

  it('names what is masked, cut or mistyped, and never repeats it', () => {
    const key = generateKey('prod');
    const typo = key.slice(0, -1) + (key.endsWith('a') ? 'b' : 'a');
    const found = readCandidates(
      bytes([`A=${key.slice(0, 50)}`, `B=${typo}`, `C=${key.slice(0, 12)}****${key.slice(-4)}`]),
      '.env',
    );
    expect(found.map((one) => one.kind === 'problem' && one.problem)).toEqual([
      'length',
      'checksum',
      'masked',
    ]);
    expect(JSON.stringify(found)).not.toContain(key.slice(20, 40));
  });

  it('refuses what is too large or no text', () => {
    expect(() => readCandidates(Buffer.alloc(6 * 1024 * 1024), '.env')).toThrow('larger than 5 MB');
    expect(() => readCandidates(Buffer.from([0x41, 0xff, 0xc0]), '.env')).toThrow('no text');
  });

  it('tells the format by name, then by content', () => {
    expect(writtenFormatOf('keys.csv', '')).toBe('table');
    expect(writtenFormatOf('/a/.env.production', '')).toBe('lines');
    expect(writtenFormatOf('keys.txt', 'A=1')).toBe('lines');
    expect(writtenFormatOf('keys.txt', 'name,key')).toBe('table');
  });

  it('finds a key in prose, and with its name where a line says no more', () => {
    const [inProse, inList, bare, json] = Array.from({ length: 4 }, () => generateKey('test'));
    const prose = readCandidates(bytes([`The old one: ${inProse} (until May)\\n`]), 'note.txt');
    expect(prose).toMatchObject([{ kind: 'key', line: 1, name: 'The old one' }]);
    const within = readCandidates(bytes([`The old one is ${inProse} until May`]), 'note.txt');
    expect(within).toMatchObject([{ kind: 'key', line: 1, name: null }]);
    const list = readCandidates(
      bytes([`# was: ${generateKey('test')}`, `- Intake: ${inList}`, `${bare};`, `"CI": "${json}",`]),
      'note.txt',
    );
    expect(list.map((one) => [one.line, one.name, one.kind === 'key' && one.secret.revealText()])).toEqual([
      [2, 'Intake', inList],
      [3, null, bare],
      [4, 'CI', json],
    ]);
  });

  it('says before storing what is new, held or repeated', async () => {
    const { vault } = await makeVault(folder);
    const [held] = plant(vault, 1);
    const fresh = generateKey('prod');
    const before = vault.auditLog({ limit: 100 }).length;
    const plan = planImport(
      vault,
      readCandidates(
        bytes([`A=${held!.secret}`, `B=${fresh}`, `C=${fresh}`, `D=${fresh.slice(0, 60)}`]),
        '.env',
      ),
    );
    expect(plan.map(({ outcome }) => outcome)).toEqual(['held', 'new', 'repeated', 'unusable']);
    expect(plan[0]!.secretId).toBe(held!.id);
    expect(vault.auditLog({ limit: 100 }).length).toBe(before);
    vault.close();
  });
});
