/** Names of keys for a shell, where the vault moves: what was allowed of it stays allowed, and no file is left behind. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { PASSWORD, startNamesWorld, type NamesWorld } from './support/names-world.ts';

let world: NamesWorld;
beforeEach(async () => {
  world = await startNamesWorld();
});
afterEach(() => {
  world.close();
});

function run(...args: string[]): string {
  const { environment, work } = world;
  const ran = spawnSync('augno-vault', args, {
    env: environment,
    encoding: 'utf8',
    cwd: work,
    input: `${PASSWORD}\n`,
  });
  expect(ran.status, ran.stderr).toBe(0);
  return ran.stdout;
}
const move = (name: string): string => run('move-vault', '--to', path.join(world.folder, name));
const offered = (): string => run('completion', '--complete', '--shell', 'fish', '--', 'keys', 'show', '');

it('go along, also where it moved twice before it was opened, and nothing is left in the old place', () => {
  run('completion', '--names', 'on', '--password-stdin');
  move('second');
  move('third');
  run('keys', 'list', '--password-stdin');
  expect(offered()).toBe('Parcel labels\nParcel tracking\n');
  expect(existsSync(world.file)).toBe(false);
  expect(readdirSync(path.dirname(world.file))).toHaveLength(1);
  expect(run('audit', '--password-stdin')).not.toContain('no more');
});

it('are gone at once when they are forbidden in the new place, though nobody opened the vault there', () => {
  run('completion', '--names', 'on', '--password-stdin');
  move('second');
  expect(run('completion', '--names', 'off')).toContain('removed');
  expect(existsSync(world.file)).toBe(false);
  run('keys', 'list', '--password-stdin');
  expect(offered()).toBe('');
});
