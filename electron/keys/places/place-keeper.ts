/**
 * Puts a new key in the place of an old one in files of this machine, and back. What a file was is sealed in the vault
 * before the file is touched; a crash at any moment leaves the old file or the new one, and the next start says which.
 */
import { withSpelledSecret } from '../lifecycle/spelling.ts';
import { requireProven } from '../lifecycle/unproven.ts';
import { randomBytes, randomUUID } from 'node:crypto';
import { AppError } from '../../../shared/errors.ts';
import type { PlaceCandidate, PlacePreview, Replacement } from '../../../shared/ipc/flow-channels.ts';
import { DAY_MS, MINUTE_MS } from '../../../shared/times.ts';
import {
  applyPlan,
  ignoreInGit,
  isChangedAfter,
  isRefusal,
  notKnown,
  placeError,
  readPlace,
  restoreFile,
  shownPath,
  temporaryNameFor,
  wipePlan,
  writeValues,
  writeWithoutValues,
  type FileState,
  type FileWithValues,
} from '../files/index.ts';
import { removeIfPossible } from '../../files/remove-if-possible.ts';
import type { Vault } from '../../vault/types.ts';
import { PlaceLedger } from './place-ledger.ts';
import { isUnmoved, notAsMade, removeMade, stateOf } from './written-file.ts';
import { planMove, type PlannedMove } from './move-out.ts';
import { PlacePlans, type Plan } from './place-plans.ts';
import { backupIdOf, replacementsCollection, summarizeReplacement } from '../care/replacement-records.ts';
import { say, type Said } from '../../../shared/messages/say.ts';

/** How long a file can be put back. */
const BACKUP_LIFETIME_MS = 30 * DAY_MS;
/** Longer than a write takes, with Git asked about the file. */
const UNDER_WAY_MS = MINUTE_MS;

/** As the engine knows them; what the page calls the files is the desk's business. */
export type KnownPlace = Pick<PlaceCandidate, 'file' | 'from'>;
export type PlannedChange = Omit<PlacePreview, 'placeId'>;
export type MadeReplacement = Omit<Replacement, 'placeId'>;

export class PlaceKeeper {
  readonly #vault: Vault;
  readonly #now: () => Date;
  readonly #plans: PlacePlans;
  readonly #ledger: PlaceLedger;

  constructor(vault: Vault, now: () => Date = () => new Date()) {
    this.#vault = vault;
    this.#now = now;
    this.#plans = new PlacePlans(vault, now);
    this.#ledger = new PlaceLedger(vault, now);
  }

  candidates(oldKeyId: string, newKeyId: string): { files: KnownPlace[]; others: (Said | string)[] } {
    return this.#plans.candidates(oldKeyId, newKeyId);
  }

  preview(oldKeyId: string, newKeyId: string, file: string): Promise<PlannedChange> {
    return this.#plans.preview(oldKeyId, newKeyId, file);
  }

  previewVariable(keyId: string, file: string, variable: string): Promise<PlannedChange> {
    return this.#plans.previewVariable(keyId, file, variable);
  }

