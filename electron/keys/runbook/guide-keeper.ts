/** Guided runs: what was begun, which steps are done, and what came of it. Kept over locks and restarts. */
import { randomUUID } from 'node:crypto';
import { AppError } from '../../../shared/errors.ts';
import type { Guide, GuideKind, StepWords } from '../../../shared/ipc/guide-channels.ts';
import type { Vault, VaultReader, VaultTransaction } from '../../vault/types.ts';
import { connectionsCollection, keysCollection } from '../registry/records.ts';
import { builtInSteps, guidesCollection, runbooksCollection, type GuideRecord } from './records.ts';
import { say, type Said } from '../../../shared/messages/say.ts';

const LEAK = 'leak';
/** Ended ones that are still listed. */
const MOST_ENDED = 50;

/** @throws AppError `not-found` */
export function guideRecordOf(vault: VaultReader, id: string): GuideRecord {
  const record = vault.get(guidesCollection, id);
  if (record === undefined) throw guideGone();
  return record;
}

export function guideGone(): AppError {
  return new AppError({
    code: 'not-found',
    message: say('keys.this-guide-is-not-in-the-vault'),
    hint: say('command.nothing-was-changed'),
  });
}

/** A rotation that was done, but not yet noted when the app ended, is known from the key itself. */
export function newKeyOf(vault: VaultReader, { keyId, newKeyId }: GuideRecord): string | null {
  const replacedBy = keyId === null ? undefined : vault.get(keysCollection, keyId)?.replacedBy;
  return newKeyId ?? replacedBy ?? null;
}

function isBegun({ begun }: GuideRecord): boolean {
  return begun !== false;
}

export class GuideKeeper {
  readonly #vault: Vault;
  readonly #now: () => Date;

  constructor(vault: Vault, now: () => Date = () => new Date()) {
    this.#vault = vault;
    this.#now = now;
  }

  /** Open ones first, then newest first. */
  list(): readonly Guide[] {
    const all = this.#vault.list(guidesCollection).map(({ id, value }) => this.#summary(id, value));
    const newest = (left: Guide, right: Guide): number => right.startedAt.localeCompare(left.startedAt);
    const open = all.filter(({ outcome }) => outcome === 'open').sort(newest);
    const ended = all.filter(({ outcome }) => outcome !== 'open').sort(newest);
    return [...open, ...ended.slice(0, MOST_ENDED)];
  }

  get(id: string): Guide {
    return this.#summary(id, guideRecordOf(this.#vault, id));
  }

