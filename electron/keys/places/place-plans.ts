/** What would change in files, looked at before anything is written. Holds no secret: the edit is made anew to write it. */
import { secretIdOfEither, withSpelledSecret } from '../lifecycle/spelling.ts';
import { randomUUID } from 'node:crypto';
import { AppError } from '../../../shared/errors.ts';
import { MINUTE_MS } from '../../../shared/times.ts';
import { openFindingsByKey } from '../findings/records.ts';
import { requireProven } from '../lifecycle/unproven.ts';
import { keysCollection, rotationsCollection, type RotationPlace } from '../registry/records.ts';
import {
  assertKeptOutOfGit,
  assertWritable,
  fileOfNote,
  isVariableName,
  keyValueOf,
  placeError,
  planAssignment,
  planReplacement,
  readPlace,
  resolvePlace,
  shownPath,
  wipePlan,
  type EditPlan,
  type FileState,
  type KeyValue,
} from '../files/index.ts';
import { SecretBytes } from '../../vault/secret-bytes.ts';
import type { Vault } from '../../vault/types.ts';
import { findingFile } from '../../files/finding-file.ts';
import type { KnownPlace, PlannedChange } from './place-keeper.ts';
import { replacementsCollection, type ReplacementRecord } from '../care/replacement-records.ts';
import { say, type Said } from '../../../shared/messages/say.ts';
import { thisPlatform } from '../../platform/this-platform.ts';
import { wayBelow } from '../../platform/way-below.ts';

/** A plan nobody acted on is dropped: what it shows grows old. */
const PLAN_LIFETIME_MS = 30 * MINUTE_MS;
/** More than a person has on the screen; the oldest go first. */
const MOST_PLANS = 200;

export interface Plan {
  readonly kind: ReplacementRecord['kind'];
  readonly oldKeyId: string | null;
  readonly newKeyId: string;
  readonly variable: string | null;
  readonly file: string;
  /** Null: the file is to be made. */
  readonly state: FileState | null;
  readonly at: number;
}

export class PlacePlans {
  readonly #vault: Vault;
  readonly #now: () => Date;
  readonly #plans = new Map<string, Plan>();

  constructor(vault: Vault, now: () => Date) {
    this.#vault = vault;
    this.#now = now;
  }

