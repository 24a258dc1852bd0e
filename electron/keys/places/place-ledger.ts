/** What the vault writes down around a change of a file, so that a crash at any moment can be told and tidied up after. */
import { keysCollection, rotationsCollection } from '../registry/records.ts';
import { fileOfNote, placeError, resolvePlace, sha256Of, shownPath, type FileState } from '../files/index.ts';
import { SecretBytes } from '../../vault/secret-bytes.ts';
import type { Vault, VaultTransaction } from '../../vault/types.ts';
import type { MadeReplacement } from './place-keeper.ts';
import type { Plan } from './place-plans.ts';
import {
  backupIdOf,
  replacementsCollection,
  summarizeReplacement,
  type ReplacementRecord,
} from '../care/replacement-records.ts';
import { say, type Said } from '../../../shared/messages/say.ts';

export class PlaceLedger {
  readonly #vault: Vault;
  readonly #now: () => Date;

  constructor(vault: Vault, now: () => Date) {
    this.#vault = vault;
    this.#now = now;
  }

  list(keyId: string): readonly MadeReplacement[] {
    return this.#vault
      .list(replacementsCollection)
      .filter(({ value }) => value.newKeyId === keyId || value.oldKeyId === keyId)
      .map(({ id, value }) => summarizeReplacement(id, value, this.#vault))
      .sort((left, right) => right.at.localeCompare(left.at));
  }

  /** SECURITY: the copy of the file and the audit entry are durable before the file is touched. */
  begin(id: string, plan: Plan, bytes: Buffer, content: Buffer, temporary: string, lines: number): void {
    const backup = SecretBytes.adopt(Buffer.alloc(bytes.length + 1, 1));
    bytes.copy(backup.bytes(), 1);
    try {
      this.#vault.transaction((transaction) => {
        if (plan.state !== null) transaction.putSecret(backupIdOf(id), backup);
        transaction.put(replacementsCollection, id, {
          kind: plan.kind,
          file: plan.file,
          oldKeyId: plan.oldKeyId,
          newKeyId: plan.newKeyId,
          variable: plan.variable,
          lines,
          at: this.#now().toISOString(),
          state: 'writing',
          temporary,
          before: plan.state,
          afterSha256: sha256Of(content),
          after: null,
          ticked: [],
        });
        this.#audit(
          transaction,
          'place-updated',
          plan.newKeyId,
          say('file.as-it-is', {
            text: `${shownPath(plan.file)}${plan.variable === null ? '' : `, ${plan.variable}`}`,
          }),
        );
      });
    } finally {
      backup.wipe();
    }
  }

  finish(id: string, after: FileState): void {
    const record = this.record(id);
    this.#vault.transaction((transaction) => {
      const ticked: ReplacementRecord['ticked'] = [];
      for (const { id: rotationId, value } of transaction.list(rotationsCollection)) {
        if (value.oldKeyId !== record.oldKeyId || value.newKeyId !== record.newKeyId) continue;
        const places = value.places.map((place) => {
          const file = place.said === undefined ? fileOfNote(place.text) : null;
          if (place.done || file === null || !isSameFile(file, record.file)) return place;
          ticked.push({ rotationId, placeId: place.id });
          return { ...place, done: true };
        });
        if (ticked.length > 0) transaction.put(rotationsCollection, rotationId, { ...value, places });
      }
      transaction.put(replacementsCollection, id, { ...record, state: 'done', after, ticked });
    });
  }

  /** It was written, and somebody else has written it since: what it was stays sealed for its days. */
  keepAsDone(id: string): void {
    const { before, afterSha256 } = this.record(id);
    this.update(id, {
      state: 'done',
      // Of a file that was made, what is there now is not ours to take away.
      after: before === null ? null : { ...before, sha256: afterSha256 },
    });
  }

  markUndone(id: string, record: ReplacementRecord): void {
    this.#vault.transaction((transaction) => {
      transaction.put(replacementsCollection, id, { ...record, state: 'undone' });
      transaction.destroySecret(backupIdOf(id));
      for (const { rotationId, placeId } of record.ticked) {
        const rotation = transaction.get(rotationsCollection, rotationId);
        if (rotation === undefined) continue;
        const places = rotation.places.map((place) =>
          place.id === placeId ? { ...place, done: false } : place,
        );
        transaction.put(rotationsCollection, rotationId, { ...rotation, places });
      }
      this.#audit(
        transaction,
        'place-restored',
        record.newKeyId,
        say('file.as-it-is', { text: shownPath(record.file) }),
      );
    });
  }

  /** Nothing was written. */
  forget(id: string): void {
    this.#vault.transaction((transaction) => {
      const record = transaction.get(replacementsCollection, id);
      transaction.delete(replacementsCollection, id);
      transaction.destroySecret(backupIdOf(id));
      if (record === undefined) return;
      this.#audit(
        transaction,
        'place-restored',
        record.newKeyId,
        say('keys.file-was-not-written', { file: shownPath(record.file) }),
      );
    });
  }

  noteIgnored(keyId: string, file: string): void {
    this.#vault.transaction((transaction) => {
      this.#audit(
        transaction,
        'place-updated',
        keyId,
        say('keys.git-ignores-file', { file: shownPath(file) }),
      );
    });
  }

  update(id: string, change: Partial<ReplacementRecord>): void {
    this.#vault.transaction((transaction) => {
      const record = transaction.get(replacementsCollection, id);
      if (record !== undefined) transaction.put(replacementsCollection, id, { ...record, ...change });
    });
  }

  record(id: string): ReplacementRecord {
    const record = this.#vault.get(replacementsCollection, id);
    if (record !== undefined) return record;
    throw placeError(
      'not-found',
      say('keys.this-replacement-is-not-in-the-vault'),
      say('command.nothing-was-changed'),
    );
  }

  summary(id: string): MadeReplacement {
    return summarizeReplacement(id, this.record(id), this.#vault);
  }

  #audit(
    transaction: VaultTransaction,
    action: 'place-updated' | 'place-restored',
    keyId: string,
    detail: Said,
  ): void {
    const key = transaction.get(keysCollection, keyId);
    transaction.audit({
      action,
      subjectId: keyId,
      subjectName: key?.alias ?? key?.apiName ?? null,
      detail,
    });
  }
}

/** The checklist names the file as the person or the scanner did; the plan has its folder resolved. */
function isSameFile(named: string, resolved: string): boolean {
  try {
    return resolvePlace(named) === resolved;
  } catch {
    return false;
  }
}
