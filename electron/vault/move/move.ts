/**
 * A vault moves to another folder, with all that belongs to it: copied, read again, and switched by one rename. The folder of
 * before stays under another name until a person deletes it, and its old name answers where the vault is (decision 0310).
 *
 * At each moment one folder is the vault: before the rename the old one, afterwards the new one; `settle.ts` brings to an end
 * what was cut off. What the keychain holds goes by the vault's id, and stays true.
 */
import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, lstatSync, mkdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import type { Database } from 'better-sqlite3';
import { say } from '../../../shared/messages/say.ts';
import { replaceFile } from '../../files/replace-file.ts';
import { syncFolder } from '../../files/sync-folder.ts';
import { writeWholeFile } from '../../files/whole-file.ts';
import { isOpenElsewhere } from '../../platform/open-elsewhere.ts';
import { applicationDataFolder, usualVaultFolder } from '../../platform/paths.ts';
import { thisPlatform } from '../../platform/this-platform.ts';
import { damaged, inUseElsewhere, invalid, mapErrors, toVaultError } from '../errors.ts';
import { rememberVault } from '../known-vaults.ts';
import { syncFile } from '../storage/files.ts';
import { vaultPaths } from '../storage/layout.ts';
import { integrityProblems, leaveWriteAheadLog, openDatabase } from '../storage/sqlite.ts';
import { copyTree, firstDifference, listTree, profileTree, type Listed } from './copy-tree.ts';
import { assertMovable } from './movable.ts';
import {
  ARRIVED_NOTE,
  KEPT_NOTE,
  noteText,
  stagedFolderOf,
  stubBytes,
  stubFolderOf,
  type MoveNote,
} from './note.ts';
import { BESIDE_VAULT, finishMove, markIn, settleMoves, undoMove, type Reached } from './settle.ts';

export interface MoveOptions {
  readonly from: string;
  readonly to: string;
  readonly platform?: NodeJS.Platform;
  readonly clock?: () => Date;
  readonly busyTimeoutMs?: number;
  /** For tests: what is done so far. */
  readonly reached?: Reached;
  readonly isOpenElsewhere?: (folders: readonly string[]) => boolean;
}

export interface MovedVault {
  readonly from: string;
  readonly to: string;
  /** Where the folder of before is, until a person deletes it. */
  readonly kept: string;
}

/** What lies beside the vaults of this user, by name; what is there already is newer. */
const OF_THE_USER = ['known-vaults', 'updates.json'] as const;

/** How long another process's write is waited for. */
const BUSY_TIMEOUT_MS = 5000;

interface Part {
  readonly from: string;
  readonly staged: string;
  readonly to: string;
  readonly listed: Listed;
}

const isThere = (file: string): boolean => lstatSync(file, { throwIfNoEntry: false }) !== undefined;

/**
 * @throws AppError `vault-exists`, `vault-missing`, `vault-busy`, `vault-damaged`, `vault-disk-full`, `vault-unwritable`,
 * `invalid-input`; the vault is where it was then, and nothing else was changed
 */
export function moveVault(options: MoveOptions): MovedVault {
  const from = settleMoves(path.resolve(options.from));
  const to = path.resolve(options.to);
  const { clock = (): Date => new Date(), reached = (): void => undefined } = options;
  try {
    assertMovable(from, to);
    const folders = [from, ...BESIDE_VAULT.map((beside) => beside(from))];
    if ((options.isOpenElsewhere ?? isOpenElsewhere)(folders)) throw inUseElsewhere();
    mkdirSync(path.dirname(to), { recursive: true, mode: 0o700 });
    const stamp = clock().toISOString().replace(/[-:.]/g, '');
    const note: MoveNote = {
      move: randomBytes(16).toString('hex'),
      from,
      to,
      kept: `${from}.moved-${stamp}`,
      process: process.pid,
      host: hostname(),
      ready: false,
      done: false,
    };
    carryOut(note, options, reached);
    rememberVault(to);
    return { from, to, kept: note.kept };
  } catch (thrown) {
    throw toVaultError(thrown, options.from);
  }
}

