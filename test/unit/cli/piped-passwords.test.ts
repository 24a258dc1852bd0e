/** Passwords from a pipe, as the shells of each system hand them on. */
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assertTypeable, mayBeReplaced, readSecretLine } from '../../../electron/cli/secret-input.ts';
import { SecretBytes } from '../../../electron/vault/secret-bytes.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'augno-piped-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function read(content: string, platform: NodeJS.Platform): string {
  const file = path.join(folder, 'piped');
  writeFileSync(file, content);
  const descriptor = openSync(file, 'r');
  try {
    return readSecretLine(descriptor, platform).bytes().toString('utf8');
  } finally {
    closeSync(descriptor);
  }
}

describe('a password from a pipe', () => {
  it.each([
    ['win32', '\uFEFFpässword\r\n', 'pässword'],
    ['win32', 'pässword\r\n', 'pässword'],
    ['win32', '\uFEFF\r\n', ''],
    ['win32', 'a\uFEFFb\n', 'a\uFEFFb'],
    // What opened a vault before goes on opening it.
    ['linux', '\uFEFFpassword\n', '\uFEFFpassword'],
    ['darwin', '\uFEFFpassword\n', '\uFEFFpassword'],
  ] as const)('on %s of %j is %j', (platform, content, password) => {
    expect(read(content, platform)).toBe(password);
  });

  it('that nobody could type later is refused where it is set, and wiped', () => {
    const latin = SecretBytes.copyOf(Buffer.from('p\xE4ssword', 'latin1'));
    expect(() => {
      assertTypeable(latin);
    }).toThrow(expect.objectContaining({ code: 'invalid-input' }));
    expect(() => latin.bytes()).toThrow();
    const good = SecretBytes.copyOf(Buffer.from('pässword', 'utf8'));
    assertTypeable(good);
    expect(good.bytes().toString('utf8')).toBe('pässword');
    good.wipe();
  });

  it('with question marks is asked after on Windows alone', () => {
    const doubtful = Buffer.from('p?ssword');
    expect(
      ['linux', 'darwin', 'win32'].map((each) => mayBeReplaced(doubtful, each as NodeJS.Platform)),
    ).toEqual([false, false, true]);
    expect(mayBeReplaced(Buffer.from('pssword'), 'win32')).toBe(false);
  });
});
