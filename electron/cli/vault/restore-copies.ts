/** `augno-vault restore --from-copies`: back to one of the copies that the vault makes of itself. */
import { AppError } from '../../../shared/errors.ts';
import { KEY_COLLECTIONS } from '../../inventory/collections.ts';
import {
  listCopies,
  listRollingBackups,
  restoreCopy,
  tryCopy,
  type CopiesOptions,
  type FoundCopy,
} from '../../vault/index.ts';
import type { SecretBytes } from '../../vault/secret-bytes.ts';
import { noteAsleep } from '../augno/addresses.ts';
import { printRows } from '../output.ts';
import { EXIT, type CommandContext } from '../types.ts';
import { usage } from '../arguments.ts';
import { kdfTaking } from './open.ts';
import { addressesOf, afterAddresses, restoredJson } from './restored-addresses.ts';
import { say } from '../../../shared/messages/say.ts';

export const COPIES_OPTIONS = {
  'from-copies': { type: 'boolean' },
  list: { type: 'boolean' },
  try: { type: 'string' },
  use: { type: 'string' },
} as const;

type Values = Readonly<Record<string, string | boolean | undefined>>;

/** @throws AppError `invalid-input` */
export function assertNoCopiesOptions(values: Values): void {
  for (const name of ['list', 'try', 'use'])
    if (values[name] !== undefined)
      throw usage(say('command.name-goes-with-from-copies', { name }), 'restore');
}

/** @throws AppError as `listCopies`, `tryCopy` and `restoreCopy` do */
export async function restoreFromCopies(values: Values, context: CommandContext): Promise<number> {
  const chosen = ['list', 'try', 'use'].filter((name) => values[name] !== undefined);
  if (chosen.length > 1)
    throw usage(
      say('command.chosen-are-different-things-to-do-give', { chosen: chosen.join(' and --') }),
      'restore',
    );
  const replace = values['replace'] === true;
  if (replace && values['use'] === undefined) throw usage(say('command.replace-goes-with-use'), 'restore');
  const wanted = dateOf(values['use'] ?? values['try']);
  assertThere(context.vaultFolder, wanted);
  const secret = await context.readSecret(say('command.master-password-of-that-time'));
  const options: CopiesOptions = {
    folder: context.vaultFolder,
    actor: 'command',
    secret,
    keyCollections: KEY_COLLECTIONS,
    ...kdfTaking(values['password-bytes']),
  };
  try {
    if (wanted === null) return printCopies(await listCopies(options), context);
    const name = await nameOf(wanted, options);
    if (values['try'] !== undefined) return await tryOne({ ...options, name }, context);
    return await useOne({ ...options, name, replace }, context, secret, values['password-bytes']);
  } finally {
    secret.wipe();
  }
}

/** Milliseconds, or the newest. */
function dateOf(text: string | boolean | undefined): number | 'newest' | null {
  if (typeof text !== 'string') return null;
  if (text === 'newest') return text;
  const date = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(date)) return date;
  throw usage(say('command.the-date-has-to-be-one-that'), 'restore');
}

/** Before a password is asked for. */
function assertThere(folder: string, wanted: number | 'newest' | null): void {
  if (typeof wanted !== 'number') return;
  if (listRollingBackups(folder).some(({ at }) => at.getTime() === wanted)) return;
  throw new AppError({
    code: 'not-found',
    message: say('command.there-is-no-automatic-copy-of-value', { value: new Date(wanted).toISOString() }),
    hint: say('command.nothing-was-changed-see-augno-vault-restore'),
  });
}

async function nameOf(wanted: number | 'newest', options: CopiesOptions): Promise<string> {
  const copies = await listCopies(options);
  if (wanted !== 'newest') return copies.find(({ at }) => at.getTime() === wanted)?.name ?? '';
  for (const { name, holds } of copies)
    if (holds !== null && (await tryCopy({ ...options, name })).sound) return name;
  throw new AppError({
    code: 'vault-damaged',
    message: say('command.none-of-the-automatic-copies-is-whole'),
    hint: say('command.nothing-was-changed-restore-a-backup-file'),
  });
}

function printCopies(copies: readonly FoundCopy[], context: CommandContext): number {
  if (context.globals.json) {
    context.printJson({
      copies: copies.map(({ at, name, holds, otherPassword, problem }) => ({
        date: at.toISOString(),
        name,
        keys: holds?.keys ?? null,
        secrets: holds?.secrets ?? null,
        state: holds !== null ? 'opens' : otherPassword ? 'other-password' : 'damaged',
        problem: problem?.said.message ?? null,
      })),
    });
    return EXIT.done;
  }
  printRows(
    context,
    copies.map(({ at, holds, problem }) => [
      at.toISOString(),
      holds === null
        ? (problem?.said.message ?? say('command.opens-with-another-password'))
        : say('table.keys-and-secrets', { keys: holds.keys, secrets: holds.secrets }),
    ]),
  );
  context.note(say('command.put-one-in-place-with-augno-vault'));
  return EXIT.done;
}

async function tryOne(
  options: CopiesOptions & { readonly name: string },
  context: CommandContext,
): Promise<number> {
  const { sound, problems, keys, secrets } = await tryCopy(options);
  if (context.globals.json) context.printJson({ name: options.name, sound, problems, keys, secrets });
  else if (sound) context.print(say('command.whole-keys-keys-and-secrets-secrets-could', { keys, secrets }));
  else for (const problem of problems) context.print(problem);
  return sound ? EXIT.done : EXIT.vault;
}

async function useOne(
  options: CopiesOptions & { readonly name: string; readonly replace: boolean },
  context: CommandContext,
  secret: SecretBytes,
  passwordBytes: unknown,
): Promise<number> {
  const restored = await restoreCopy(options);
  const { madeAt, secrets, replaced } = restored;
  const { asleep, failure } = await addressesOf(context, secret, passwordBytes);
  if (context.globals.json) {
    context.printJson(restoredJson(context.vaultFolder, restored, asleep));
  } else {
    context.print(
      say('command.the-vault-of-vaultfolder-is-the-copy', {
        vaultFolder: context.vaultFolder,
        madeAt: madeAt.toISOString(),
        secrets,
      }),
    );
  }
  if (replaced !== null) context.note(say('command.the-vault-that-was-there-is-now', { replaced }));
  context.note(say('command.what-was-changed-since-that-copy-is'));
  noteAsleep(context, asleep);
  return afterAddresses(context, failure);
}
