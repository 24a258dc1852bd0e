import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import {
  acceptingLine,
  isAccepted,
  readIgnoreFilesFor,
} from '../../../electron/scanner/filter/ignore-file.ts';

function rulesOf(text: string): ReturnType<typeof readIgnoreFilesFor> {
  const folder = mkdtempSync(join(tmpdir(), 'ignore-file-'));
  try {
    writeFileSync(join(folder, '.augno-vault-ignore'), text);
    return readIgnoreFilesFor(folder, folder);
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

it('holds for a folder of the repository that it lies at the top of, with paths from there', () => {
  const top = mkdtempSync(join(tmpdir(), 'ignore-file-'));
  try {
    const sub = join(top, 'packages', 'a');
    mkdirSync(sub, { recursive: true });
    writeFileSync(join(top, '.augno-vault-ignore'), 'unscanned packages/a/x.zip # ours, until 2099-01-01\n');
    writeFileSync(join(sub, '.augno-vault-ignore'), 'unscanned y.zip # ours, until 2099-01-01\n');
    const accepts = (root: string, folder: string, path: string): boolean =>
      isAccepted(path, readIgnoreFilesFor(root, folder), '2026-01-01');
    // No repository: the file above says nothing.
    expect([accepts(sub, sub, 'x.zip'), accepts(sub, sub, 'y.zip')]).toEqual([false, true]);
    mkdirSync(join(top, '.git'));
    expect([accepts(sub, sub, 'x.zip'), accepts(sub, sub, 'y.zip')]).toEqual([true, true]);
    expect([accepts(sub, sub, 'packages/a/x.zip'), accepts(sub, sub, 'z/x.zip')]).toEqual([false, false]);
    // A file that is a root itself, and the top.
    expect(accepts(join(sub, 'x.zip'), sub, 'x.zip')).toBe(true);
    expect([accepts(top, top, 'packages/a/x.zip'), accepts(top, top, 'x.zip')]).toEqual([true, false]);
  } finally {
    rmSync(top, { recursive: true });
  }
});

it('is no list that is larger than one can be, and is not read for that', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ignore-file-'));
  try {
    const file = join(folder, '.augno-vault-ignore');
    writeFileSync(file, '');
    // More than the system gives a program at once, and no block of the disk.
    truncateSync(file, 2 ** 33);
    expect(() => readIgnoreFilesFor(folder, folder)).toThrow('larger than 64 MiB');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it.runIf(process.platform !== 'win32')('is no pipe that lies in a folder, and nothing waits for one', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ignore-file-'));
  const file = join(folder, '.augno-vault-ignore');
  execFileSync('mkfifo', [file]);
  // Were it opened to be read, this is what would end the waiting.
  const writer = spawn('sh', ['-c', 'echo "# nothing" > "$1"', 'sh', file], { stdio: 'ignore' });
  try {
    expect(() => readIgnoreFilesFor(folder, folder)).toThrow('could not be read');
  } finally {
    writer.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  }
});
