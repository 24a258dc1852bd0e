/** The addresses of a vault that was just put in place. */
import { toAppError, type AppError } from '../../../shared/errors.ts';
import type { AddressQuestion } from '../../../shared/account-address.ts';
import { openVault } from '../../vault/index.ts';
import type { SecretBytes } from '../../vault/secret-bytes.ts';
import { askAboutAddresses } from '../augno/addresses.ts';
import { withServices } from '../augno/session.ts';
import { exitCodeOf } from '../exit-code.ts';
import { EXIT, type CommandContext } from '../types.ts';
import { kdfTaking } from './open.ts';
import { say } from '../../../shared/messages/say.ts';

export interface RestoredAddresses {
  readonly asleep: readonly AddressQuestion[];
  /** They could not be looked at. */
  readonly failure: AppError | null;
}

/** Asks about them; the vault opens with the password it was restored with. Never rejects: the vault is in place. */
export async function addressesOf(
  context: CommandContext,
  password: SecretBytes,
  passwordBytes: unknown,
): Promise<RestoredAddresses> {
  try {
    return { asleep: await lookAt(context, password, passwordBytes), failure: null };
  } catch (thrown) {
    return { asleep: [], failure: toAppError(thrown) };
  }
}

async function lookAt(
  context: CommandContext,
  password: SecretBytes,
  passwordBytes: unknown,
): Promise<readonly AddressQuestion[]> {
  const vault = await openVault({
    folder: context.vaultFolder,
    actor: 'command',
    credential: { kind: 'password', password },
    ...kdfTaking(passwordBytes),
  });
  try {
    return await withServices(context, vault, ({ service }) => askAboutAddresses(context, service, null));
  } finally {
    vault.close();
  }
}

/** @returns the exit code; no sentence may say that nothing was changed */
export function afterAddresses(context: CommandContext, failure: AppError | null): number {
  if (failure === null) return EXIT.done;
  context.warn(
    say('command.the-vault-was-restored-its-connections-could', { message: failure.said.message }),
  );
  return exitCodeOf(failure.code);
}

/** The stable form of `restore --json`. */
export function restoredJson(
  folder: string,
  restored: {
    readonly vaultId: string;
    readonly madeAt: Date;
    readonly records: number;
    readonly secrets: number;
    readonly replaced: string | null;
  },
  asleep: readonly AddressQuestion[],
): Readonly<Record<string, unknown>> {
  const { vaultId, madeAt, records, secrets, replaced } = restored;
  return {
    vaultId,
    folder,
    madeAt: madeAt.toISOString(),
    records,
    secrets,
    replaced,
    asleep: asleep.map(({ connectionId: id, name, address: url }) => ({ id, name, url })),
  };
}