  moveOut(oldKeyId: string, newKeyId: string, file: string): Promise<PlannedMove> {
    requireProven(this.#vault, newKeyId);
    return planMove(this.#vault, oldKeyId, file, this.#plans.matcherOf(oldKeyId));
  }

  /** Writes no secret: the line that lets one be written. */
  async ignoreInGit(keyId: string, file: string): Promise<void> {
    await ignoreInGit(file);
    this.#ledger.noteIgnored(keyId, file);
  }

  list(keyId: string): readonly MadeReplacement[] {
    return this.#ledger.list(keyId);
  }

  /** @throws AppError `not-found` */
  made(id: string): MadeReplacement {
    return this.#ledger.summary(id);
  }

  async apply(planId: string): Promise<MadeReplacement> {
    const plan = this.#plans.get(planId);
    requireProven(this.#vault, plan.newKeyId);
    const read = plan.state === null ? { bytes: Buffer.alloc(0), state: null } : readPlace(plan.state.path);
    let content: Buffer | null = null;
    try {
      const { edit, written } = await withSpelledSecret(this.#vault, plan.newKeyId, (secret) => {
        const made = this.#plans.edit(plan, read.bytes, secret);
        const result = applyPlan(read.bytes, made);
        wipePlan(made);
        return { edit: made, written: result };
      });
      content = written;
      if (edit.splices.length === 0) {
        throw placeError(
          'file-changed',
          say('keys.the-old-key-is-not-in-file', { file: shownPath(plan.file) }),
          say('keys.nothing-was-written'),
        );
      }
      const made = await this.#write(plan, read.bytes, content, edit.splices.length, writeValues);
      this.#plans.drop(planId);
      return made;
    } finally {
      read.bytes.fill(0);
      content?.fill(0);
    }
  }

  /** What the file was is sealed before it is touched; where writing failed, the file says what came of it. */
  async #write(
    plan: Plan,
    before: Buffer,
    content: Buffer,
    lines: number,
    write: (file: FileWithValues) => FileState | Promise<FileState>,
  ): Promise<MadeReplacement> {
    const id = randomUUID();
    const temporary = temporaryNameFor(plan.file, randomBytes(6).toString('hex'));
    this.#ledger.begin(id, plan, before, content, temporary, lines);
    let after: FileState;
    try {
      after = await write({ file: plan.file, before: plan.state, content, temporary });
    } catch (thrown) {
      if (isRefusal(thrown) && removeIfPossible(temporary)) this.#ledger.forget(id);
      else this.#resolveIfPossible(id, isChangedAfter(thrown));
      throw thrown;
    }
    this.#ledger.finish(id, after);
    return this.#ledger.summary(id);
  }

  /**
   * Writes a file in which the key stood in plain text and stands no more. What it was is sealed here for as long as that of
   * any other replacement, and never lies beside it.
   * @param content without the key
   * @throws AppError `file-changed` where the file is not `before` any more
   */
  async writeWithoutKey(
    keyId: string,
    file: string,
    before: string,
    content: string,
  ): Promise<MadeReplacement> {
    const read = readPlace(file);
    const { state } = read;
    try {
      if (read.bytes.toString('utf8') !== before) {
        throw placeError(
          'file-changed',
          say('keys.what-was-shown-of-this-file-is'),
          say('keys.nothing-was-written-look-at-the-lines'),
        );
      }
      const unchanged = { kind: 'replaced', oldKeyId: keyId, newKeyId: keyId, variable: null } as const;
      const plan = { ...unchanged, file: state.path, state, at: this.#now().getTime() };
      return await this.#write(plan, read.bytes, Buffer.from(content), 1, writeWithoutValues);
    } finally {
      read.bytes.fill(0);
    }
  }

  /** What {@link writeWithoutKey} made of this file and can be put back, newest first. */
  withoutKeys(file: string): readonly MadeReplacement[] {
    return this.#vault
      .list(replacementsCollection)
      .filter(({ value }) => value.file === file && value.oldKeyId === value.newKeyId)
      .map(({ id, value }) => summarizeReplacement(id, value, this.#vault))
      .filter(({ undoable }) => undoable)
      .sort((left, right) => right.at.localeCompare(left.at));
  }

  /** SECURITY: lends the file as it was, with the key. */
  useSealedFile<Result>(id: string, use: (text: string) => Result): Promise<Result> {
    return this.#vault.withSecret(backupIdOf(id), (backup) =>
      use(Buffer.from(backup.bytes().subarray(1)).toString('utf8')),
    );
  }

  /** The key stands in that file again, put there by whoever read the sealed copy, which goes. */
  markPutBack(id: string): void {
    this.#ledger.markUndone(id, this.#ledger.record(id));
  }

  async undo(id: string): Promise<MadeReplacement> {
    this.#resolve(id);
    const record = this.#ledger.record(id);
    if (record.state === 'undone') return this.#ledger.summary(id);
    if (record.state === 'writing') throw notKnown(record.file);
    if (record.before === null && record.after === null) throw notAsMade(record.file);
    if (record.after === null || !this.#ledger.summary(id).undoable) {
      throw placeError(
        'not-found',
        say('keys.the-sealed-copy-of-this-file-is'),
        say('keys.nothing-was-changed-copies-are-kept-for'),
      );
    }
    const { after } = record;
    this.#ledger.update(id, { state: 'undoing' });
    try {
      if (record.before === null) removeMade(after);
      else {
        await this.#vault.withSecret(backupIdOf(id), (backup) => {
          // The first byte is a marker, so that an empty file has a backup too.
          restoreFile(after, backup.bytes().subarray(1), record.temporary);
        });
      }
    } catch (thrown) {
      this.#resolveIfPossible(id);
      throw thrown;
    }
    this.#ledger.markUndone(id, record);
    return this.#ledger.summary(id);
  }

  /**
   * After a start: what was under way when the program ended, and copies that nobody needs any more. What can't be done now
   * keeps nobody out of the vault: it is tried again at the next start.
   */
  tidyUp(): void {
    try {
      for (const { id, value } of this.#vault.list(replacementsCollection)) {
        const age = this.#now().getTime() - Date.parse(value.at);
        // Another process may be at it; nobody is at what a wrong clock put into the future.
        if (age < 0 || age > UNDER_WAY_MS) this.#resolve(id);
        if (age > BACKUP_LIFETIME_MS && this.#vault.hasSecret(backupIdOf(id))) {
          this.#vault.transaction((transaction) => {
            transaction.destroySecret(backupIdOf(id));
          }, 'background');
        }
      }
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
    }
  }

  /**
   * The file says what happened: it is as it was, or as it was to be; a new file that lies beside it was never moved. Where that
   * can't be taken away, or the file not be read, nothing is decided: the disk may be out, and the sealed copy is all there is.
   */
  #resolve(id: string): void {
    const record = this.#vault.get(replacementsCollection, id);
    if (record === undefined || (record.state !== 'writing' && record.state !== 'undoing')) return;
    const isUntouched = isUnmoved(record);
    const state = removeIfPossible(record.temporary) ? stateOf(record.file) : undefined;
    if (state === undefined) return;
    const isAsBefore = state?.sha256 === record.before?.sha256;
    if (record.state === 'undoing') {
      if (isAsBefore) this.#ledger.markUndone(id, record);
      else this.#ledger.update(id, { state: 'done' });
    } else if (state?.sha256 === record.afterSha256) this.#ledger.finish(id, state);
    else if (isAsBefore || isUntouched) this.#ledger.forget(id);
    else this.#ledger.keepAsDone(id);
  }

  /** Why it has to be done is what is told; what can't be done now is at the next start. */
  #resolveIfPossible(id: string, isWritten = false): void {
    try {
      if (isWritten) this.#ledger.keepAsDone(id);
      else this.#resolve(id);
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
    }
  }
}
