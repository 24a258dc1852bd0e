/** Opens the vault for a command: the password from where the context reads secrets, short waits waited out. */
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { terminalLine } from '../../../shared/harmless-text.ts';
import { AppError } from '../../../shared/errors.ts';
import { foldRescues } from '../../providers/augno/index.ts';
import type { KdfPolicy, ManagedVault } from '../../vault/index.ts';
import { rememberVault } from '../../vault/known-vaults.ts';
import { preventCoreDumps } from '../../platform/core-dumps.ts';
import { defaultKdfPolicy, openVault, readVaultState } from '../../vault/index.ts';
import { missing, waiting } from '../../vault/errors.ts';
import { copiesBeside } from '../../vault/merge/beside.ts';
import type { SecretBytes } from '../../vault/secret-bytes.ts';
import type { CommandContext } from '../types.ts';
import { say } from '../../../shared/messages/say.ts';

/** After one or two failed tries the wait is shorter than starting the command again. */
const WAITED_OUT_MS = 2000;

export interface OpenForCommandOptions {
  readonly kdf?: KdfPolicy;
}

/** Of the commands that open what version 0.1 may have made with a password whose bytes are no text. */
export const PASSWORD_BYTES_OPTION = { 'password-bytes': { type: 'boolean' } } as const;

/** @returns what to open with: `given` is whether `--password-bytes` stands in the command line */
export function kdfTaking(given: unknown): { readonly kdf?: KdfPolicy } {
  return given === true ? { kdf: { ...defaultKdfPolicy(), acceptsAnyBytes: true } } : {};
}

/** @throws AppError `vault-missing`, `vault-waiting` and whatever makes the folder unopenable, before a password is asked for */
async function assertOpenable(context: CommandContext): Promise<void> {
  const state = readVaultState(context.vaultFolder);
  if (state.problem !== null) throw state.problem;
  if (!state.exists) throw missing(context.vaultFolder);
  if (state.nextTryAt === null) return;
  const wait = state.nextTryAt.getTime() - Date.now();
  if (wait > WAITED_OUT_MS) throw waiting(Math.ceil(wait / 1000));
  try {
    await sleep(Math.max(0, wait) + 10, undefined, { signal: context.signal });
  } catch (thrown) {
    throw new AppError({
      code: 'cancelled',
      message: say('command.cancelled'),
      hint: say('command.nothing-was-changed'),
      cause: thrown,
    });
  }
}

/** The open vault and the password that opened it, for commands that need it once more. The caller closes and wipes. */
export async function openVaultWithPassword(
  context: CommandContext,
  options: OpenForCommandOptions = {},
): Promise<{ readonly vault: ManagedVault; readonly password: SecretBytes }> {
  preventCoreDumps();
  await assertOpenable(context);
  const password = await context.readSecret(say('command.master-password'));
  try {
    const vault = await openVault({
      folder: context.vaultFolder,
      actor: 'command',
      credential: { kind: 'password', password },
      ...(options.kdf === undefined ? {} : { kdf: options.kdf }),
    });
    rememberVault(context.vaultFolder);
    sayWriteAccess(context, vault);
    for (const { message, hint } of [...vault.notes, ...foldRescues(vault)])
      context.warn(say('app.first-second', { first: message, second: hint }));
    for (const file of copiesBeside(context.vaultFolder)) {
      const name = terminalLine(path.basename(file));
      context.note(say('command.another-copy-of-a-vault-lies-beside', { name }));
    }
    return { vault, password };
  } catch (thrown) {
    password.wipe();
    throw thrown;
  }
}

/** Said once; what is read goes on without it. */
function sayWriteAccess(context: CommandContext, vault: ManagedVault): void {
  const { problem } = vault.writeAccess;
  if (problem !== null)
    context.warn(say('command.message-it-is-only-read-nothing-is', { message: problem.said.message }));
  let said = 0;
  vault.onWriteAccess(({ pending, kept }) => {
    if (pending <= said) return;
    said = pending;
    context.warn(
      kept ? say('command.this-is-not-yet-in-the-vaults') : say('command.this-is-not-in-the-vaults-log'),
    );
  });
}

/**
 * Reads the master password and opens the vault; the caller closes it.
 * @throws AppError as `openVault` does
 */
export async function openVaultForCommand(
  context: CommandContext,
  options: OpenForCommandOptions = {},
): Promise<ManagedVault> {
  const { vault, password } = await openVaultWithPassword(context, options);
  password.wipe();
  return vault;
}
