/**
 * The figures of long runs, from their ledgers: `node test/faults/figures.mjs [--write] LEDGER…` prints them, and with
 * `--write` puts them into docs/reliability.md. Where a step was tried by more than one build, the newest one that tried it
 * counts; `of` is how many places that build's step has, so that what was not tried shows.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const DOCUMENT = fileURLToPath(new URL('../../docs/reliability.md', import.meta.url));
const [BEGIN, END] = ['<!-- figures: by test/faults/figures.mjs -->', '<!-- end of figures -->'];

/**
 * @typedef {{
 *   build: string, commit?: string, at?: string, step: string, kind: string, place: string, fired: boolean,
 *   problems: readonly string[], said?: string,
 * }} Line
 */

const groupOf = (/** @type {string} */ kind) => (kind.startsWith('exchanged: ') ? 'files exchanged' : kind);

/** How many places the step has there; null where no run got so far as to know it. */
function placesOf(
  /** @type {readonly Line[]} */ lines,
  /** @type {string} */ step,
  /** @type {string} */ group,
) {
  const known = new Map(
    lines
      .filter((one) => one.kind === 'places' && one.step === step && groupOf(one.place) === group)
      .map((one) => [one.place, Number(one.said)]),
  );
  return known.size === 0 ? null : [...known.values()].reduce((total, count) => total + count, 0);
}

/** @param {readonly Line[]} lines @returns a row for each step and kind of fault */
function figuresOf(lines) {
  /** @type {Map<string, Line[]>} */
  const groups = new Map();
  for (const line of lines) {
    if (line.kind === 'places' || line.kind === 'no fault') continue;
    const key = JSON.stringify([line.step, groupOf(line.kind)]);
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  return [...groups].map(([key, all]) => {
    const [step, kind] = JSON.parse(key);
    const last = all.toSorted((left, right) => (left.at ?? '').localeCompare(right.at ?? '')).at(-1);
    const ofBuild = lines.filter(({ build }) => build === last?.build);
    const tried = [
      ...new Map(
        all.filter(({ build }) => build === last?.build).map((one) => [one.kind + one.place, one]),
      ).values(),
    ];
    const wrong = tried.filter(({ problems }) => problems.length > 0);
    // What is said wrongly is not lost: a loss is a secret, a record or an acknowledgement that is not there.
    const lost = wrong.filter(({ problems }) =>
      problems.some((one) =>
        /is gone|Acknowledged|nowhere|does not open|neither its secret|Neither the old/.test(one),
      ),
    );
    return {
      step,
      kind,
      tried: tried.length,
      of: placesOf(ofBuild, step, kind),
      lost: lost.length,
      untrue: wrong.length - lost.length,
      notFired: tried.filter(({ fired }) => !fired).length,
      commit: last?.commit ?? '',
    };
  });
}

/** @param {ReturnType<typeof figuresOf>} rows */
function tableOf(rows) {
  const sum = (/** @type {'tried' | 'of' | 'lost' | 'untrue' | 'notFired'} */ field) =>
    rows.reduce((total, row) => total + (row[field] ?? 0), 0);
  return [
    '| step | what was done | tried | of | lost | untrue | not fired | commit |',
    '| --- | --- | --: | --: | --: | --: | --: | --- |',
    ...rows.map((row) => `| ${Object.values({ ...row, of: row.of ?? '?' }).join(' | ')} |`),
    `| all | | ${sum('tried')} | ${sum('of')} | ${sum('lost')} | ${sum('untrue')} | ${sum('notFired')} | |`,
  ].join('\n');
}

function readLedgers(/** @type {readonly string[]} */ files) {
  return files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.endsWith('}'))
      .map((line) => /** @type {Line} */ (JSON.parse(line))),
  );
}

function write(/** @type {string} */ table) {
  const text = readFileSync(DOCUMENT, 'utf8');
  const [before, rest] = text.split(BEGIN);
  const after = rest?.split(END)[1];
  if (after === undefined) throw new Error(`${DOCUMENT} has no place for figures.`);
  writeFileSync(DOCUMENT, `${before}${BEGIN}\n\n${table}\n\n${END}${after}`);
}

const lines = readLedgers(process.argv.slice(2).filter((one) => one !== '--write'));
if (lines.length === 0) throw new Error('Name the ledgers.');
const table = tableOf(figuresOf(lines));
if (process.argv.includes('--write')) write(table);
process.stdout.write(`${table}\n`);
