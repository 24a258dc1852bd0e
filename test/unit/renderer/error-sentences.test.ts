/** The German of what main and the services say: known sentences are still said by them, and specifics survive. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ENGLISH_SENTENCES, translateSentences } from '../../../renderer/lib/messages/de/error-sentences.ts';
import { en } from '../../../renderer/lib/messages/en.ts';
import { ERROR_CODES } from '../../../shared/errors.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const sources = execFileSync('git', ['ls-files', '-z', 'electron/*.ts', 'shared/*.ts'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\0')
  .filter((name) => name !== '')
  .map((name) => readFileSync(path.join(root, name), 'utf8').replaceAll("\\'", "'"))
  .join('\n');

describe('sentences in German', () => {
  it('are translated only where somebody still says them', () => {
    // What stands between braces varies; the words around it have to be in the sources.
    const unknown = ENGLISH_SENTENCES.filter((sentence) =>
      sentence.split(/\{\w+\}/).some((words) => words.trim().length > 3 && !sources.includes(words.trim())),
    );
    expect(unknown).toEqual([]);
  });

  it('keep what is specific: paths, names, figures', () => {
    expect(translateSentences('/srv/a b. c/.env is read-only.')).toBe(
      '/srv/a b. c/.env ist schreibgeschützt.',
    );
  });

  it('are left to the error’s code where one of them is not known', () => {
    expect(translateSentences('Nothing was changed. The moon is full.')).toBeNull();
  });
});

/** Where sentences arise that stand in the window. Left out: what only the command, or another machine's admin, reads. */
const SPOKEN_IN =
  /^electron\/(?:files|http|keys|platform|processes|providers|sharing|wire)\/(?!resolve-key|generated|augno\/generated)/;

/** What stands after `message:` or `hint:` in a source, sentence by sentence; what varies is an X. */
function sentencesOf(source: string): readonly string[] {
  return [...source.matchAll(/\b(?:message|hint):\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/g)]
    .map((match) => (match[2] ?? '').replaceAll("\\'", "'").replaceAll(/\$\{[^{}]*\}/g, 'X'))
    .filter((text) => text.includes(' ') && !text.includes('${'))
    .flatMap((text) => text.split(/(?<=[.?])\s+(?=[A-Z“])/))
    .map((sentence) => sentence.replace(/^X (?=[A-Z])/, '').replace(/(?<=[.])X$/, ''))
    .filter((sentence) => /[a-z]/.test(sentence));
}

it('everything that a service says in the window is said in German too', () => {
  const spoken = execFileSync('git', ['ls-files', '-z', 'electron/*.ts'], { cwd: root, encoding: 'utf8' })
    .split('\0')
    .filter((name) => SPOKEN_IN.test(name));
  const missing = spoken.flatMap((name) =>
    sentencesOf(readFileSync(path.join(root, name), 'utf8')).filter(
      (sentence) => translateSentences(sentence) === null,
    ),
  );
  expect(missing).toEqual([]);
});

it('every code has its own words', () => {
  for (const code of ERROR_CODES) {
    expect(en).toHaveProperty([`error.${code}.message`]);
    expect(en).toHaveProperty([`error.${code}.hint`]);
  }
});
