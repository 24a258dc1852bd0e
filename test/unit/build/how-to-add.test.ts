/** What CONTRIBUTING.md names is there: who follows it must not look for a file that was moved. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
const files = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0');

const MADE_BY_A_RUN = 'test/runs.jsonl';

/** `{en,de}` written out; what stands in capitals (`ROOM.ts`) is for any name. */
function patternsOf(written: string): readonly RegExp[] {
  const braces = /\{([^}]+)\}/.exec(written);
  if (braces !== null)
    return braces[1]!.split(',').flatMap((one) => patternsOf(written.replace(braces[0], one)));
  const pattern = written.replaceAll('.', '\\.').replaceAll(/\b[A-Z]{3,}\b/g, '[\\w-]+');
  return [new RegExp(`^${pattern}${written.endsWith('/') ? '' : '(?:$|/)'}`)];
}

/** Paths of a paragraph or list entry that lead nowhere. A bare file name stands in a folder named before it. */
function missingIn(text: string): readonly string[] {
  const folders: string[] = [];
  return [...text.matchAll(/`([^`\s]+)`/g)].flatMap(([, written]) => {
    const name = written!;
    if (name === MADE_BY_A_RUN) return [];
    const isPath = /^(?:electron|renderer|shared|build|test|docs)\//.test(name);
    if (!isPath && !/^[a-z-]+\.(?:tsx?|mjs|cjs|json)$/.test(name)) return [];
    if (isPath) folders.push(name.replace(/[^/]*$/, ''));
    const tried = isPath ? [name] : ['', ...folders].map((folder) => `${folder}${name}`);
    const isThere = tried.some((one) =>
      patternsOf(one).every((pattern) => files.some((file) => pattern.test(file))),
    );
    return isThere ? [] : [name];
  });
}

it('every path of CONTRIBUTING.md is there', () => {
  const text = readFileSync(path.join(root, 'CONTRIBUTING.md'), 'utf8');
  const parts = text.split(/\n(?=- |\n|\|)/);
  const named = parts.flatMap((part) => [...part.matchAll(/`[^`\s]+\/[^`\s]*`/g)]);
  expect(named.length).toBeGreaterThan(40);
  expect(parts.flatMap((part) => missingIn(part))).toEqual([]);
});

it('a path that leads nowhere is seen', () => {
  expect(
    missingIn('in `renderer/features/keys/gone.tsx` and `key-list.ts`, `shared/messages/{en,xx}/ROOM.ts`'),
  ).toEqual(['renderer/features/keys/gone.tsx', 'shared/messages/{en,xx}/ROOM.ts']);
});
