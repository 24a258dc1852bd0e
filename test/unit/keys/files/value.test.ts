/** What may get into a file as a value, and that the preview shows exactly what is written. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseEnv } from 'node:util';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { parseEnvText } from '../../../../electron/keys/files/env-file.ts';
import {
  applyPlan,
  keyValueOf,
  planAssignment,
  planReplacement,
} from '../../../../electron/keys/files/index.ts';
import { AppError } from '../../../../shared/errors.ts';
import { generateKey } from '../../../../shared/key-format.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'places-value-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const free = (text: string) => keyValueOf(Buffer.from(text, 'latin1'), 'free');
const set = (file: string, text: string): { readonly after: string; readonly shown: string } => {
  const bytes = Buffer.from(file);
  const plan = planAssignment(bytes, 'KEY', free(text), '/a/.env');
  return { after: applyPlan(bytes, plan).toString('latin1'), shown: plan.changes[0]!.after };
};

describe('a value for a file', () => {
  it.each([
    ['commands and a further line', 'x$(touch /tmp/owned)\nLD_PRELOAD=/tmp/evil.so'],
    ['a key with something behind it', `${generateKey('test')}\nPATH=/tmp`],
    ['a key with a blank around it', ` ${generateKey('test')}`],
    ['a key with a wrong checksum', generateKey('test').replace(/.{6}$/, 'aaaaaa')],
    ['a masked key', 'aug_sk_test_****abcd'],
    ['nothing', ''],
  ])('of Augno is a key, not %s', (_, text) => {
    expect(() => keyValueOf(Buffer.from(text, 'latin1'), 'checked')).toThrow(AppError);
  });

  it.each(['a\nb', 'a\rb', 'a\0b', 'a\x1b[2J', 'ü', '', 'a ', '\ta'])(
    'of a service is printable ASCII, not %j',
    (text) => {
      expect(() => free(text)).toThrow(AppError);
    },
  );

  it('is shown with its middle masked and nothing else', () => {
    const key = generateKey('prod');
    expect(keyValueOf(Buffer.from(key), 'checked').masked).toBe(`aug_sk_prod_****${key.slice(-4)}`);
    expect(free('sk-live/0123456789$(id)XYZ').masked).toBe('sk-l****)XYZ');
    expect(free('short').masked).toBe('****');
  });
});

describe('a free value in a .env file', () => {
  it('is quoted where it has to be, and the preview shows the quotes', () => {
    expect(set('', 'abcDEF0123456789xyz_.-')).toEqual({
      after: 'KEY=abcDEF0123456789xyz_.-\n',
      shown: 'KEY=abcD****z_.-',
    });
    expect(set('KEY=1 # why\n', 'x$(touch owned)`id`"0123456789')).toEqual({
      after: `KEY='x$(touch owned)\`id\`"0123456789' # why\n`,
      shown: `KEY='x$(t****6789'`,
    });
    expect(set('', "it's 0123456789012345").after).toBe(`KEY="it's 0123456789012345"\n`);
  });

  it('is refused where no spelling is read alike everywhere', () => {
    expect(() => set('', "it's $HOME 0123456789")).toThrow(/could take for something else/);
  });

  it('is read back by our reader, by Node and by a shell as what it is (property)', () => {
    const values: string[] = [];
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
          minLength: 1,
          maxLength: 30,
        }),
        (text) => {
          fc.pre(text === text.trim());
          let after: string;
          try {
            after = set('A=1\nKEY="old"\nB=\'2\'\n', text).after;
          } catch (thrown) {
            expect(thrown).toBeInstanceOf(AppError);
            return;
          }
          expect(parseEnv(after)).toEqual({ A: '1', KEY: text, B: '2' });
          expect(parseEnvText(after).entries.map(({ value }) => value)).toEqual(['1', text, '2']);
          values.push(text);
        },
      ),
    );
    if (process.platform === 'win32') return;
    for (const text of values.slice(0, 20)) {
      const file = path.join(folder, 'vars.env');
      writeFileSync(file, set('', text).after);
      const shell = spawnSync('/bin/sh', ['-c', `. "${file}" && printf %s "$KEY"`], { encoding: 'utf8' });
      expect(shell).toMatchObject({ stdout: text, stderr: '' });
    }
  });

  it('goes into no other syntax than by a plain spelling', () => {
    const old = generateKey('test');
    const file = Buffer.from(`token: ${old}\n`);
    const isOld = (key: Uint8Array): boolean => Buffer.from(key).equals(Buffer.from(old));
    expect(() => planReplacement(file, isOld, free('x: {y} 0123456789012345'), '/a/b.yaml')).toThrow(
      AppError,
    );
    const plan = planReplacement(file, isOld, free('sk-live_0123456789.abc'), '/a/b.yaml');
    expect(applyPlan(file, plan).toString()).toBe('token: sk-live_0123456789.abc\n');
    expect(plan.changes[0]!.after).toBe('token: sk-l****.abc');
    for (const like of ['0123456789012345678', 'true', 'null', '0x0123456789abcdef', '2026-11-29T10:00:00Z'])
      expect(() => planReplacement(file, isOld, free(like), '/a/b.yaml')).toThrow(AppError);
  });
});

describe('the reader of .env files', () => {
  it('knows quotes, escapes, comments, export and values over several lines', () => {
    const text = [
      '\uFEFF# first',
      'A=1',
      ' export  B = two words # comment',
      `C='it is $HOME # not a comment'`,
      String.raw`D="a\nb \"c\" \$x \z"`,
      'E="line one',
      'line two" # after',
      'F=`back tick`',
      'G=',
      'H=http://host/#part',
      'not a line',
      'I="open',
    ].join('\r\n');
    const { entries, unreadable } = parseEnvText(text);
    expect(Object.fromEntries(entries.map(({ name, value }) => [name, value]))).toEqual({
      A: '1',
      B: 'two words',
      C: 'it is $HOME # not a comment',
      D: 'a\nb "c" $x \\z',
      E: 'line one\r\nline two',
      F: 'back tick',
      G: '',
      H: 'http://host/#part',
      I: '"open',
    });
    expect(unreadable).toEqual([11]);
    expect(entries.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6, 8, 9, 10, 12]);
    for (const { start, end, quote } of entries) {
      const raw = text.slice(start, end);
      expect(quote === null || (raw.startsWith(quote) && raw.endsWith(quote))).toBe(true);
    }
  });
});
