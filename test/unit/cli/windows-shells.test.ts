/** What shells of Windows do to a command, and what the command does about it. */
import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { jsonForShell } from '../../../electron/cli/ascii-json.ts';
import { environmentWith } from '../../../electron/cli/run/environment.ts';
import { readRunArguments } from '../../../electron/cli/run/arguments.ts';
import { missing } from '../../../electron/cli/secret-input.ts';
import { inEnglish } from '../../../shared/messages/words.ts';

it.each([
  ['win32', false, true],
  ['win32', true, false],
  ['linux', false, false],
  ['darwin', false, false],
] as const)('JSON on %s (terminal: %s) is in ASCII: %s', (platform, isTerminal, inAscii) => {
  const value = { name: 'Größe 😀', list: ['é', 'plain'] };
  const json = JSON.stringify(value, null, 2);
  const written = jsonForShell(json, { platform, isTerminal });
  expect(/^[\0-\x7F]*$/.test(written)).toBe(inAscii);
  expect(JSON.parse(written)).toEqual(value);
  if (!inAscii) expect(written).toBe(json);
});

it('a variable has one value, however it is spelled, on Windows', () => {
  const present = { AUGNO_API_KEY: 'old', Path: 'C:\\' };
  const added = { augno_api_key: 'new' };
  expect(environmentWith(present, added, 'win32')).toEqual({ Path: 'C:\\', augno_api_key: 'new' });
  for (const platform of ['linux', 'darwin'] as const)
    expect(environmentWith(present, added, platform)).toEqual({ ...present, ...added });
});

it('a password that nobody can be asked for names winpty in Git Bash', () => {
  const hint = (platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): string =>
    inEnglish(missing(platform, environment).said.hint);
  expect(hint('win32', { MSYSTEM: 'MINGW64' })).toContain('winpty');
  for (const [platform, environment] of [
    ['win32', {}],
    ['linux', { MSYSTEM: 'MINGW64' }],
  ] as const)
    expect(hint(platform, environment)).not.toContain('winpty');
});

it.each(['utf16le', 'utf8'] as const)('a .env that a shell wrote as %s is read', async (encoding) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'env-'));
  try {
    const file = path.join(folder, '.env');
    writeFileSync(file, '\uFEFFA=augno://Gr%C3%B6%C3%9Fe\r\nB=plain\r\n', encoding);
    const { assignments } = await readRunArguments(
      ['--env-from', file, '--', 'x'],
      new AbortController().signal,
    );
    expect(assignments.map(({ variable }) => variable)).toEqual(['A', 'B']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
