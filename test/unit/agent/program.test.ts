/** Whose command a process runs: said by a manifest that anybody may have put there. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { publishedCommand } from '../../../electron/agent/program.ts';

const NAMED = JSON.stringify({ name: 'augno-vault' });
let folder = '';
let manifest = '';
let script = '';
let writer: ChildProcess | null = null;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'augno-vault-program-'));
  manifest = path.join(folder, 'package.json');
  script = path.join(folder, 'dist', 'cli.js');
  mkdirSync(path.dirname(script));
  writeFileSync(script, '');
});
afterEach(() => {
  writer?.kill('SIGKILL');
  writer = null;
  rmSync(folder, { recursive: true, force: true });
});

const isOurs = (): boolean => publishedCommand('augno-vault').isScript(script);

it('is the published command where its manifest says so', () => {
  writeFileSync(manifest, NAMED);
  expect(isOurs()).toBe(true);
  writeFileSync(manifest, JSON.stringify({ name: 'another' }));
  expect(isOurs()).toBe(false);
});

it('is not, where the manifest is larger than one can be', () => {
  writeFileSync(manifest, NAMED.padEnd(2_000_000));
  expect(isOurs()).toBe(false);
});

it.runIf(process.platform !== 'win32')('is not, and nothing waits, where the manifest is a pipe', () => {
  execFileSync('mkfifo', [manifest]);
  // Were it opened to be read, this is what would end the waiting.
  writer = spawn('sh', ['-c', 'printf %s "$1" > "$2"', 'sh', NAMED, manifest], { stdio: 'ignore' });
  expect(isOurs()).toBe(false);
});
