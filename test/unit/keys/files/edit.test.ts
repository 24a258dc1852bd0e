import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyPlan,
  fileOfNote,
  keyValueOf,
  planAssignment,
  planReplacement,
  type KeyValue,
} from '../../../../electron/keys/files/index.ts';
import { generateKey } from '../../../../shared/key-format.ts';

const oldKey = generateKey('prod');
const newKey = generateKey('prod');
const newValue = (): KeyValue => keyValueOf(Buffer.from(newKey), 'checked');
const isOld = (key: Uint8Array): boolean => Buffer.from(key).equals(Buffer.from(oldKey));
const replaced = (bytes: Buffer) => {
  const plan = planReplacement(bytes, isOld, newValue(), '/a/file');
  return { plan, after: applyPlan(bytes, plan) };
};
const wide = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le');

describe('replacing the old key by the new one', () => {
  it('replaces each exact one and keeps every other byte', () => {
    const other = generateKey('prod');
    const text = `# Ümlaut\r\nA=${oldKey}\r\nB="${oldKey}" # twice\r\nC=${other}\r\nlast`;
    const { plan, after } = replaced(Buffer.from(text));
    expect(after.toString()).toBe(text.replaceAll(oldKey, newKey));
    expect(plan.changes.map(({ line }) => line)).toEqual([2, 3]);
    expect(plan.lineEnding).toBe('crlf');
    expect(plan.leftAlone).toEqual([]);
  });

  it('keeps bytes that are no UTF-8', () => {
    const bytes = Buffer.concat([Buffer.from([0xe9, 0x0a]), Buffer.from(`K=${oldKey}`), Buffer.from([0xff])]);
    const { after } = replaced(bytes);
    expect(after).toEqual(
      Buffer.concat([Buffer.from([0xe9, 0x0a]), Buffer.from(`K=${newKey}`), Buffer.from([0xff])]),
    );
  });

  it('replaces in UTF-16, as Windows writes it, in both byte orders', () => {
    const text = `A=1\r\nKEY=${oldKey}\r\nß=2\r\n`;
    const little = replaced(wide(text));
    expect(little.after).toEqual(wide(text.replace(oldKey, newKey)));
    expect(little.plan).toMatchObject({ form: 'utf-16le', changes: [{ line: 2 }], leftAlone: [] });
    const big = replaced(Buffer.from(wide(text)).swap16());
    expect(Buffer.from(big.after).swap16()).toEqual(wide(text.replace(oldKey, newKey)));
  });

  it('leaves every other writing alone, and says so', () => {
    const encoded = Buffer.from(oldKey).toString('base64');
    const text = `K=${oldKey}\nB64=${encoded}\nCUT=${oldKey.slice(0, -2)}\n`;
    const { plan, after } = replaced(Buffer.from(text));
    expect(after.toString()).toBe(text.replace(`K=${oldKey}`, `K=${newKey}`));
    expect(plan.leftAlone).toEqual([
      { line: 2, writing: 'base64' },
      { line: 3, writing: 'truncated' },
    ]);
  });

  it('shows lines without a key, with little beside it, and without characters that hide or turn text', () => {
    const { plan } = replaced(
      Buffer.from(`${'x'.repeat(100)}\u202E${generateKey('test')} ${oldKey} and a password far behind it\n`),
    );
    const [change] = plan.changes;
    const seen = JSON.stringify(plan.changes);
    expect(seen).not.toContain(oldKey.slice(-20, -4));
    expect(seen).not.toContain('\u202E');
    expect(seen).not.toContain('behind');
    expect(change?.after).toContain(`aug_sk_prod_****${newKey.slice(-4)}`);
    expect(seen).not.toMatch(/aug_sk_(test|prod)_[A-Za-z0-9]/);
  });

  it('finds nothing in a file without the key, and marks a binary one', () => {
    expect(replaced(Buffer.from('A=1\n')).plan).toMatchObject({ splices: [], isBinary: false });
    expect(replaced(Buffer.from([0, 1, 2, 3])).plan.isBinary).toBe(true);
  });

  it('changes nothing but the key, whatever is around it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.uint8Array({ maxLength: 60 }), (left, right) => {
        // Another key's characters right before would make this one part of something else.
        const bytes = Buffer.concat([left, Buffer.from(`\n${oldKey}\n`), right]);
        const { plan, after } = replaced(bytes);
        if (plan.form !== 'bytes') return;
        expect(after).toEqual(Buffer.concat([left, Buffer.from(`\n${newKey}\n`), right]));
      }),
      { numRuns: 200 },
    );
  });
});

describe('setting a variable', () => {
  const set = (text: string): string => {
    const bytes = Buffer.from(text);
    return applyPlan(bytes, planAssignment(bytes, 'KEY', newValue(), '/a/.env')).toString();
  };

  it.each([
    ['', `KEY=${newKey}\n`],
    ['A=1', `A=1\nKEY=${newKey}\n`],
    ['A=1\r\n', `A=1\r\nKEY=${newKey}\r\n`],
    ['KEY=old\nB=2\n', `KEY=${newKey}\nB=2\n`],
    ['  export KEY = "a b" # why\n', `  export KEY = ${newKey} # why\n`],
    ["KEY='x'\n", `KEY=${newKey}\n`],
    ['KEY=\nB=2\n', `KEY=${newKey}\nB=2\n`],
    ['KEY=1\nKEY=2\n', `KEY=1\nKEY=${newKey}\n`],
    ['XKEY=1\n#KEY=2\n', `XKEY=1\n#KEY=2\nKEY=${newKey}\n`],
    ['KEY=a b c\nB=2', `KEY=${newKey}\nB=2`],
    ['A="one\nKEY=two"\n', `A="one\nKEY=two"\nKEY=${newKey}\n`],
  ])('turns %j into the right file', (before, after) => {
    expect(set(before)).toBe(after);
  });

  it('keeps bytes that are no UTF-8', () => {
    const bytes = Buffer.concat([Buffer.from([0x41, 0x3d, 0xe9, 0x0a]), Buffer.from('KEY=x\nB=2\n')]);
    expect(applyPlan(bytes, planAssignment(bytes, 'KEY', newValue(), '/a/.env'))).toEqual(
      Buffer.concat([Buffer.from([0x41, 0x3d, 0xe9, 0x0a]), Buffer.from(`KEY=${newKey}\nB=2\n`)]),
    );
  });

  it('never shows what the value was', () => {
    const plan = planAssignment(Buffer.from('KEY=hunter2\n'), 'KEY', newValue(), '/a/.env');
    expect(JSON.stringify(plan.changes)).not.toContain('hunter2');
    expect(plan.changes).toEqual([
      { line: 1, before: 'KEY=••••', after: `KEY=aug_sk_prod_****${newKey.slice(-4)}` },
    ]);
  });
});

it.each([
  ['/srv/app/.env:12', '/srv/app/.env'],
  ['/srv/app/.env:12:5', '/srv/app/.env'],
  ['~/app/.env', '/home/ann/app/.env'],
  ['GitHub secret of acme/shop', null],
  ['/srv/a.zip › inner/.env', null],
  ['/srv/app/.env (in the history)', null],
])('takes %j for %j', (note, file) => {
  expect(fileOfNote(note, '/home/ann')).toBe(file);
});
