/** Reports of a leak as files: what others wrote stays text, whatever it looks like. */
import { expect, it } from 'vitest';
import { reportMarkdown, reportPage } from '../../../electron/keys/runbook/report-file.ts';
import { say } from '../../../shared/messages/say.ts';
import { inEnglish } from '../../../shared/messages/words.ts';
import { generateKey } from '../../../shared/key-format.ts';

const words = { language: 'en', words: inEnglish } as const;
const HOSTILE =
  '![x](https://evil.example/p.png) <img src=x> <https://evil.example> www.evil.example `a` **b** | c & d';

it('makes nothing of markup, links or pictures in names, and prints no key', () => {
  const key = generateKey('prod');
  const lines = [say('leak-report.about-places'), say('leak-report.place', { place: `${HOSTILE} ${key}` })];
  const markdown = reportMarkdown(HOSTILE, lines, `${HOSTILE}\n# Not a heading ${key}`, words);
  expect(markdown).not.toContain(key.slice(12, 60));
  // But for what makes it a quotation.
  expect(markdown.replaceAll(/^> /gm, '')).not.toMatch(/(?<!\\)[<>`*[\]|!&]/u);
  expect(markdown).not.toMatch(/https:\/\/|www\.e/u);
  expect(markdown.split('\n').filter((line) => line.startsWith('#'))).toHaveLength(2);
  const page = reportPage(HOSTILE, lines, HOSTILE, words);
  expect(page).not.toContain('<img');
  expect(page).not.toContain(key.slice(12, 60));
  expect(page).toContain("default-src 'none'");
});
