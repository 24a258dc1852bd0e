import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createLogger, redactLogLine } from '../../../electron/app/logger.ts';
import { generateKey } from '../../../shared/key-format.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'augno-vault-test-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const secret = generateKey('prod');

it('writes neither keys nor passwords nor tokens, whoever calls it', () => {
  expect(redactLogLine(`with ${secret} in it`)).not.toContain(secret.slice(-20));
  expect(redactLogLine('Authorization: Bearer abc.def')).toBe('Authorization: Bearer ****');
  expect(redactLogLine('{"password":"marmalade"}')).toBe('{"password":"****"}');
});

it('rotates: one file of a megabyte and the one before it, for this user only', () => {
  const logger = createLogger(folder);
  // Three megabytes and more, so that a second rotation has to drop the first file.
  for (let line = 0; line < 3500; line += 1) logger.warn(`${'x'.repeat(990)} ${secret}`);
  const logs = path.join(folder, 'logs');
  const files = readdirSync(logs).sort();
  expect(files).toEqual(['main.log', 'main.old.log']);
  for (const file of files) {
    const { size, mode } = statSync(path.join(logs, file));
    expect(size).toBeLessThan(1_100_000);
    expect(mode & 0o077).toBe(0);
    expect(readFileSync(path.join(logs, file), 'utf8')).not.toContain(secret.slice(-20));
  }
});

it('writes of an unknown error only what kind it is', () => {
  const logger = createLogger(folder);
  logger.error('call keys.create', new TypeError('could not read marmalade cupboard'));
  const text = readFileSync(path.join(folder, 'logs', 'main.log'), 'utf8');
  expect(text).toContain('call keys.create (TypeError)');
  expect(text).not.toContain('marmalade cupboard');
});
