import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { acceptingLine, isAccepted, readIgnoreFile } from '../../../electron/scanner/filter/ignore-file.ts';

function rulesOf(text: string): ReturnType<typeof readIgnoreFile> {
  const folder = mkdtempSync(join(tmpdir(), 'ignore-file-'));
  try {
    const file = join(folder, 'rules');
    writeFileSync(file, text);
    return readIgnoreFile(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

it.each([
  'a.zip',
  'fixtures/ein Ordner/größe.7z',
  'sp ace [x] #h/f (1).zip',
  'a*b?.zip',
  ' leads.zip',
  'ends ',
  '#hash.zip',
  'quote".zip',
  '"quoted".zip',
  'back\\slash.zip',
  'line\nbreak.zip',
  '!not.zip',
  '{a,b}.zip',
  'bell\u0007.zip',
])('the line that accepts %j does so as it is printed, and nothing else', (path) => {
  const line = acceptingLine(path, new Date('2026-03-01T12:00:00'));
  expect(line).not.toContain('\n');
  const rules = rulesOf(`${line}\n`);
  expect(isAccepted(path, rules, '2026-04-01')).toBe(true);
  expect(isAccepted(`${path}!/member`, rules, '2026-04-01')).toBe(true);
  expect(isAccepted(`${path}x`, rules, '2026-04-01')).toBe(false);
  expect(isAccepted('axxb1.zip', rules, '2026-04-01')).toBe(false);
  expect(isAccepted(path, rules, '2026-07-01')).toBe(false);
});

it('takes a path in quotes for a key too', () => {
  const print = 'ab'.repeat(16);
  const [rule] = rulesOf(`${print} "a #b [c].env" # known, until 2099-01-01\n`);
  expect([rule!.matches('a #b [c].env'), rule!.matches('a #b c.env'), rule!.until]).toEqual([
    true,
    false,
    '2099-01-01',
  ]);
});
