/**
 * The figures of long runs, from their ledgers: `node test/faults/figures.mjs [--write] LEDGER…` prints them, and with
 * `--write` puts them into docs/reliability.md. Where a step was tried by more than one build, the newest one that tried it
 * counts; `of` is how many places that build's step has, so that what was not tried shows. What stands in the document and not
 * in the ledgers, which lie on one computer only, stays there: until the same was tried whole again, or, where it was not
 * whole itself, as often.
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

/** As `support/ledger.ts` says it of a process that does not live at a place. */
const NOBODY_THERE = 'No such process was there.';

/** @typedef {ReturnType<typeof figuresOf>[number]} Row */

const STEPS = ['create', 'rotate', 'revoke', 'edit', 'import', 'backup', 'restore', 'merge'];
const IN_ORDER = {
  step: [...STEPS, 'rotate-vault-key', 'change-password', 'migrate', 'scan'],
  kind: ['EIO', 'ENOSPC', 'EROFS', 'SIGKILL', 'lasting ENOSPC', 'power', 'files exchanged'],
};

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
    const known = [
      ...new Map(
        all.filter(({ build }) => build === last?.build).map((one) => [one.kind + one.place, one]),
      ).values(),
    ];
    const tried = known.filter(({ said }) => said !== NOBODY_THERE);
    const places = placesOf(ofBuild, step, kind);
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
      of: places === null ? null : places - (known.length - tried.length),
      lost: lost.length,
      untrue: wrong.length - lost.length,
      notFired: tried.filter(({ fired }) => !fired).length,
      commit: last?.commit ?? '',
    };
  });
}

/** @param {readonly Row[]} rows */
function tableOf(rows) {
  const sum = (/** @type {'tried' | 'lost' | 'untrue' | 'notFired'} */ field) =>
    rows.reduce((total, row) => total + row[field], 0);
  return [
    '| step | what was done | tried | of | lost | untrue | not fired | commit |',
    '| --- | --- | --: | --: | --: | --: | --: | --- |',
    ...rows.map((row) => `| ${Object.values({ ...row, of: row.of ?? '?' }).join(' | ')} |`),
    `| all | | ${sum('tried')} | | ${sum('lost')} | ${sum('untrue')} | ${sum('notFired')} | |`,
  ].join('\n');
}

/** @param {Row} row */
const isWhole = ({ tried, of }) => of !== null && tried >= of;

/** @param {Row} row @param {Row} old of the same step and kind */
const takesThePlaceOf = (row, old) =>
  isWhole(row) || row.commit === old.commit || (!isWhole(old) && row.tried >= old.tried);

/** @param {readonly Row[]} before @param {readonly Row[]} now */
function together(before, now) {
  const kept = before.filter(
    (old) => !now.some((row) => row.step === old.step && row.kind === old.kind && takesThePlaceOf(row, old)),
  );
  /** @param {'step' | 'kind'} field @param {Row} row */
  const at = (field, row) => (IN_ORDER[field].indexOf(row[field]) + 100) % 100;
  return [...kept, ...now].toSorted(
    (left, right) =>
      at('kind', left) - at('kind', right) ||
      left.kind.localeCompare(right.kind) ||
      at('step', left) - at('step', right),
  );
}

/** @returns {readonly Row[]} */
function rowsOf(/** @type {string} */ text) {
  return text.split('\n').flatMap((line) => {
    const cells = line.split('|').map((cell) => cell.trim());
    if (cells.length !== 10 || !/^\d+$/.test(cells[3] ?? '') || cells[1] === 'all') return [];
    const [tried = 0, of = 0, lost = 0, untrue = 0, notFired = 0] = cells.slice(3, 8).map(Number);
    const known = Number.isNaN(of) ? null : of;
    return [
      {
        step: cells[1] ?? '',
        kind: cells[2] ?? '',
        tried,
        of: known,
        lost,
        untrue,
        notFired,
        commit: cells[8] ?? '',
      },
    ];
  });
}

function readLedgers(/** @type {readonly string[]} */ files) {
  return files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.endsWith('}'))
      .map((line) => /** @type {Line} */ (JSON.parse(line))),
  );
}

/** @param {readonly Row[]} rows */
function write(rows) {
  const text = readFileSync(DOCUMENT, 'utf8');
  const [before, rest] = text.split(BEGIN);
  const [old = '', after] = rest?.split(END) ?? [];
  if (after === undefined) throw new Error(`${DOCUMENT} has no place for figures.`);
  const table = tableOf(together(rowsOf(old), rows));
  writeFileSync(DOCUMENT, `${before}${BEGIN}\n\n${table}\n\n${END}${after}`);
}

const lines = readLedgers(process.argv.slice(2).filter((one) => one !== '--write'));
if (lines.length === 0) throw new Error('Name the ledgers.');
const rows = figuresOf(lines);
if (process.argv.includes('--write')) write(rows);
process.stdout.write(`${tableOf(rows)}\n`);
