/**
 * Reads reftables, the binary files in which newer versions of git keep refs and reflogs: a stack of tables, of which the
 * later ones win. Only what a scan needs is read, from the first record to the last; indexes are passed over.
 */
import { lstatSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { crc32, inflateSync } from 'node:zlib';
import { DamagedFile } from './pack-index.ts';
import { readSmallFile } from './repository.ts';
import { say, type Said } from '../../../shared/messages/say.ts';

type TableDamage =
  | 'cut-off'
  | 'no-name'
  | 'no-plain-file'
  | 'of-an-unknown-version'
  | 'too-large'
  | 'with-a-cut-block'
  | 'with-a-cut-name'
  | 'with-a-cut-record'
  | 'with-a-damaged-reflog'
  | 'with-a-wrong-checksum'
  | 'with-an-impossible-number'
  | 'with-an-unknown-record'
  | 'with-too-large-reflogs';

class DamagedTable extends DamagedFile {
  readonly damage: TableDamage;

  constructor(damage: TableDamage) {
    super(damage);
    this.damage = damage;
  }
}

export interface RefTable {
  /** Name → id, `ref: NAME` for a symbolic one, or null for one that was deleted. */
  readonly refs: ReadonlyMap<string, string | null>;
  /** Name and number of the change → entry, or null for one that was deleted. */
  readonly logs: ReadonlyMap<string, LogEntry | null>;
}

export interface LogEntry {
  readonly name: string;
  readonly oldId: string;
  readonly newId: string;
  readonly message: string;
}

export interface RefStack {
  /** Names that do not begin with `refs/`, such as HEAD, are among them. */
  readonly refs: ReadonlyMap<string, string>;
  readonly logs: readonly LogEntry[];
  /** Tables that could not be read, each with the reason. */
  readonly problems: readonly { readonly name: string; readonly reason: Said }[];
}

const LARGEST_TABLE = 256 * 1024 * 1024;
const MOST_TABLES = 10_000;
const MOST_ATTEMPTS = 5;
/** Of inflated reflogs, in one table. */
const MOST_LOG_BYTES = 256 * 1024 * 1024;
const POSITIONS = 40;
const TYPE = { ref: 0x72, log: 0x67 } as const;

/** The stack in a folder `reftable`. Never throws. */
export function readRefStack(folder: string): RefStack {
  // Git joins tables now and then, and takes the old ones away: then the list is another one.
  for (let attempt = 1; ; attempt += 1) {
    const list = readSmallFile(path.join(folder, 'tables.list'));
    const stack = readTables(folder, list);
    const same = readSmallFile(path.join(folder, 'tables.list')) === list;
    if (stack.problems.length === 0 || same || attempt === MOST_ATTEMPTS) return stack;
  }
}

function readTables(folder: string, list: string | null): RefStack {
  const refs = new Map<string, string>();
  const logs = new Map<string, LogEntry>();
  const problems: { name: string; reason: Said }[] = [];
  if (list === null) {
    return {
      refs,
      logs: [],
      problems: [{ name: 'tables.list', reason: say('scan.list-of-tables-missing') }],
    };
  }
  const names = list.split('\n').filter((name) => name !== '');
  if (names.length > MOST_TABLES) {
    problems.push({ name: 'tables.list', reason: say('scan.too-many-tables') });
  }
  for (const name of names.slice(0, MOST_TABLES)) {
    try {
      const table = readTableFile(folder, name);
      for (const [ref, value] of table.refs) {
        if (value === null) refs.delete(ref);
        else refs.set(ref, value);
      }
      for (const [key, entry] of table.logs) {
        if (entry === null) logs.delete(key);
        else logs.set(key, entry);
      }
    } catch (error) {
      const reason =
        error instanceof DamagedTable ? say(`scan.table-${error.damage}`) : say('scan.table-not-read');
      problems.push({ name: path.basename(name), reason });
    }
  }
  return { refs, logs: [...logs.values()], problems };
}

function readTableFile(folder: string, name: string): RefTable {
  // SECURITY: the list may name anything; only plain files of this very folder are opened.
  if (!/^[\w-][\w.-]*$/.test(name)) throw new DamagedTable('no-name');
  const file = path.join(folder, name);
  const stat = lstatSync(file);
  if (!stat.isFile()) throw new DamagedTable('no-plain-file');
  if (stat.size > LARGEST_TABLE) throw new DamagedTable('too-large');
  return parseRefTable(readFileSync(file));
}

/** @throws DamagedFile */
export function parseRefTable(bytes: Buffer): RefTable {
  const version = bytes.length > 5 && bytes.toString('latin1', 0, 4) === 'REFT' ? bytes[4]! : 0;
  if (version !== 1 && version !== 2) throw new DamagedTable('of-an-unknown-version');
  const header = version === 1 ? 24 : 28;
  const footer = bytes.length - header - POSITIONS - 4;
  if (footer < header) throw new DamagedTable('cut-off');
  if (crc32(bytes.subarray(footer, bytes.length - 4)) !== bytes.readUInt32BE(bytes.length - 4)) {
    throw new DamagedTable('with-a-wrong-checksum');
  }
  const idLength = version === 2 && bytes.toString('latin1', 24, 28) === 's256' ? 32 : 20;
  const table = { bytes, header, footer, idLength, blockSize: bytes.readUIntBE(5, 3) };
  const logStart = Number(bytes.readBigUInt64BE(footer + header + 24));
  const refs = new Map<string, string | null>();
  const logs = new Map<string, LogEntry | null>();
  eachRefBlock(table, (records) => {
    readRefs(records, idLength, refs);
  });
  // A table without refs begins with its logs.
  const isLogOnly = bytes[header] === TYPE.log;
  if (isLogOnly || logStart > 0) {
    eachLogBlock(table, isLogOnly ? 0 : logStart, (records) => {
      readLogs(records, idLength, logs);
    });
  }
  return { refs, logs };
}

interface Table {
  readonly bytes: Buffer;
  readonly header: number;
  readonly footer: number;
  readonly blockSize: number;
}

/** The records of a block, without the table of restarts behind them. `length` is that of the block. */
function recordsIn(block: Buffer, from: number, length: number): Buffer {
  if (length > block.length || length < from + 2) throw new DamagedTable('with-a-cut-block');
  const end = length - 2 - 3 * block.readUInt16BE(length - 2);
  if (end < from) throw new DamagedTable('with-a-cut-block');
  return block.subarray(from, end);
}

function eachRefBlock({ bytes, header, footer, blockSize }: Table, visit: (records: Buffer) => void): void {
  for (let at = 0; at < footer;) {
    // The first block holds the table's header, and counts it.
    const skip = at === 0 ? header : 0;
    if (bytes[at + skip] !== TYPE.ref) return;
    const length = bytes.readUIntBE(at + skip + 1, 3);
    if (at + length > footer) throw new DamagedTable('with-a-cut-block');
    visit(recordsIn(bytes.subarray(at, at + length), skip + 4, length));
    // Padded to the size of blocks with zeros, or followed by the next block at once.
    at += length < blockSize && bytes[at + length] === 0 ? blockSize : Math.max(length, 1);
  }
}

function eachLogBlock(
  { bytes, header, footer }: Table,
  start: number,
  visit: (records: Buffer) => void,
): void {
  let total = 0;
  for (let at = start; at < footer;) {
    const skip = at === 0 ? header : 0;
    if (bytes[at + skip] !== TYPE.log) return;
    const length = bytes.readUIntBE(at + skip + 1, 3);
    total += length;
    if (total > MOST_LOG_BYTES) throw new DamagedTable('with-too-large-reflogs');
    const size = length - skip - 4;
    const compressed = bytes.subarray(at + skip + 4, footer);
    const { content, taken } = inflateBlock(compressed, size);
    visit(recordsIn(content, 0, size));
    at += skip + 4 + taken;
  }
}

function inflateBlock(compressed: Buffer, size: number): { content: Buffer; taken: number } {
  if (size < 2) throw new DamagedTable('with-a-cut-block');
  try {
    const { buffer, engine } = inflateSync(compressed, { maxOutputLength: size, info: true }) as unknown as {
      buffer: Buffer;
      engine: { readonly bytesWritten: number };
    };
    if (buffer.length === size) return { content: buffer, taken: engine.bytesWritten };
  } catch {
    // Said below.
  }
  throw new DamagedTable('with-a-damaged-reflog');
}

/** Reads numbers and texts one after the other, and the names that share their beginning with the one before. */
class Cursor {
  readonly bytes: Buffer;
  at = 0;
  /** The last name read, byte for byte. */
  name = '';

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.at >= this.bytes.length;
  }

  number(): number {
    let byte = this.take(1)[0]!;
    let value = byte & 0x7f;
    while (byte & 0x80) {
      byte = this.take(1)[0]!;
      value = (value + 1) * 128 + (byte & 0x7f);
      if (value > Number.MAX_SAFE_INTEGER) throw new DamagedTable('with-an-impossible-number');
    }
    return value;
  }

  take(length: number): Buffer {
    if (this.at + length > this.bytes.length) throw new DamagedTable('with-a-cut-record');
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  text(): string {
    return this.take(this.number()).toString('utf8');
  }

  /** Sets `name`; returns the type of the record. */
  key(): number {
    const shared = this.number();
    const rest = this.number();
    if (shared > this.name.length) throw new DamagedTable('with-a-cut-name');
    this.name = this.name.slice(0, shared) + this.take(Math.floor(rest / 8)).toString('latin1');
    return rest % 8;
  }
}

function utf8Of(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString('utf8');
}

function readRefs(records: Buffer, idLength: number, refs: Map<string, string | null>): void {
  const cursor = new Cursor(records);
  while (!cursor.isAtEnd) {
    const type = cursor.key();
    const name = utf8Of(cursor.name);
    cursor.number();
    if (type === 0) refs.set(name, null);
    else if (type === 1 || type === 2) {
      refs.set(name, cursor.take(idLength).toString('hex'));
      if (type === 2) cursor.take(idLength);
    } else if (type === 3) refs.set(name, `ref: ${cursor.text()}`);
    else throw new DamagedTable('with-an-unknown-record');
  }
}

function readLogs(records: Buffer, idLength: number, logs: Map<string, LogEntry | null>): void {
  const cursor = new Cursor(records);
  while (!cursor.isAtEnd) {
    const type = cursor.key();
    // Behind the name: a zero, and eight bytes that tell the changes of one ref apart.
    const key = cursor.name;
    if (type === 0) {
      logs.set(key, null);
      continue;
    }
    if (type !== 1) throw new DamagedTable('with-an-unknown-record');
    const oldId = cursor.take(idLength).toString('hex');
    const newId = cursor.take(idLength).toString('hex');
    const [person, address] = [cursor.text(), cursor.text()];
    cursor.number();
    cursor.take(2);
    const message = `${person} <${address}> ${cursor.text()}`;
    logs.set(key, { name: utf8Of(key.slice(0, -9)), oldId, newId, message });
  }
}
