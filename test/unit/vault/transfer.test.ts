import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  exportVault,
  importFormatOf,
  planImport,
  readExport,
  readImport,
} from '../../../electron/vault/index.ts';
import { generateKey } from '../../../shared/key-format.ts';
import { cheapKdf } from '../../fixtures/vault/cheap-kdf.ts';
import { makeFolder, makeVault, plant, removeFolder, text, things } from '../../fixtures/vault/sample.ts';

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
    const found = readImport(bytes(lines.slice(0, 2)), 'env');
    expect(found).toEqual([]);
    expect(readImport(bytes(lines.slice(2)), 'env').map(({ line, kind }) => [line, kind])).toEqual([
      [1, 'key'],
      [2, 'problem'],
    ]);
  });

  it('finds keys in .env files however they are written', () => {
    const [a, b, c, d] = [generateKey('test'), generateKey('prod'), generateKey('prod'), generateKey('test')];
    const found = readImport(
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
      'env',
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
      const found = readImport(bytes(rows.map((row) => row.join(separator))), 'csv');
      expect(found).toMatchObject([{ kind: 'key', line: 2, name: 'ERP, "main"' }]);
    }
  });

  it.each([
    ['1Password', 'Title,Url,Username,Password,OTPAuth,Favorite,Archived,Tags,Notes', ['ERP', '', 'ann', 'KEY', '', '', '', '', '']],
    ['Bitwarden', 'folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp', ['', '', 'note', 'ERP', '', '"api key: KEY\nregion: eu"', '0', '', '', '', '']],
    ['KeePassXC', '"Group","Title","Username","Password","URL","Notes","TOTP","Icon","Last Modified","Created"', ['"Root"', '"ERP"', '""', '""', '""', '"Bearer KEY, since May"', '""', '"0"', '""', '""']],
  ])('finds keys in what %s exports, in notes and fields of one’s own too', (_name, headings, cells) => {
    const key = generateKey('prod');
    const text = [headings, cells.join(',').replace('KEY', key)];
    const found = readImport(bytes(text, '\r\n'), 'csv');
    expect(found).toMatchObject([{ kind: 'key', line: 2, name: 'ERP' }]);
    expect(found[0]?.kind === 'key' && found[0].secret.revealText()).toBe(key);
  });

  it('names what is masked, cut or mistyped, and never repeats it', () => {
    const key = generateKey('prod');
    const typo = key.slice(0, -1) + (key.endsWith('a') ? 'b' : 'a');
    const found = readImport(
      bytes([`A=${key.slice(0, 50)}`, `B=${typo}`, `C=${key.slice(0, 12)}****${key.slice(-4)}`]),
      'env',
    );
    expect(found.map((one) => one.kind === 'problem' && one.problem)).toEqual([
      'length',
      'checksum',
      'masked',
    ]);
    expect(JSON.stringify(found)).not.toContain(key.slice(20, 40));
  });

  it('refuses what is too large or no text', () => {
    expect(() => readImport(Buffer.alloc(6 * 1024 * 1024), 'env')).toThrow('larger than 5 MB');
    expect(() => readImport(Buffer.from([0x41, 0xff, 0xc0]), 'env')).toThrow('no text');
  });

  it('tells the format by name, then by content', () => {
    expect(importFormatOf('keys.csv', Buffer.alloc(0))).toBe('csv');
    expect(importFormatOf('/a/.env.production', Buffer.alloc(0))).toBe('env');
    expect(importFormatOf('keys.txt', Buffer.from('A=1\n'))).toBe('env');
    expect(importFormatOf('keys.txt', Buffer.from('name,key\n'))).toBe('csv');
  });

  it('says before storing what is new, held or repeated', async () => {
    const { vault } = await makeVault(folder);
    const [held] = plant(vault, 1);
    const fresh = generateKey('prod');
    const before = vault.auditLog({ limit: 100 }).length;
    const plan = planImport(
      vault,
      readImport(bytes([`A=${held!.secret}`, `B=${fresh}`, `C=${fresh}`, `D=${fresh.slice(0, 60)}`]), 'env'),
    );
    expect(plan.map(({ outcome }) => outcome)).toEqual(['held', 'new', 'repeated', 'unusable']);
    expect(plan[0]!.secretId).toBe(held!.id);
    expect(vault.auditLog({ limit: 100 }).length).toBe(before);
    vault.close();
  });
});

describe('an encrypted export', () => {
  it('holds records and secrets under a password of its own', async () => {
    const { vault } = await makeVault(folder);
    const planted = plant(vault, 4);
    const options = {
      file: path.join(folder, 'export'),
      password: text('its own'),
      collections: [things],
      kdf: cheapKdf,
    };
    expect(await exportVault(vault, options)).toEqual({ records: 4, secrets: 4, skipped: 0 });
    await expect(exportVault(vault, options)).rejects.toMatchObject({ code: 'conflict' });
    await expect(readExport({ ...options, password: text('wrong') })).rejects.toMatchObject({
      code: 'vault-wrong-password',
    });
    const lines = await readExport(options);
    expect(lines.filter(({ kind }) => kind === 'record')).toHaveLength(4);
    for (const { id, secret } of planted) {
      const line = lines.find((one) => one.kind === 'secret' && one.id === id);
      expect(line?.kind === 'secret' && line.secret.revealText()).toBe(secret);
    }
    vault.close();
  });

  it('carries what a merge kept beside a secret, and looks for that once, however many keys there are', async () => {
    const { vault } = await makeVault(folder);
    const planted = plant(vault, 50);
    const [{ id }] = planted as [(typeof planted)[number]];
    const beside = [`${id}~other-0000000000000001`, `${id}~other-0000000000000002`];
    vault.transaction((transaction) => {
      for (const other of beside) transaction.putSecret(other, text(other));
    });
    const looks = vi.spyOn(vault, 'heldSecretIds');
    const options = {
      file: path.join(folder, 'export'),
      password: text('its own'),
      collections: [things],
      kdf: cheapKdf,
    };
    expect(await exportVault(vault, options)).toMatchObject({ records: 50, secrets: 52 });
    // A second look for each key would be a list of all of them for each of them.
    expect(looks).toHaveBeenCalledTimes(1);
    const lines = await readExport(options);
    const secrets = lines.flatMap((line) => (line.kind === 'secret' ? [line.id] : []));
    expect(secrets.slice(0, 3)).toEqual([id, ...beside]);
    vault.close();
  });
});
