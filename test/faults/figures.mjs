/**
 * Writes the figures of long runs into docs/reliability.md, from their ledgers: `node test/faults/figures.mjs LEDGER…`. Where
 * a step was tried by more than one build, the newest one that tried it counts; what the step has and was not tried is said.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const DOCUMENT = fileURLToPath(new URL('../../docs/reliability.md', import.meta.url));
const [BEGIN, END] = ['<!-- figures: by test/faults/figures.mjs -->', '<!-- end of figures -->'];

/** @typedef {{ build: string, at?: string, step: string, kind: string, place: string, fired: boolean, problems: readonly string[] }} Line */

/** @type {Line[]} */
const lines = process.argv.slice(2).flatMap((file) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.endsWith('}'))
    .map((line) => JSON.parse(line)),
);
if (lines.length === 0) throw new Error('Name the ledgers.');

/** @type {Map<string, Line[]>} */
const groups = new Map();
for (const line of lines) {
  if (line.kind === 'places' || line.kind === 'no fault') continue;
  const kind = line.kind.startsWith('exchanged: ') ? 'files exchanged' : line.kind;
  const key = JSON.stringify([line.step, kind]);
  groups.set(key, [...(groups.get(key) ?? []), line]);
}
const rows = [...groups].map(([key, all]) => {
  const [step, kind] = JSON.parse(key);
  const build = all.toSorted((left, right) => (left.at ?? '').localeCompare(right.at ?? '')).at(-1).build;
  const tried = [
    ...new Map(all.filter((one) => one.build === build).map((one) => [one.kind + one.place, one])).values(),
  ];
  const wrong = tried.filter(({ problems }) => problems.length > 0);
  // What is said wrongly is not lost: a loss is a secret, a record or an acknowledgement that is not there.
  const lost = wrong.filter(({ problems }) =>
    problems.some((one) => /is gone|Acknowledged|nowhere|does not open|neither its secret/.test(one)),
  );
  return {
    step,
    kind,
    tried: tried.length,
    lost: lost.length,
    untrue: wrong.length - lost.length,
    notFired: tried.filter(({ fired }) => !fired).length,
    at: tried
      .map(({ at }) => at ?? '')
      .sort()
      .at(-1)
      .slice(0, 16)
      .replace('T', ' '),
  };
});
const sum = (/** @type {'tried' | 'lost' | 'untrue' | 'notFired'} */ field) =>
  rows.reduce((total, row) => total + row[field], 0);
const table = [
  '| step | what was done | tried | lost | untrue | not fired | last, UTC |',
  '| --- | --- | --: | --: | --: | --: | --- |',
  ...rows.map((row) => `| ${Object.values(row).join(' | ')} |`),
  `| all | | ${sum('tried')} | ${sum('lost')} | ${sum('untrue')} | ${sum('notFired')} | |`,
].join('\n');

const text = readFileSync(DOCUMENT, 'utf8');
const [before, rest] = text.split(BEGIN);
const after = rest?.split(END)[1];
if (after === undefined) throw new Error(`${DOCUMENT} has no place for figures.`);
writeFileSync(DOCUMENT, `${before}${BEGIN}\n\n${table}\n\n${END}${after}`);
process.stdout.write(`${table}\n`);
