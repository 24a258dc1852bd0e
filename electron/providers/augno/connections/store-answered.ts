/** What repairing and moving a connection write alike, once its account has answered. */
import type { VaultTransaction } from '../../../vault/types.ts';
import { confirmAddress } from '../../../http/confirmed-addresses.ts';
import {
  connectionsCollection,
  keysCollection,
  type ConnectionRecord,
} from '../../../keys/registry/records.ts';
import type { ServiceContext } from '../context.ts';
import { freshRecord, serverFields } from '../sync/reconcile.ts';
import { requireItsKey } from './account-check.ts';
import type { Asked, Target } from './ask.ts';
import { certain } from '../../../../shared/certain.ts';

/** A connection goes on with what answered: that address, that brand and that admin key, whose record is its own. */
export function storeAnswered(
  context: ServiceContext,
  transaction: VaultTransaction,
  answered: {
    readonly connectionId: string;
    /** What stays of its record. */
    readonly current: ConnectionRecord;
    readonly target: Target;
    readonly asked: Asked;
    readonly adminKeyId: string;
    readonly at: string;
  },
): void {
  const { connectionId, current, target, asked, adminKeyId, at } = answered;
  requireItsKey(transaction, connectionId, adminKeyId, target.key);
  transaction.put(connectionsCollection, connectionId, {
    ...current,
    origin: target.origin,
    brand: asked.brand,
    adminKeyId,
    apiVersion: asked.version,
    problem: null,
    accountId: asked.identity.accountId ?? current.accountId,
    accountName: asked.identity.accountName ?? current.accountName,
  });
  confirmAddress(transaction, connectionId, target.origin, context.now(), context.computer);
  const reply = certain(asked.keys.find((candidate) => candidate.id === adminKeyId));
  const known = transaction.get(keysCollection, adminKeyId);
  transaction.put(
    keysCollection,
    adminKeyId,
    known === undefined
      ? freshRecord(reply, { connectionId, mode: target.key.mode, origin: 'elsewhere', firstSeenAt: at })
      : { ...known, ...serverFields(reply, known) },
  );
}
