/** What a service can do is asked of its abilities: the page knows none by its name. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { PROVIDERS } from '../../../electron/providers/index.ts';

const root = path.resolve(import.meta.dirname, '../../..');

it('nothing in the page is decided by the name of a service', () => {
  const ids = PROVIDERS.map(({ description }) => description.id);
  expect(ids.length).toBeGreaterThan(2);
  const decides = new RegExp(`(?:[!=]==|case|includes\\() ?'(?:${ids.join('|')})'`);
  const names = execFileSync('git', ['ls-files', '-z', 'renderer'], { cwd: root, encoding: 'utf8' }).split(
    '\0',
  );
  const found = names
    .filter((name) => /\.tsx?$/.test(name))
    .filter((name) => decides.test(readFileSync(path.join(root, name), 'utf8')));
  expect(found).toEqual([]);
});
