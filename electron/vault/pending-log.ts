/**
 * Entries that the log of a vault could not take, because its disk was full or read-only: kept in memory and, sealed, in the
 * profile's folder (else in the vault's own), until the vault can be written. Each carries its number, so that entering them
 * twice changes nothing and one that is missing shows as a gap.
 */
import { renameSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { contentsSchema, openAudit, type AuditContents } from './audit-chain.ts';
import type { Engine } from './engine.ts';
import {
  findAside,
  openAside,
  removeAsideIfPossible,
  sealAside,
  writeAside,
  type AsideKind,
} from './sealed-aside.ts';
import { say, type Said } from '../../shared/messages/say.ts';

const PENDING: AsideKind = {
  magic: 'augno-vault-pending-log',
  subkey: 'pending-log',
  label: 'log',
  name: /^pending-log-[0-9a-f]{16}\.sealed$/,
  first: 'profile',
};

const payloadSchema = z.array(contentsSchema);
/** Of a log's id, in bytes. */
const ID_LENGTH = 8;
/** A vault on a disk that is never writable must not fill another one. */
const MOST_FILES = 1000;

/** What stands at the end of an entry's detail: which of which log it is. */
const tagOf = (log: string, number: number): string => `(${log}/${String(number)})`;
const TAG = /\(([0-9a-f]{16})\/(\d+|gap)\)$/;
const LATER = 'Entered later, as the vault could not be written then';
export const isEnteredLater = (detail: string | null): boolean => detail !== null && TAG.test(detail);

/** Log → how many entries it has. */
export type PendingCounts = ReadonlyMap<string, number>;

export class PendingLog {
  readonly #engine: Engine;
  #id: string;
  readonly #entries: AuditContents[] = [];
  #isKept = true;
  #hasFile = false;
  /** Of other processes, and of before; as far as they are known. */
  #others: Map<string, number> = new Map();

  constructor(engine: Engine) {
    this.#engine = engine;
    this.#id = this.#newId();
  }

  #newId(): string {
    return this.#engine.dependencies.random(ID_LENGTH).toString('hex');
  }

  get count(): number {
    return this.#entries.length + [...this.#others.values()].reduce((sum, count) => sum + count, 0);
  }

  /** All entries lie in a file. */
  get isKept(): boolean {
    return this.#isKept;
  }

  /** For the anchor: what must be there when the vault can be written again. */
  get counts(): PendingCounts {
    const own = this.#hasFile || !this.#isKept ? [[this.#id, this.#entries.length] as const] : [];
    return new Map([...this.#others, ...own]);
  }

  /** @param expected what the anchor knows of */
  look(expected: PendingCounts): void {
    for (const [log, count] of expected) this.#others.set(log, count);
    for (const { log, entries } of this.#readFiles().opened) {
      if (log !== this.#id) this.#others.set(log, Math.max(entries.length, this.#others.get(log) ?? 0));
    }
  }

  /** @param lent a secret goes out with it: it is written down before this returns, if anything can be written */
  add(contents: AuditContents, lent: boolean): void {
    this.#entries.push(contents);
    // That a vault on a read-only disk was opened is not worth a file each time.
    if (lent || this.#hasFile) this.#write();
  }

  #write(): void {
    const payload = Buffer.from(JSON.stringify(this.#entries));
    try {
      if (!this.#hasFile && findAside(this.#engine, PENDING).length >= MOST_FILES)
        throw new Error('Too many.');
      const sealed = sealAside(this.#engine, PENDING, this.#id, payload);
      writeAside(this.#engine, PENDING, `pending-log-${this.#id}.sealed`, sealed, true);
      this.#hasFile = true;
      this.#isKept = true;
    } catch {
      this.#isKept = false;
    } finally {
      payload.fill(0);
    }
  }

  /** Enters everything that is pending, its gaps too, and removes the files. */
  foldIn(): void {
    const { opened, unreadable } = this.#readFiles();
    const logs = new Map<string, readonly AuditContents[]>([[this.#id, this.#entries]]);
    for (const { log, entries } of opened) {
      if (entries.length > (logs.get(log)?.length ?? 0)) logs.set(log, entries);
    }
    const expected = this.#others;
    const hasWork =
      unreadable.length > 0 || expected.size > 0 || [...logs.values()].some((all) => all.length > 0);
    if (hasWork) this.#enter(logs, expected, unreadable);
    for (const { file } of opened) removeAsideIfPossible(file);
    for (const file of unreadable) putAside(file);
    this.#entries.length = 0;
    // What comes next is numbered from one again.
    this.#id = this.#newId();
    this.#others = new Map();
    this.#isKept = true;
    this.#hasFile = false;
  }

  #enter(
    logs: ReadonlyMap<string, readonly AuditContents[]>,
    expected: PendingCounts,
    unreadable: readonly string[],
  ): void {
    const engine = this.#engine;
    const { actor, clock } = engine.dependencies;
    engine.write(actor, (transaction) => {
      const known = knownTags(engine);
      for (const [log, entries] of logs) {
        entries.forEach((contents, index) => {
          const tag = tagOf(log, index + 1);
          if (known.has(tag)) return;
          const before = contents.detail === null ? '' : `${contents.detail} · `;
          transaction.auditEntries.push({
            ...contents,
            detail: `${before}${LATER} ${tag}`,
            ...(contents.said === undefined && contents.detail !== null
              ? {}
              : { said: [...(contents.said ?? []), say('vault.entered-later', { tag })] }),
          });
        });
      }
      const gap = (log: string, saidOf: (tag: string) => Said): void => {
        const tag = `(${log}/gap)`;
        if (known.has(tag)) return;
        known.add(tag);
        transaction.audit({ action: 'note', detail: saidOf(tag) });
      };
      for (const [log, count] of expected) {
        const present = logs.get(log)?.length ?? 0;
        const entered = [...Array(count).keys()].filter((index) => known.has(tagOf(log, index + 1))).length;
        const missing = count - Math.max(present, entered);
        if (missing > 0) gap(log, (tag) => say('vault.gap-lost', { missing, tag }));
      }
      for (const file of unreadable) {
        const log = path.basename(file).slice('pending-log-'.length, -'.sealed'.length);
        gap(log, (tag) => say('vault.gap-unreadable', { until: clock().toISOString(), tag }));
      }
    });
  }

  #readFiles(): {
    readonly opened: readonly { file: string; log: string; entries: readonly AuditContents[] }[];
    readonly unreadable: readonly string[];
  } {
    const opened: { file: string; log: string; entries: readonly AuditContents[] }[] = [];
    const unreadable: string[] = [];
    for (const file of findAside(this.#engine, PENDING)) {
      const found = openAside(this.#engine, PENDING, file);
      if (found.state === 'foreign') continue;
      const entries = found.state === 'opened' ? parse(found.payload) : null;
      if (found.state === 'opened' && entries !== null) opened.push({ file, log: found.label, entries });
      else unreadable.push(file);
    }
    return { opened, unreadable };
  }
}

function parse(payload: Buffer): readonly AuditContents[] | null {
  try {
    return payloadSchema.parse(JSON.parse(payload.toString('utf8')));
  } catch {
    return null;
  } finally {
    payload.fill(0);
  }
}

/** What was entered later, ever: another process may have been quicker, or a file could not be removed. */
function knownTags(engine: Engine): Set<string> {
  const known = new Set<string>();
  for (const row of engine.tables.auditAll()) {
    const tag = TAG.exec(openAudit(engine.keys, engine.vaultId, row).detail ?? '');
    if (tag !== null) known.add(tag[0]);
  }
  return known;
}

/** Named in the log once, and kept: it may belong to a copy of before the vault key was rotated. */
function putAside(file: string): void {
  try {
    renameSync(file, `${file}.unreadable`);
  } catch {
    // It is named in the log by its number.
  }
}
