/**
 * Puts a new key in the place of an old one in files of this machine, and back. What a file was is sealed in the vault
 * before the file is touched; a crash at any moment leaves the old file or the new one, and the next start says which.
 */
import { withSpelledSecret } from '../lifecycle/spelling.ts';
import { requireProven } from '../lifecycle/unproven.ts';
import { randomBytes, randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import type { PlaceCandidate, PlacePreview, Replacement } from '../../../shared/ipc/flow-channels.ts';
import { DAY_MS } from '../../../shared/times.ts';
import {
  applyPlan,
  ignoreInGit,
  placeError,
  readPlace,
  restoreFile,
  shownPath,
  temporaryNameFor,
  wipePlan,
  writeValues,
  writeWithoutValues,
  type FileState,
} from '../files/index.ts';
import type { Vault } from '../../vault/types.ts';
import { PlaceLedger } from './place-ledger.ts';
import { planMove, type PlannedMove } from './move-out.ts';
import { PlacePlans } from './place-plans.ts';
import {
  backupIdOf,
  replacementsCollection,
  summarizeReplacement,
  type ReplacementRecord,
} from '../care/replacement-records.ts';
import { say } from '../../../shared/messages/say.ts';

/** How long a file can be put back. */
const BACKUP_LIFETIME_MS = 30 * DAY_MS;

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

  candidates(oldKeyId: string, newKeyId: string): { files: KnownPlace[]; others: string[] } {
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
      const id = randomUUID();
      const temporary = temporaryNameFor(plan.file, randomBytes(6).toString('hex'));
      this.#ledger.begin(id, plan, read.bytes, content, temporary, edit.splices.length);
      let after: FileState;
      try {
        after = await writeValues({ file: plan.file, before: plan.state, content, temporary });
      } catch (thrown) {
        this.#ledger.forget(id);
        throw thrown;
      }
      this.#ledger.finish(id, after);
      this.#plans.drop(planId);
      return this.#ledger.summary(id);
    } finally {
      read.bytes.fill(0);
      content?.fill(0);
    }
  }

  /**
   * Writes a file in which the key stood in plain text and stands no more. What it was is sealed here for as long as that of
   * any other replacement, and never lies beside it.
   * @param content without the key
   * @throws AppError `file-changed` where the file is not `before` any more
   */
  writeWithoutKey(keyId: string, file: string, before: string, content: string): MadeReplacement {
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
      const id = randomUUID();
      const bytes = Buffer.from(content);
      const temporary = temporaryNameFor(state.path, randomBytes(6).toString('hex'));
      const plan = { kind: 'replaced', oldKeyId: keyId, newKeyId: keyId, variable: null } as const;
      const at = this.#now().getTime();
      this.#ledger.begin(id, { ...plan, file: state.path, state, at }, read.bytes, bytes, temporary, 1);
      let after: FileState;
      try {
        after = writeWithoutValues({ file: state.path, before: state, content: bytes, temporary });
      } catch (thrown) {
        this.#ledger.forget(id);
        throw thrown;
      }
      this.#ledger.finish(id, after);
      return this.#ledger.summary(id);
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
    const record = this.#ledger.record(id);
    if (record.state === 'undone') return this.#ledger.summary(id);
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
      if (record.before === null) this.#removeMade(after);
      else {
        await this.#vault.withSecret(backupIdOf(id), (backup) => {
          // The first byte is a marker, so that an empty file has a backup too.
          restoreFile(after, backup.bytes().subarray(1), record.temporary);
        });
      }
    } catch (thrown) {
      this.#ledger.update(id, { state: 'done' });
      throw thrown;
    }
    this.#ledger.markUndone(id, record);
    return this.#ledger.summary(id);
  }

  /** After a start: what was under way when the program ended, and copies that nobody needs any more. */
  tidyUp(): void {
    for (const { id, value } of this.#vault.list(replacementsCollection)) {
      if (value.state === 'writing' || value.state === 'undoing') this.#resolve(id, value);
      const age = this.#now().getTime() - Date.parse(value.at);
      if (age > BACKUP_LIFETIME_MS && this.#vault.hasSecret(backupIdOf(id))) {
        this.#vault.transaction((transaction) => {
          transaction.destroySecret(backupIdOf(id));
        }, 'background');
      }
    }
  }

  #removeMade(after: FileState): void {
    const now = readPlace(after.path);
    now.bytes.fill(0);
    if (now.state.sha256 !== after.sha256 || now.state.inode !== after.inode) {
      throw placeError(
        'file-changed',
        say('keys.path-has-changed-since-it-was-made', { path: shownPath(after.path) }),
        say('keys.nothing-was-changed-delete-the-file-by'),
      );
    }
    rmSync(after.path);
  }

  /** The file says what happened: it is as it was, or as it was to be. */
  #resolve(id: string, record: ReplacementRecord): void {
    rmSync(record.temporary, { force: true });
    const state = this.#stateOf(record.file);
    if (record.state === 'undoing') {
      const back = record.before === null ? state === null : state?.sha256 === record.before.sha256;
      if (back) this.#ledger.markUndone(id, record);
      else this.#ledger.update(id, { state: 'done' });
      return;
    }
    if (state?.sha256 === record.afterSha256) this.#ledger.finish(id, state);
    else this.#ledger.forget(id);
  }

  #stateOf(file: string): FileState | null {
    try {
      const read = readPlace(file);
      read.bytes.fill(0);
      return read.state;
    } catch {
      return null;
    }
  }
}
