/**
 * Names of keys for a shell to complete, once a person allowed it. Whoever holds the vault open keeps the file up; it is
 * written only where both the vault's sealed word and the file itself, with the token of that word, are there. So a file that
 * somebody laid brings out no name, and removing the file is enough to end it, without the password.
 */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { KeySummary } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import { say } from '../../../shared/messages/say.ts';
import { computerIdentity } from '../../platform/computer.ts';
import type { ManagedVault } from '../../vault/index.ts';
import { placesBefore } from '../../vault/move/note.ts';
import type { Vault } from '../../vault/types.ts';
import { keysCollection } from '../registry/records.ts';
import {
  fileOf,
  offerable,
  readNamesFile,
  removeNamesFile,
  writeNamesFile,
  type NamesPlace,
} from './names-file.ts';
import { offeredNamesCollection } from './records.ts';

export interface Offered {
  readonly count: number;
  readonly file: string;
}

/**
 * SECURITY: only on a person's word.
 * @throws AppError as `transaction` does, and `file-unwritable`
 */
export function allowNames(vault: Vault, keys: readonly KeySummary[], place: NamesPlace): Offered {
  const computer = place.computer ?? computerIdentity();
  const token = randomBytes(16).toString('hex');
  const names = namesOf(keys);
  const file = fileOf(place);
  vault.transaction((transaction) => {
    transaction.put(offeredNamesCollection, computer, {
      computer,
      token,
      allowedAt: new Date().toISOString(),
    });
    transaction.audit({ action: 'note', detail: say('command.log-names-allowed') });
    // Both or neither: what throws in here takes the record back.
    try {
      writeNamesFile(file, token, names);
    } catch (cause) {
      throw new AppError({
        code: 'file-unwritable',
        message: say('command.names-not-written', { file }),
        hint: say('command.nothing-was-changed'),
        cause,
      });
    }
  });
  return { count: names.length, file };
}

/** At once, and with no password. @returns whether there were any */
export function forbidNames(place: NamesPlace): boolean {
  const there = [fileOf(place), ...filesBefore(place)].filter((file) => existsSync(file));
  there.forEach(removeNamesFile);
  return there.length > 0;
}

/** A file goes by the vault's folder, and that may have moved. */
function filesBefore(place: NamesPlace): readonly string[] {
  return placesBefore(place.folder).map((folder) => fileOf({ ...place, folder }));
}

/** What was allowed of the vault in its place of before: under the name of this one. @throws what writing throws */
function carryOver(place: NamesPlace, token: string): void {
  const file = fileOf(place);
  for (const before of filesBefore(place)) {
    const there = readNamesFile(before);
    if (there?.token !== token) continue;
    if (!existsSync(file)) writeNamesFile(file, token, there.names);
    removeNamesFile(before);
  }
}

/** For whoever holds the vault open, whenever keys may have changed. */
export function keepNamesUp(vault: Vault, keys: () => readonly KeySummary[], place: NamesPlace): void {
  const computer = place.computer ?? computerIdentity();
  const record = vault.get(offeredNamesCollection, computer);
  if (record === undefined) return;
  const file = fileOf(place);
  try {
    carryOver(place, record.token);
    const there = readNamesFile(file);
    if (there?.token !== record.token) {
      if (vault.writeProblem === null) endIn(vault, computer);
      return;
    }
    const names = namesOf(keys());
    if (JSON.stringify(names) !== JSON.stringify(there.names)) writeNamesFile(file, record.token, names);
  } catch {
    // A full or read-only disk: it is tried again with the next change.
  }
}

/** Those that work come first, where not all fit. A key of one session is nobody's to type. */
function namesOf(keys: readonly KeySummary[]): readonly string[] {
  const named = keys.filter(({ isOfSession }) => isOfSession !== true);
  const isOver = ({ status }: KeySummary): boolean => status === 'revoked' || status === 'expired';
  return offerable([...named.filter((key) => !isOver(key)), ...named.filter(isOver)].map(({ name }) => name));
}

/** The file was taken away: that was the person's word. */
function endIn(vault: Vault, computer: string): void {
  vault.transaction((transaction) => {
    transaction.delete(offeredNamesCollection, computer);
    transaction.audit({ action: 'note', detail: say('command.log-names-ended') });
  });
}

const SOON_MS = 1000;

/** As long as the vault is open: now, and soon after keys changed, here or in another process. */
export function followNames(
  vault: ManagedVault,
  keys: () => readonly KeySummary[],
  place: NamesPlace = { folder: vault.folder },
): void {
  let waiting: NodeJS.Timeout | null = null;
  const keep = (): void => {
    waiting = null;
    // Closed meanwhile, or in a state that is said elsewhere: the next opening sees to it.
    try {
      keepNamesUp(vault, keys, place);
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
    }
  };
  const soon = (): void => {
    waiting ??= setTimeout(keep, SOON_MS).unref();
  };
  vault.onChange(({ collections }) => {
    if (collections.has(keysCollection.name)) soon();
  });
  soon();
}
