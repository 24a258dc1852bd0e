/** `augno-vault recovery-key` */
import { accessSync, constants, lstatSync, rmSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { assertOutsideVaults } from '../../files/own-files.ts';
import { syncedBy } from '../../platform/synced-folder.ts';
import { emergencyKitPage, type ManagedVault } from '../../vault/index.ts';
import type { SecretBytes } from '../../vault/secret-bytes.ts';
import { writeWhole } from '../../vault/storage/files.ts';
import { platformRandom } from '../../vault/storage/rows.ts';
import { EXIT, type Command } from '../types.ts';
import { readArguments, usage } from '../arguments.ts';
import { openVaultForCommand } from './open.ts';
import { say, type Said } from '../../../shared/messages/say.ts';

export const recoveryKeyCommand: Command = {
  name: 'recovery-key',
  async run(args, context) {
    const { values } = readArguments('recovery-key', args, { kit: { type: 'string' } });
    const kit = typeof values['kit'] === 'string' ? values['kit'] : null;
    // The name of a variable that is not set: no file has it, and the key that is there would be gone.
    if (kit === '') throw usage(say('command.name-needs-a-value', { name: '--kit' }), 'recovery-key');
    // Said before a password is asked for, and before there is a kit.
    const service = kit === null ? null : syncedBy(path.resolve(kit));
    if (service !== null) context.warn(say('command.kit-copied-by-service', { service }));
    const vault = await openVaultForCommand(context);
    try {
      // Before there is another one.
      if (kit !== null) assertFree(kit, context.vaultFolder);
      // It opens nothing yet: the one before goes on working until somebody has this one.
      const recoveryKey = vault.draftRecoveryKey();
      try {
        // SECURITY: the one output of this command; the key exists nowhere else.
        const text = recoveryKey.revealText();
        if (kit === null) {
          if (context.globals.json) context.printJson({ recoveryKey: text });
          else context.print(text);
          if ((await context.outputWritten?.()) === false) {
            context.remember?.(NOT_KEPT);
            return EXIT.done;
          }
        } else writeKit(kit, text, vault.name, context.vaultFolder);
        keep(vault, recoveryKey, kit);
      } finally {
        recoveryKey.wipe();
      }
    } finally {
      vault.close();
    }
    if (kit !== null) {
      if (context.globals.json) context.printJson({ kit });
      else context.print(say('command.wrote-kit-print-it-then-delete-the', { kit }));
    }
    context.note(say('command.any-recovery-key-made-before-opens-nothing'));
    return EXIT.done;
  },
};

const NOT_KEPT = say('command.no-new-recovery-key-was-kept');

function writeKit(kit: string, text: string, vaultName: string, vaultFolder: string): void {
  const page = emergencyKitPage({ vaultName, vaultFolder, recoveryKey: text, madeAt: new Date() });
  try {
    if (writeWhole(kit, [Buffer.from(page)], platformRandom, false)) return;
  } catch (thrown) {
    throw notWritable(NOT_KEPT, thrown);
  }
  throw exists(kit);
}

/** Somebody may have read it by now: where the vault does not take it, it opens nothing, and that is said. */
function keep(vault: ManagedVault, recoveryKey: SecretBytes, kit: string | null): void {
  try {
    vault.keepRecoveryKey(recoveryKey);
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    if (kit !== null) rmSync(kit, { force: true });
    throw new AppError({
      code: thrown.code,
      message: say('command.the-new-recovery-key-opens-nothing', { message: thrown.said.message }),
      hint: NOT_KEPT,
      cause: thrown,
    });
  }
}

function assertFree(file: string, vaultFolder: string): void {
  const folder = path.dirname(path.resolve(file));
  let isTaken: boolean;
  try {
    isTaken = lstatSync(file, { throwIfNoEntry: false }) !== undefined;
    // With the separator at its end no file passes for a folder.
    if (!isTaken) accessSync(`${folder}${path.sep}`, constants.W_OK | constants.X_OK);
  } catch (thrown) {
    throw notWritable(say('command.nothing-was-changed-check-the-path'), thrown);
  }
  if (isTaken) throw exists(file);
  assertOutsideVaults(file, vaultFolder);
}

function notWritable(hint: Said, cause: unknown): AppError {
  return new AppError({
    code: 'vault-unwritable',
    message: say('app.the-file-could-not-be-written-there'),
    hint,
    cause,
  });
}

function exists(file: string): AppError {
  return new AppError({
    code: 'conflict',
    message: say('command.the-file-file-exists-already', { file }),
    hint: say('command.it-was-not-touched-give-another-name'),
  });
}
