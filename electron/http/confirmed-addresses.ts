/**
 * Where this vault may send keys to from this computer. A person confirms an address by typing it, or by a word on one that
 * is shown; before that nothing goes there, whatever a file, a backup or another computer's vault says.
 *
 * SECURITY: each confirmation is a sealed record, bound to the computer, the connection and the address: a copied vault, a
 * changed address and a connection that came in with a file are all unconfirmed. `guardedFetch`, the one way out for a
 * key, takes a `Destination` and nothing else says where to.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { computerIdentity, unreadableIdentity } from '../platform/computer.ts';
import { defineCollection } from '../vault/collection.ts';
import type { VaultReader, VaultTransaction } from '../vault/types.ts';
import { say, type Said } from '../../shared/messages/say.ts';

const confirmationSchema = z.object({
  /** {@link computerIdentity} */
  computer: z.string(),
  /** Of an account or of another service. */
  connectionId: z.string(),
  address: z.string(),
  at: z.string(),
});

/** Never part of an export: it says what was decided on this computer. */
export const confirmedAddressesCollection = defineCollection('confirmed-addresses', confirmationSchema);

function recordId(computer: string, connectionId: string, address: string): string {
  return createHash('sha256')
    .update(JSON.stringify([computer, connectionId, address]))
    .digest('hex');
}

/** @param address as `parseApiAddress` (its origin) or `parseServiceAddress` (its url) gives it */
export function isAddressConfirmed(
  reader: VaultReader,
  connectionId: string,
  address: string,
  computer: string = computerIdentity(),
): boolean {
  const record = reader.get(confirmedAddressesCollection, recordId(computer, connectionId, address));
  return (
    record !== undefined &&
    record.computer === computer &&
    record.connectionId === connectionId &&
    record.address === address
  );
}

/**
 * SECURITY: only after a person typed the address or said yes to it in a dialog or terminal that showed it; or for the
 * embedded sandbox, whose address comes from the process that runs it.
 */
export function confirmAddress(
  transaction: VaultTransaction,
  connectionId: string,
  address: string,
  at: Date,
  computer: string = computerIdentity(),
): void {
  if (isAddressConfirmed(transaction, connectionId, address, computer)) return;
  // An address that it had before is not confirmed for ever: going back to it is a change like any other.
  forgetOthers(transaction, connectionId, computer);
  transaction.put(confirmedAddressesCollection, recordId(computer, connectionId, address), {
    computer,
    connectionId,
    address,
    at: at.toISOString(),
  });
}

function forgetOthers(transaction: VaultTransaction, connectionId: string, computer: string | null): void {
  for (const { id, value } of transaction.list(confirmedAddressesCollection)) {
    if (value.connectionId === connectionId && (computer === null || value.computer === computer))
      transaction.delete(confirmedAddressesCollection, id);
  }
}

/** With the connection itself. */
export function forgetConfirmations(transaction: VaultTransaction, connectionId: string): void {
  forgetOthers(transaction, connectionId, null);
}

/** What a connection that may send nothing says. */
export function asleepMessage(address: string): Said {
  const unreadable = unreadableIdentity();
  if (unreadable !== null) return say('state.asleep-not-known', { address, file: unreadable });
  return say('state.asleep', { address });
}

/** Where a request may go. Made here alone, so that none can be sent without the question. */
export class Destination {
  readonly #origin: string;

  private constructor(address: string) {
    this.#origin = new URL(address).origin;
  }

  /** A connection's own address. @throws AppError `address-unconfirmed` */
  static ofConnection(
    reader: VaultReader,
    connection: { readonly id: string; readonly name: string; readonly address: string },
    computer?: string,
  ): Destination {
    const { id, name, address } = connection;
    if (isAddressConfirmed(reader, id, address, computer)) return new Destination(address);
    const unreadable = unreadableIdentity();
    if (unreadable !== null) {
      throw new AppError({
        code: 'address-unconfirmed',
        message: say('network.whether-the-address-of-name-is-confirmed', { name, unreadable }),
        hint: say('network.nothing-was-sent-look-at-the-files'),
      });
    }
    throw new AppError({
      code: 'address-unconfirmed',
      message: say('network.the-address-of-name-is-not-confirmed', { name, address }),
      hint: say('network.nothing-was-sent-look-at-the-address'),
    });
  }

  /** An address that a person has just given together with the key that goes there, or that this program itself made. */
  static given(address: string): Destination {
    return new Destination(address);
  }

  includes(url: string): boolean {
    return new URL(url).origin === this.#origin;
  }
}

/** What the former one answers counts no more. */
export function addressChangedMeanwhile(name: string): AppError {
  return new AppError({
    code: 'conflict',
    message: say('network.address-changed-meanwhile', { name }),
    hint: say('network.nothing-taken-from-the-answer'),
  });
}

export function addressChanged(name: string): AppError {
  return new AppError({
    code: 'conflict',
    message: say('network.the-address-of-name-is-another-one', { name }),
    hint: say('network.nothing-was-confirmed-look-at-it-again'),
  });
}