  /** Opens one, to look at: it begins with its first step. */
  start(input: { kind: GuideKind; keyId: string | null; connectionId: string | null }): Guide {
    const { kind, keyId } = input;
    const key = keyId === null ? undefined : this.#vault.get(keysCollection, keyId);
    const connectionId = key?.connectionId ?? input.connectionId;
    const connection =
      connectionId === null ? undefined : this.#vault.get(connectionsCollection, connectionId);
    if (connectionId === null || connection === undefined || (kind !== 'drill' && key === undefined)) {
      throw new AppError({
        code: 'not-found',
        message: say('keys.the-key-or-the-account-that-this'),
        hint: say('keys.nothing-was-begun-synchronise-and-look-again'),
      });
    }
    if (kind === 'drill' && connection.mode !== 'test') {
      throw new AppError({
        code: 'conflict',
        message: say('keys.a-drill-is-practised-in-a-sandbox'),
        hint: say('keys.nothing-was-begun-choose-a-sandbox-account'),
      });
    }
    const isSame = (value: GuideRecord): boolean =>
      value.outcome === 'open' &&
      value.kind === kind &&
      (kind === 'drill' ? value.connectionId === connectionId : value.keyId === keyId);
    const keyName = key?.alias ?? key?.apiName ?? '';
    const id = this.#vault.transaction((transaction) => {
      const all = transaction.list(guidesCollection);
      const open = all.find(({ value }) => isBegun(value) && isSame(value));
      if (open !== undefined) return open.id;
      const made = randomUUID();
      // What was only looked at leaves nothing behind.
      for (const { id: looked, value } of all) {
        if (!isBegun(value)) transaction.delete(guidesCollection, looked);
      }
      transaction.put(guidesCollection, made, {
        kind,
        connectionId,
        keyId,
        keyName,
        newKeyId: null,
        roleId: null,
        practiceFile: null,
        startedAt: this.#now().toISOString(),
        begun: false,
        endedAt: null,
        outcome: 'open',
        steps: this.#stepsFor(kind).map((step) => ({ ...step, doneAt: null })),
      });
      return made;
    });
    return this.get(id);
  }

  /** Does nothing where it has begun. */
  begin(id: string): Guide {
    this.#change(id, (record) => record);
    return this.get(id);
  }

  /** What is done for a key outside of its guide's own calls, such as a file that gets the new one, is a step of it. */
  beginAbout(newKeyId: string): void {
    for (const guide of this.list()) {
      if (guide.outcome === 'open' && !guide.begun && guide.newKeyId === newKeyId) this.begin(guide.id);
    }
  }

  step(id: string, stepId: string, done: boolean): Guide {
    // Nothing is taken back of what has not begun.
    if (!done && !isBegun(guideRecordOf(this.#vault, id))) return this.get(id);
    this.#change(id, (record) => ({
      ...record,
      steps: record.steps.map((step) =>
        step.id === stepId
          ? { ...step, doneAt: done ? (step.doneAt ?? this.#now().toISOString()) : null }
          : step,
      ),
    }));
    const { kind, keyId, keyName, steps } = guideRecordOf(this.#vault, id);
    const step = steps.find((item) => item.id === stepId);
    if (done && step !== undefined) {
      this.#vault.transaction((transaction) => {
        transaction.audit({
          action: 'runbook-step',
          subjectId: keyId ?? id,
          subjectName: keyName,
          detail: say('keys.guide-step', { guide: say(`keys.guide-${kind}`), step: step.title ?? step.kind }),
        });
      });
    }
    return this.get(id);
  }

  link(
    id: string,
    link: {
      newKeyId?: string | undefined;
      roleId?: string | undefined;
      keyId?: string;
      practiceFile?: string;
      refusedAt?: string;
    },
  ): Guide {
    const given = Object.fromEntries(Object.entries(link).filter(([, value]) => value !== undefined));
    this.#change(id, (record) => ({ ...record, ...given }));
    return this.get(id);
  }

  /** @param report what is kept in the log beside how it ended */
  end(id: string, outcome: 'finished' | 'abandoned', note: string, report: readonly Said[] = []): Guide {
    const at = this.#now().toISOString();
    const forgotten = this.#vault.transaction((transaction): Guide | null => {
      const found = guideRecordOf(transaction, id);
      if (found.outcome !== 'open') return null;
      if (!isBegun(found) && outcome === 'abandoned') {
        // It was only looked at: there is nothing to keep or to enter.
        transaction.delete(guidesCollection, id);
        return { ...this.#summary(id, found), outcome, endedAt: at };
      }
      // With what was measured since it was opened.
      const record = isBegun(found) ? found : this.#begin(transaction, id, found, found.startedAt);
      // What is written down with the end is done by it.
      const steps = record.steps.map((step) =>
        step.kind === 'note' && outcome === 'finished' ? { ...step, doneAt: step.doneAt ?? at } : step,
      );
      const done = steps.filter(({ doneAt }) => doneAt !== null).length;
      transaction.put(guidesCollection, id, { ...record, steps, outcome, endedAt: at });
      transaction.audit({
        action: 'runbook-finished',
        subjectId: record.keyId ?? id,
        subjectName: record.keyName,
        reason: note.trim() === '' ? null : note.trim(),
        detail: [
          say('keys.guide-ended', { kind: record.kind, outcome, done, count: record.steps.length }),
          ...report,
        ],
      });
      return null;
    });
    return forgotten ?? this.get(id);
  }

  readRunbook(): { steps: StepWords[]; changed: boolean } {
    const own = this.#vault.get(runbooksCollection, LEAK);
    return { steps: own === undefined ? builtInSteps('leak') : [...own.steps], changed: own !== undefined };
  }

  /** @throws AppError `invalid-input` where a step that comes with the app was left out or doubled */
  saveRunbook(steps: readonly StepWords[]): void {
    const kinds = steps.map(({ kind }) => kind).filter((kind) => kind !== 'manual');
    const wanted = builtInSteps('leak').map(({ kind }) => kind);
    const ids = new Set(steps.map(({ id }) => id));
    if ([...kinds].sort().join() !== [...wanted].sort().join() || ids.size !== steps.length) {
      throw new AppError({
        code: 'invalid-input',
        message: say('keys.the-steps-that-come-with-the-app'),
        hint: say('keys.change-their-words-or-their-order-and'),
      });
    }
    this.#vault.transaction((transaction) => {
      transaction.put(runbooksCollection, LEAK, { steps: [...steps] });
      transaction.audit({ action: 'settings-changed', detail: say('keys.steps-of-the-leak-response') });
    });
  }

  resetRunbook(): void {
    this.#vault.transaction((transaction) => {
      transaction.delete(runbooksCollection, LEAK);
      transaction.audit({
        action: 'settings-changed',
        detail: say('keys.steps-of-the-leak-response-as-delivered'),
      });
    });
  }

  #stepsFor(kind: GuideKind): readonly StepWords[] {
    return kind === 'leak' ? this.readRunbook().steps : builtInSteps(kind);
  }

  #change(id: string, change: (record: GuideRecord) => GuideRecord): void {
    this.#vault.transaction((transaction) => {
      const record = transaction.get(guidesCollection, id);
      if (record === undefined || record.outcome !== 'open') return;
      const begun = isBegun(record) ? record : this.#begin(transaction, id, record);
      transaction.put(guidesCollection, id, change(begun));
    });
  }

  #begin(
    transaction: VaultTransaction,
    id: string,
    record: GuideRecord,
    startedAt = this.#now().toISOString(),
  ): GuideRecord {
    const { kind, keyId, keyName } = record;
    transaction.audit({
      action: 'runbook-started',
      subjectId: keyId ?? id,
      subjectName: keyName,
      detail: say(`keys.guide-${kind}`),
    });
    return { ...record, begun: true, startedAt };
  }

  #summary(id: string, record: GuideRecord): Guide {
    const { refusedAt: _, scans: __, ...guide } = record;
    return { id, ...guide, begun: isBegun(record), newKeyId: newKeyOf(this.#vault, record) };
  }
}
