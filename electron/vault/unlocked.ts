/** What a vault that was just opened has to write down: at once, or as soon as its disk takes it. */
import path from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { auditContents } from './audit-chain.ts';
import { dailyBackupDue, makeRollingBackup } from './backup/rolling.ts';
import type { Engine } from './engine.ts';
import { toVaultError } from './errors.ts';
import type { Slot } from './header.ts';
import { destroyPublicSlot, foldBackupSlots } from './manage-slots.ts';
import { finishRotation } from './rotate.ts';
import { removeAbandoned } from './storage/files.ts';
import { vaultPaths } from './storage/layout.ts';
import { narrowModes } from './storage/own-modes.ts';
import { removeAbandonedFolders } from './temporary-folder.ts';
import { clearTries, failedTriesEntry, readTries } from './tries.ts';
import type { AuditInput } from './types.ts';
import type { Credential } from './unlock.ts';
import { isWriteProblem } from './write-access.ts';
import { say, type Said } from '../../shared/messages/say.ts';

/** Files that a note names. */
const MOST_NAMED = 10;

export class Unlocked {
  readonly #engine: Engine;
  readonly #kind: Credential['kind'];
  readonly #slot: Slot | null;
  readonly #at: Date;
  #isDone = false;
  #isPending = false;
  #narrowed: Said | null = null;

  constructor(engine: Engine, kind: Credential['kind'], slot: Slot | null) {
    this.#engine = engine;
    this.#kind = kind;
    this.#slot = slot;
    this.#at = engine.dependencies.clock();
  }

  get #entry(): AuditInput {
    const kind = this.#kind;
    return { action: 'unlocked', detail: say(`vault.unlocked-with-${kind}`) };
  }

  /** A full disk keeps nobody out. */
  putInOrderIfPossible(): void {
    try {
      this.putInOrder();
    } catch (thrown) {
      const error = toVaultError(thrown, this.#engine.dependencies.folder);
      if (!isWriteProblem(error)) throw thrown;
      this.#engine.noteWriteProblem(error);
    }
  }

  keepPending(): void {
    const { actor, folder } = this.#engine.dependencies;
    const { tries } = vaultPaths(folder);
    const failed = readTries(tries, this.#at);
    this.#engine.pendingLog.look(new Map());
    this.#isPending = true;
    for (const entry of [
      ...(failed === null || failed.failed === 0 ? [] : [failedTriesEntry(failed)]),
      this.#entry,
    ])
      this.#engine.pendingLog.add(auditContents(entry, actor, this.#at), false);
    clearTries(tries, this.#at);
  }

  putInOrder(): void {
    if (this.#isDone) return;
    const engine = this.#engine;
    const { clock, folder, actor } = engine.dependencies;
    const paths = vaultPaths(folder);
    // Before a rotation is finished: the next key does not open what waits.
    engine.pendingLog.foldIn();
    if (engine.header.pending !== null) {
      finishRotation(engine);
      engine.write(actor, (transaction) => {
        transaction.audit({
          action: 'vault-key-rotated',
          detail: say('vault.finished-after-an-interruption'),
        });
      });
    }
    foldBackupSlots(engine, this.#slot);
    destroyPublicSlot(engine);
    this.#narrowed ??= noteModes(engine);
    const narrowed = this.#narrowed;
    const now = clock();
    const backupDue = dailyBackupDue(engine.manifest.lastDailyBackupAt, now);
    const backupProblem = backupDue ? dailyBackup(engine) : null;
    const tries = readTries(paths.tries, now);
    engine.write(
      actor,
      (transaction) => {
        if (tries !== null && tries.failed > 0) transaction.audit(failedTriesEntry(tries));
        if (backupProblem !== null) {
          transaction.audit({
            action: 'note',
            detail: say('vault.the-daily-backup-could-not-be-made', { backupProblem }),
          });
        }
        if (narrowed !== null) transaction.audit({ action: 'note', detail: narrowed });
        if (!this.#isPending) transaction.audit(this.#entry);
      },
      {
        ...(this.#kind === 'keychain' ? {} : { passwordAt: this.#at.toISOString() }),
        ...(backupDue && backupProblem === null ? { lastDailyBackupAt: now.toISOString() } : {}),
      },
    );
    this.#isDone = true;
    clearTries(paths.tries, now);
    for (const one of new Set([folder, path.dirname(paths.database)])) removeAbandoned(one, now);
    removeAbandoned(paths.backups, now);
    // By the clock of the computer, as the folders' own times are.
    removeAbandonedFolders();
  }
}

/** @returns what is to be entered in the log; null where the modes were as they should be */
function noteModes(engine: Engine): Said | null {
  const { folder } = engine.dependencies;
  const { narrowed, sharedFolder } = narrowModes(folder);
  if (sharedFolder) {
    engine.notes.push({
      message: say('vault.other-users-can-write-to-its-folder', { folder }),
      hint: say('vault.the-folder-was-left-as-it-is'),
    });
  }
  if (narrowed.length === 0) return null;
  // Whoever writes the folder must not write the sentence's length too.
  const more = narrowed.length - MOST_NAMED;
  const names = `${narrowed.slice(0, MOST_NAMED).join(', ')}${more > 0 ? ` and ${String(more)} more` : ''}`;
  engine.notes.push({
    message: say('vault.other-users-of-this-computer-could-reach', { names }),
    hint: say('vault.they-are-for-you-alone-now-what'),
  });
  return say('vault.modes-narrowed', { names });
}

/** A backup needs room for a whole copy; that there is none must not keep anybody out. It is tried again at the next unlock. */
function dailyBackup(engine: Engine): Said | null {
  try {
    makeRollingBackup(engine.database, engine.dependencies, 'daily');
    return null;
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown.said.message;
    throw thrown;
  }
}
