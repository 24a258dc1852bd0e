/** Each promise of the threat model names the test that holds it, and that test is there. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
const text = readFileSync(path.join(root, 'docs/security/threat-model.md'), 'utf8');
const promised = text.slice(0, text.indexOf('## Not promised'));

it('names tests that are there', () => {
  const named = [...promised.matchAll(/`(test\/[^`]+)`/g)].map(([, file]) => file!);
  expect(named.length).toBeGreaterThan(30);
  expect(named.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
});

it('names a test for each thing that somebody cannot do', () => {
  const promises = promised.split(/^- /m).filter((entry) => entry.startsWith('**Cannot**'));
  expect(promises.length).toBeGreaterThan(20);
  expect(promises.filter((entry) => !/\.(?:test|spec)\.ts/.test(entry))).toEqual([]);
});
