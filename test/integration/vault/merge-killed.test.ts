/** What a killed merge leaves: a sealed copy among the temporary files, until the next unlock. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createVault } from '../../../electron/vault/index.ts';
import { copyVaultFile, openAt } from '../../fixtures/vault/copies.ts';
import { makeFolder, options, PASSWORD, plantOne, removeFolder, text } from '../../fixtures/vault/sample.ts';

const CHILD = fileURLToPath(new URL('../../fixtures/vault/merging-child.ts', import.meta.url));

let folder: string;
let here: string;
let temporary: string;
const before = process.env['TMPDIR'];
beforeEach(async () => {
  folder = makeFolder();
  here = path.join(folder, 'vault');
  temporary = path.join(folder, 'temporary');
  mkdirSync(temporary);
  const { vault } = await createVault({ ...options(here), name: 'Vault', password: text(PASSWORD) });
  plantOne(vault, 'first');
  vault.close();
});
afterEach(() => {
  if (before === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = before;
  removeFolder(folder);
});

it.skipIf(process.platform === 'win32')('is removed at the next unlock, and nothing else is', async () => {
  const file = copyVaultFile(here, path.join(folder, 'other'));
  const child = spawn(process.execPath, [CHILD, here, file], {
    env: { ...process.env, TMPDIR: temporary },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  expect(line).toBe('open');
  process.env['TMPDIR'] = temporary;
  const [left] = readdirSync(temporary);
  expect(left).toMatch(/^augno-vault-merge-/);
  // While the process that reads it lives, it stays.
  (await openAt(here)).close();
  expect(readdirSync(temporary)).toEqual([left]);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(existsSync(path.join(temporary, left!, 'vault.db'))).toBe(true);

  const named = (name: string, old: boolean): string => {
    const at = path.join(temporary, name);
    mkdirSync(at);
    writeFileSync(path.join(at, 'file'), 'x');
    if (old) utimesSync(at, new Date(0), new Date(0));
    return name;
  };
  // Of a version that did not name its process: by its age.
  named('augno-vault-judged-AbCdEf', true);
  const young = named('augno-vault-copy-AbCdEf', false);
  const another = named('augno-vault-drill-AbCdEf', true);
  const outside = path.join(folder, 'outside');
  mkdirSync(outside);
  writeFileSync(path.join(outside, 'file'), 'x');
  symlinkSync(outside, path.join(temporary, 'augno-vault-merge-1-AbCdEf'));
  (await openAt(here)).close();
  const kept = readdirSync(temporary);
  expect(kept).toEqual(expect.arrayContaining([young, another]));
  expect(kept).not.toContain(left);
  expect(kept).not.toContain('augno-vault-judged-AbCdEf');
  expect(existsSync(path.join(outside, 'file'))).toBe(true);
});
