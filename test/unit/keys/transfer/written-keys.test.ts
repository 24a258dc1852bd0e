/** Keys that people keep in files and notes: one reader, whatever the service. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { planImport, readCandidates } from '../../../../electron/keys/transfer/import-candidates.ts';
import { writtenFormatOf } from '../../../../electron/keys/transfer/written-keys.ts';
import { auxot } from '../../../../electron/providers/auxot.ts';
import { generic } from '../../../../electron/providers/generic.ts';
import { keysInText } from '../../../../electron/providers/other/read-text.ts';
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
    expect(readCandidates(bytes(lines.slice(2)), '.env').map(({ line, kind }) => [line, kind])).toEqual([
      [1, 'key'],
      [2, 'problem'],
    ]);
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
      found.map((one) => [one.line, one.name, one.kind === 'key' ? one.secret.revealText() : one.problem]),
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
    expect(prose).toMatchObject([{ kind: 'key', line: 1, name: null }]);
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

describe('keys of other services', () => {
  const secrets = Array.from({ length: 4 }, (_, index) => `user.${String(index).repeat(22)}`);

  it('are read by the same rules', () => {
    const [quoted, commented, padded, last] = secrets;
    const text = [
      `export AUXOT_API_KEY='${quoted!}'`,
      `CI=${commented!} # from the console`,
      `${padded!}==`,
      `# OLD=user.${'9'.repeat(22)}`,
      `Night shift, ${last!},`,
      `CI=${commented!}`,
    ].join('\r\n');
    expect(keysInText(auxot, text)).toEqual([
      { name: 'AUXOT_API_KEY', secret: quoted },
      { name: 'CI', secret: commented },
      { name: 'Auxot user key 3', secret: `${padded!}==` },
      { name: 'Night shift', secret: last },
    ]);
  });

  it('are found in a table of a password manager', () => {
    const [first, second] = secrets;
    const rows = `folder,name,login,password\nWork,Intake,ann,${first!}\nWork,"Billing, EU",ann,"${second!}"\n`;
    expect(keysInText(auxot, rows)).toEqual([
      { name: 'Intake', secret: first },
      { name: 'Billing, EU', secret: second },
    ]);
  });

  it('are named, where anything may be a key', () => {
    expect(keysInText(generic, 'abcdef\nHarbour: value-of-it\n')).toEqual([
      { name: 'Harbour', secret: 'value-of-it' },
    ]);
  });

  it('are looked for in lines that would keep a careless pattern busy for hours', () => {
    const blanks = ' '.repeat(400_000);
    const text = `${blanks}x${blanks}\n;${'; '.repeat(200_000)}\n${'a:'.repeat(200_000)}`;
    expect(keysInText(auxot, text)).toEqual([]);
  });
});