  candidates(oldKeyId: string, newKeyId: string): { files: KnownPlace[]; others: (Said | string)[] } {
    const files = new Map<string, KnownPlace>();
    const others = new Map<string, Said | string>();
    for (const { record } of openFindingsByKey(this.#vault, this.#now()).get(oldKeyId) ?? []) {
      const file = findingFile(record.root, record.finding);
      if (file !== null) files.set(file, { file, from: 'finding' });
    }
    // Where it was put from here: a scan calls that no finding.
    for (const { value } of this.#vault.list(replacementsCollection)) {
      if (value.newKeyId !== oldKeyId || value.state !== 'done' || files.has(value.file)) continue;
      // A program there uses it without having it.
      if (value.oldKeyId === oldKeyId) continue;
      files.set(value.file, { file: value.file, from: 'note' });
    }
    const rotation = this.#vault
      .list(rotationsCollection)
      .find(({ value }) => value.oldKeyId === oldKeyId && value.newKeyId === newKeyId);
    const noted = [
      ...(this.#vault.get(keysCollection, oldKeyId)?.places ?? []),
      ...(this.#vault.get(keysCollection, newKeyId)?.places ?? []),
      ...(rotation?.value.places ?? []),
    ];
    for (const place of noted) {
      const { said }: Partial<RotationPlace> = place;
      const file = said === undefined ? fileOfNote(place.text) : null;
      if (file === null) others.set(place.text, said ?? place.text);
      else if (!files.has(file)) files.set(file, { file, from: 'note' });
    }
    return { files: [...files.values()], others: [...others.values()] };
  }

  async preview(oldKeyId: string, newKeyId: string, file: string): Promise<PlannedChange> {
    requireProven(this.#vault, newKeyId);
    const read = readPlace(file);
    try {
      const plan = await withSpelledSecret(this.#vault, newKeyId, (secret) =>
        planReplacement(
          read.bytes,
          this.matcherOf(oldKeyId),
          this.#valueOf(newKeyId, secret),
          read.state.path,
        ),
      );
      wipePlan(plan);
      this.#refuseBinary(plan, read.state.path);
      if (plan.splices.length > 0) {
        assertWritable(read.state);
        // Said before anybody decides; the writer asks again.
        await assertKeptOutOfGit(read.state.path);
      }
      return this.#remember(plan, {
        kind: 'replaced',
        oldKeyId,
        newKeyId,
        variable: null,
        file: read.state.path,
        state: read.state,
      });
    } finally {
      read.bytes.fill(0);
    }
  }

  async previewVariable(keyId: string, file: string, variable: string): Promise<PlannedChange> {
    const name = variable.trim();
    if (!isVariableName(name)) {
      throw new AppError({
        code: 'invalid-input',
        message: say('keys.this-is-not-the-name-of-a'),
        hint: say('keys.use-letters-digits-and-underscores-and-begin'),
        field: 'variable',
      });
    }
    requireProven(this.#vault, keyId);
    const read = this.#readOrNothing(file);
    try {
      const plan = await withSpelledSecret(this.#vault, keyId, (secret) =>
        planAssignment(read.bytes, name, this.#valueOf(keyId, secret), read.path),
      );
      wipePlan(plan);
      this.#refuseBinary(plan, read.path);
      if (read.state !== null) assertWritable(read.state);
      await assertKeptOutOfGit(read.path);
      return this.#remember(plan, {
        kind: 'assigned',
        oldKeyId: null,
        newKeyId: keyId,
        variable: name,
        file: read.path,
        state: read.state,
      });
    } finally {
      read.bytes.fill(0);
    }
  }

  /** @throws AppError `file-changed` where what was shown is too old */
  get(planId: string): Plan {
    const plan = this.#plans.get(planId);
    if (plan !== undefined) return plan;
    throw placeError(
      'file-changed',
      say('keys.what-was-shown-of-this-file-is'),
      say('keys.nothing-was-written-look-at-the-lines'),
    );
  }

  drop(planId: string): void {
    this.#plans.delete(planId);
  }

  /** The caller wipes it. */
  edit(plan: Plan, bytes: Buffer, secret: SecretBytes): EditPlan {
    const value = this.#valueOf(plan.newKeyId, secret);
    return plan.kind === 'assigned'
      ? planAssignment(bytes, plan.variable ?? '', value, plan.file)
      : planReplacement(bytes, this.matcherOf(plan.oldKeyId ?? ''), value, plan.file);
  }

  /** What proves itself by a checksum has one form; of another it is only known that it is text. */
  #valueOf(keyId: string, secret: SecretBytes): KeyValue {
    const isFree = (this.#vault.get(keysCollection, keyId)?.evidence ?? null) !== null;
    return keyValueOf(secret.bytes(), isFree ? 'free' : 'checked');
  }

  /** Works for a destroyed secret too: its fingerprint stays in the vault. */
  matcherOf(oldKeyId: string): (key: Uint8Array) => boolean {
    return (key) => {
      const candidate = SecretBytes.copyOf(key);
      try {
        return secretIdOfEither(this.#vault, candidate) === oldKeyId;
      } finally {
        candidate.wipe();
      }
    };
  }

  #readOrNothing(file: string): { bytes: Buffer; state: FileState | null; path: string } {
    this.#refuseOwnFolder(file);
    try {
      const read = readPlace(file);
      return { ...read, path: read.state.path };
    } catch (thrown) {
      if (!(thrown instanceof AppError) || thrown.code !== 'not-found') throw thrown;
      return { bytes: Buffer.alloc(0), state: null, path: resolvePlace(file) };
    }
  }

  #refuseBinary(plan: EditPlan, file: string): void {
    if (!plan.isBinary) return;
    throw placeError(
      'unsupported',
      say('keys.file-is-not-a-text-file', { file: shownPath(file) }),
      say('keys.nothing-was-written-change-it-with-the'),
    );
  }

  #refuseOwnFolder(file: string): void {
    if (wayBelow(this.#vault.folder, file) === null) return;
    throw placeError(
      'unsupported',
      say('keys.this-is-a-file-of-the-vault'),
      say('keys.nothing-was-written-choose-a-file-outside'),
    );
  }

  #remember(edit: EditPlan, plan: Omit<Plan, 'at'>): PlannedChange {
    const now = this.#now().getTime();
    for (const [id, { at }] of this.#plans) if (now - at > PLAN_LIFETIME_MS) this.#plans.delete(id);
    for (const id of [...this.#plans.keys()].slice(0, Math.max(0, this.#plans.size - MOST_PLANS + 1)))
      this.#plans.delete(id);
    const planId = randomUUID();
    this.#plans.set(planId, { ...plan, at: now });
    return {
      planId,
      file: plan.file,
      creates: plan.state === null,
      changes: [...edit.changes],
      leftAlone: [...edit.leftAlone],
      form: edit.form,
      lineEnding: edit.lineEnding,
      mode: plan.state === null ? null : shownMode(plan.state.mode),
    };
  }
}

/** @returns null on Windows, which keeps no such modes */
export function shownMode(mode: number, platform: NodeJS.Platform = thisPlatform): string | null {
  return platform === 'win32' ? null : mode.toString(8).padStart(4, '0');
}
