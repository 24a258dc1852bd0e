import { expect, it } from 'vitest';
import { modeNamedByPath, modeNamedIn } from '../../../shared/mode-words.ts';

it.each([
  ['.env.production', 'prod'],
  ['STAGING_API_KEY', 'test'],
  ['testConfig.json', 'test'],
  ['shop-staging/2.1', 'test'],
  ['augno.prod.yml', 'prod'],
  ['E2E_API_KEY', 'test'],
  ['prod2.env', 'prod'],
  ['test2Config', 'test'],
  ['latest.env', null],
  ['contest.txt', null],
  ['reproduction.md', null],
  ['test-and-prod.env', null],
  ['.env', null],
] as const)('reads %s as %s', (name, mode) => {
  expect(modeNamedIn(name)).toBe(mode);
});

it.each([
  ['shop/.env.production', 'prod'],
  ['config/staging/app.yml', 'test'],
  ['deploy/production/keys.env', 'prod'],
  // The file's own name says more than its folder's.
  ['test/prod.env', 'prod'],
  // Where people keep all their code.
  ['dev/app.yml', null],
  ['production/shop/app.yml', null],
] as const)('reads the path %s as %s', (path, mode) => {
  expect(modeNamedByPath(path)).toBe(mode);
});