function carryOut(note: MoveNote, options: MoveOptions, reached: Reached): void {
  const { from, to } = note;
  const busyTimeoutMs = options.busyTimeoutMs ?? BUSY_TIMEOUT_MS;
  const database = openDatabase(vaultPaths(from).database, busyTimeoutMs);
  let begun = false;
  let switched = false;
  try {
    leaveWriteAheadLog(database);
    begin(note);
    begun = true;
    reached('begun');
    const before = versionOf(database);
    const parts = partsOf(note);
    for (const part of parts) {
      mapErrors(to, () => {
        copyTree(part.from, part.staged, part.listed);
      });
      reached(`copied ${path.basename(part.staged)}`);
    }
    // SECURITY: SQLite's lock ends when this process closes the file by any other descriptor: it was read before.
    for (const part of parts) assertWhole(part);
    assertSound(parts, busyTimeoutMs);
    reached('verified');
    database.exec('BEGIN EXCLUSIVE');
    // Somebody wrote meanwhile.
    if (versionOf(database) !== before) throw inUseElsewhere();
    putInPlace(note, parts, reached);
    switched = true;
    syncFolder(path.dirname(to));
    reached('switched');
    // Windows renames no folder in which a file is open.
    if ((options.platform ?? thisPlatform) === 'win32') database.close();
    tidy(note, reached);
  } catch (thrown) {
    if (begun && !switched) undoMove(note);
    throw thrown;
  } finally {
    if (database.open) database.close();
  }
}

/** @throws AppError `vault-busy` where another process moves it */
function begin(note: MoveNote): void {
  const stub = stubFolderOf(note.from);
  const whole = `${stub}.${note.move.slice(0, 12)}.new`;
  try {
    mkdirSync(whole, { mode: 0o700 });
    writeWholeFile(path.join(whole, 'vault.db'), stubBytes(note));
    syncFolder(whole);
    if (isThere(stub)) throw inUseElsewhere();
    renameSync(whole, stub);
    // Before the switch, also after a loss of power: without it the old folder would be a second vault.
    syncFolder(path.dirname(stub));
  } finally {
    rmSync(whole, { recursive: true, force: true });
  }
}

/** The vault is in its new place whatever fails now; the next look for it goes on. */
function tidy(note: MoveNote, reached: Reached): void {
  try {
    finishMove(note, reached);
  } catch {
    // Until then the notes lead there.
  }
}

const versionOf = (database: Database): unknown => database.pragma('data_version', { simple: true });

/** The vault's own folder is the last: that it has its name is the switch. */
function partsOf(note: MoveNote): readonly Part[] {
  const { from, to } = note;
  const staged = stagedFolderOf(note);
  const listed = listTree(from, new Set([KEPT_NOTE, ARRIVED_NOTE]));
  const [other] = listed.others;
  if (other !== undefined)
    throw invalid(say('vault.move-is-a-link', { file: path.join(from, other) }), say('vault.move-link-hint'));
  const beside = BESIDE_VAULT.flatMap((of, index) => {
    if (!existsSync(of(from))) return [];
    const tree = index === 0 ? listTree(of(from)) : profileTree(of(from));
    return [{ from: of(from), staged: of(staged), to: of(to), listed: tree }];
  });
  return [...beside, { from, staged, to, listed }];
}

/** @throws AppError `vault-damaged` */
function assertWhole(part: Part): void {
  const file = firstDifference(part.from, part.staged, part.listed);
  if (file !== null) throw damaged(say('vault.move-is-not-the-same', { file: path.join(part.staged, file) }));
}

/** @throws AppError `vault-damaged` */
function assertSound(parts: readonly Part[], busyTimeoutMs: number): void {
  const { staged } = parts[parts.length - 1] as Part;
  const copy = openDatabase(vaultPaths(staged).database, busyTimeoutMs);
  try {
    const [problem] = integrityProblems(copy);
    if (problem !== undefined) throw damaged(say('vault.its-database-file-cannot-be-read'));
  } finally {
    copy.close();
  }
}

function putInPlace(note: MoveNote, parts: readonly Part[], reached: Reached): void {
  const { to } = note;
  for (const part of parts) {
    if (part.to === to) {
      writeWholeFile(path.join(part.staged, ARRIVED_NOTE), noteText(note));
      syncFolder(part.staged);
      carryOver(note);
      // Durable before the switch: on a disk that is taken away afterwards nobody can look.
      writeWholeFile(vaultPaths(stubFolderOf(note.from)).database, stubBytes({ ...note, ready: true }));
      syncFolder(stubFolderOf(note.from));
      reached('ready');
      if (isThere(to)) rmdirSync(to);
    } else {
      writeWholeFile(markIn(part.staged, note), '');
      syncFolder(part.staged);
    }
    replaceFile(part.staged, part.to);
    if (part.to !== to) reached(`in place ${path.basename(part.to)}`);
  }
}

/** On Windows the folder that is this user's for all vaults changes with the usual vault. A convenience. */
function carryOver({ from, to }: MoveNote): void {
  const before = path.dirname(from);
  if (to !== usualVaultFolder() || before !== applicationDataFolder() || before === path.dirname(to)) return;
  for (const name of OF_THE_USER) {
    const target = path.join(path.dirname(to), name);
    if (!existsSync(path.join(before, name)) || existsSync(target)) continue;
    copyFileSync(path.join(before, name), target);
    syncFile(target);
  }
}
