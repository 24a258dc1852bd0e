/** What a person changes about connections in this vault; nothing is sent. */
import { AppError } from '../../../../shared/errors.ts';
import { dropTrashOf } from '../../../keys/trash/trash.ts';
import type { ServiceContext } from '../context.ts';
import { forgetConfirmations } from '../../../http/confirmed-addresses.ts';
import { requireName } from '../input.ts';
import { creatorsCollection } from '../people/creators.ts';
import {
  connectionsCollection,
  deletedKeysCollection,
  intentsCollection,
  keysCollection,
  rolesCollection,
  rotationsCollection,
} from '../../../keys/registry/records.ts';
import { freeName } from './connect.ts';
import { say } from '../../../../shared/messages/say.ts';

/** @throws AppError `conflict` where another connection has the name */
export function renameConnection(context: ServiceContext, connectionId: string, name: string): void {
  const wanted = requireName(name, 'connection');
  const { record } = context.connection(connectionId);
  if (record.name !== wanted) {
    if (record.name.toLowerCase() !== wanted.toLowerCase() && freeName(context, wanted) !== wanted) {
      throw new AppError({
        code: 'conflict',
        message: say('account.another-connection-is-named-wanted', { wanted }),
        hint: say('keys.choose-another-name-nothing-was-changed'),
        field: 'name',
      });
    }
    context.transaction((transaction) => {
      const current = transaction.get(connectionsCollection, connectionId);
      if (current === undefined) return;
      transaction.put(connectionsCollection, connectionId, { ...current, name: wanted });
      transaction.audit({
        action: 'connection-changed',
        subjectId: connectionId,
        subjectName: wanted,
        detail: say('account.renamed-from-name', { name: current.name }),
      });
    });
  }
}

/**
 * Takes a connection with its keys and secrets out of the vault; the account itself is unchanged.
 * @throws AppError `conflict` while an operation has an unknown outcome: a key could be left without its secret
 */
export function removeConnection(context: ServiceContext, connectionId: string): void {
  const { record } = context.connection(connectionId);
  context.transaction((transaction) => {
    const open = transaction
      .list(intentsCollection)
      .filter(({ value }) => value.connectionId === connectionId);
    if (open.some(({ value }) => value.state === 'open')) {
      throw new AppError({
        code: 'conflict',
        message: say('account.an-operation-of-name-has-an-outcome', { name: record.name }),
        hint: say('account.synchronise-first-so-that-no-key-is'),
      });
    }
    for (const { id } of open) transaction.delete(intentsCollection, id);
    const keys = transaction.list(keysCollection).filter(({ value }) => value.connectionId === connectionId);
    for (const { id } of keys) {
      transaction.destroySecret(id);
      transaction.delete(keysCollection, id);
    }
    for (const collection of [rolesCollection, rotationsCollection, deletedKeysCollection] as const) {
      for (const { id, value } of transaction.list<{ readonly connectionId: string }>(collection)) {
        if (value.connectionId === connectionId)
          transaction.delete<{ readonly connectionId: string }>(collection, id);
      }
    }
    transaction.delete(creatorsCollection, connectionId);
    dropTrashOf(transaction, connectionId);
    forgetConfirmations(transaction, connectionId);
    transaction.delete(connectionsCollection, connectionId);
    transaction.audit({
      action: 'connection-removed',
      subjectId: connectionId,
      subjectName: record.name,
      detail: say('account.with-length-keys-and-their-secrets-the', { length: keys.length }),
    });
  });
}
