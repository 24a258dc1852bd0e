/** The workbench shows every component of renderer/ui; which of its states, the compiler asks for. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const renderer = path.resolve(import.meta.dirname, '..', '..', '..', 'renderer');
const filesIn = (folder: string): readonly string[] =>
  readdirSync(path.join(renderer, folder))
    .filter((file) => file.endsWith('.tsx'))
    .map((file) => readFileSync(path.join(renderer, folder, file), 'utf8'));
const workbench = filesIn('workbench').join('\n');

/** Components, and what shows something when it is called. */
const components = filesIn('ui').flatMap((text) =>
  [...text.matchAll(/^export function ([A-Z]\w*)/gm)].map(([, name]) => name!),
);

it('every component of renderer/ui is on it', () => {
  expect(components.length).toBeGreaterThan(30);
  const missing = components.filter((name) => !new RegExp(`<${name}[\\s>/]`).test(workbench));
  expect(missing).toEqual([]);
});
