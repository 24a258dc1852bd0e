/** The gallery in the README and the pictures in docs/screenshots are the same ones, each in both themes. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
const folder = path.join(root, 'docs/screenshots');
const pictures = readdirSync(folder).toSorted();
const linked = [...readFileSync(path.join(root, 'README.md'), 'utf8').matchAll(/docs\/screenshots\/([^)]+)/g)]
  .map(([, name = '']) => name)
  .filter((name, index, all) => all.indexOf(name) === index)
  .toSorted();

it('each picture is linked, and each link leads to a picture', () => {
  expect(pictures.length).toBeGreaterThan(50);
  expect(linked).toEqual(pictures);
});

it('each picture is there in both themes, and they are not the same', () => {
  const names = pictures.filter((name) => name.endsWith('-light.png'));
  expect(pictures).toEqual(
    names.flatMap((name) => [name.replace(/-light\.png$/, '-dark.png'), name]).toSorted(),
  );
  for (const name of names) {
    const light = readFileSync(path.join(folder, name));
    const dark = readFileSync(path.join(folder, name.replace(/-light\.png$/, '-dark.png')));
    expect(light.equals(dark), name).toBe(false);
  }
});

it('all of them together stay small', () => {
  const bytes = pictures.reduce((sum, name) => sum + statSync(path.join(folder, name)).size, 0);
  expect(bytes).toBeLessThan(7_000_000);
});
