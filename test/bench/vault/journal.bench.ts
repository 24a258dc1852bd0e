/**
 * What each of SQLite's journals costs a file like a vault's: opening it and reading all, and a commit of four rows. The modes
 * take turns, so that what else the machine does meets all of them alike; ratios are medians of the turns' ratios.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';

const ROWS = 10_000;
const TURNS = 60;
const COMMITS_A_TURN = 5;

/** The first one is what others are compared with. Each waits for the disk before it says that a commit is done. */
const MODES = [
  { name: 'write-ahead log', journal: 'WAL', synchronous: 'FULL' },
  { name: 'DELETE', journal: 'DELETE', synchronous: 'EXTRA' },
  { name: 'TRUNCATE', journal: 'TRUNCATE', synchronous: 'EXTRA' },
  { name: 'PERSIST', journal: 'PERSIST', synchronous: 'EXTRA' },
] as const;

type Mode = (typeof MODES)[number];

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)]!;
}

const row = (seed: number): Buffer => Buffer.alloc(400, seed % 251);

function open(file: string, { journal, synchronous }: Mode): InstanceType<typeof SqliteDatabase> {
  const database = new SqliteDatabase(file);
  database.pragma(`journal_mode = ${journal}`);
  database.pragma(`synchronous = ${synchronous}`);
  return database;
}

function fill(file: string, mode: Mode): void {
  const database = open(file, mode);
  database.exec('CREATE TABLE records (id INTEGER PRIMARY KEY, sealed BLOB NOT NULL) STRICT');
  const insert = database.prepare('INSERT INTO records (sealed) VALUES (?)');
  database.transaction(() => {
    for (let index = 0; index < ROWS; index += 1) insert.run(row(index));
  })();
  database.close();
}

/** @returns milliseconds for opening with a first read, and for a commit */
function turn(file: string, mode: Mode, seed: number): { readonly opening: number; readonly commit: number } {
  let startedAt = performance.now();
  const database = open(file, mode);
  database.prepare('SELECT count(*) FROM records').get();
  const opening = performance.now() - startedAt;
  const update = database.prepare('UPDATE records SET sealed = ? WHERE id = ?');
  const commits: number[] = [];
  for (let index = 0; index < COMMITS_A_TURN; index += 1) {
    startedAt = performance.now();
    database.transaction(() => {
      for (const part of [0, 1, 2, 3]) update.run(row(seed + index), 1 + ((seed * 37 + part * 2_500) % ROWS));
    })();
    commits.push(performance.now() - startedAt);
  }
  database.close();
  return { opening, commit: median(commits) };
}

// On a disk: in memory nothing waits.
const folder = mkdtempSync(path.join(tmpdir(), 'augno-vault-bench-'));
try {
  const files = MODES.map(({ journal }) => path.join(folder, `${journal}.db`));
  for (const [index, mode] of MODES.entries()) fill(files[index]!, mode);
  const turns = Array.from({ length: TURNS }, (_, seed) =>
    MODES.map((mode, index) => turn(files[index]!, mode, seed)),
  );
  console.log('| journal | commit | × the log | opening | × the log |');
  console.log('| --- | --: | --: | --: | --: |');
  for (const [index, { name, synchronous }] of MODES.entries()) {
    const cells = (['commit', 'opening'] as const).flatMap((what) => {
      const ratio = median(turns.map((modes) => modes[index]![what] / modes[0]![what]));
      return [`${median(turns.map((modes) => modes[index]![what])).toFixed(2)} ms`, ratio.toFixed(2)];
    });
    console.log(`| ${[`${name}, \`synchronous=${synchronous}\``, ...cells].join(' | ')} |`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
