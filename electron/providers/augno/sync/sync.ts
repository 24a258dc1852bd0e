/** Pull, reconcile, and what follows from it: open intents are looked into, plans that are due carried out. */
import { otherBrand, type BrandId } from '../../../../shared/brands.ts';
import { ReadBudget } from '../api/bounds.ts';
import type { ApiClient } from '../api/client.ts';
import type { WholeList } from '../api/caller.ts';
import { HOUR_MS, MINUTE_MS } from '../../../../shared/times.ts';
import { unreadSentence } from '../../../../shared/unread-entries.ts';
import { unreadOf, type ApiKeyReply, type RoleReply } from '../api/schemas.ts';
import { steppingDown } from '../api/step-down.ts';
import { missesItsHeader } from '../connections/ask.ts';
import { auditMoved } from '../connections/audit-moved.ts';
import { reconcileRoles, rolesOf, writeRoles } from '../connections/listed-roles.ts';
import { isAnother, type HealthMonitor } from '../connections/health.ts';
import type { ServiceContext } from '../context.ts';
import { keptRepliesCollection } from '../../../keys/kept/records.ts';
import { isForeignId } from '../../../keys/registry/owner.ts';
import {
  connectionsCollection,
  deletedKeysCollection,
  intentsCollection,
  keysCollection,
  type KeyRecord,
} from '../../../keys/registry/records.ts';
import type { VaultReader } from '../../../vault/types.ts';
import { reconcileKeys, type ReconcileResult } from './reconcile.ts';
import type { RestoreWatch } from './restored.ts';
import { say } from '../../../../shared/messages/say.ts';
import { certain } from '../../../../shared/certain.ts';

/** How old the stored time of the last synchronisation may get while nothing else is to be written. */
const REFRESH_SYNC_TIME_MS = HOUR_MS;
/** More news than this at once is summed up in one audit entry. */
const SEPARATE_AUDIT_ENTRIES = 200;

/** What is done here while lists are read is rare; whoever works without pause gets the next synchronisation. */
const MOST_PULLS = 3;

/** Reads again where something was done here meanwhile of which the lists may not know yet. */
export async function pullAndReconcile(
  ...[context, health, restores, connectionId, signal]: Parameters<typeof pullOnce>
): Promise<void> {
  for (let pulls = 0; pulls < MOST_PULLS; pulls += 1) {
    if ((await pullOnce(context, health, restores, connectionId, signal)) === 0) return;
  }
}

/** @returns how many keys were left as they are, since they were written while the lists were read */
async function pullOnce(
  context: ServiceContext,
  health: HealthMonitor,
  restores: RestoreWatch,
  connectionId: string,
  signal?: AbortSignal,
): Promise<number> {
  const { record: asked } = context.connection(connectionId);
  const knownBefore = keysOf(context.vault, connectionId);
  const meanwhile = { isWritten: false };
  const stopListening = context.vault.onChange(({ collections }) => {
    if (collections.has(keysCollection.name)) meanwhile.isWritten = true;
  });
  const pulledAt = context.timestamp();
  const rolesBefore = rolesOf(context.vault, connectionId);
  let keys: WholeList<ApiKeyReply>;
  let roleList: WholeList<RoleReply>;
  try {
    [keys, roleList] = await pull(context, connectionId, signal);
  } catch (thrown) {
    const now = context.vault.get(connectionsCollection, connectionId);
    if (now !== undefined && isAnother(now, asked) && signal?.aborted !== true) return 1;
    health.failed(connectionId, thrown, asked);
    throw thrown;
  } finally {
    stopListening();
  }
  const at = context.timestamp();
  const window = restores.latest();
  const plan = (reader: VaultReader, known: ReadonlyMap<string, KeyRecord>): ReconcileResult =>
    reconcileKeys({
      connectionId,
      connectionMode: context.connection(connectionId).record.mode,
      listed: keys.items,
      skipped: keys.skipped,
      known,
      knownBefore,
      isForeign: (id) => isForeignId(reader, id, connectionId),
      isDeleted: (id) => reader.get(deletedKeysCollection, id) !== undefined,
      intents: [
        ...reader.list(intentsCollection).map(({ value }) => value),
        ...reader.list(keptRepliesCollection).map(({ value }) => value.intent),
      ].filter((intent) => intent.connectionId === connectionId),
      pulledAt,
      now: at,
      first: context.connection(connectionId).record.lastSyncedAt === null,
      // Clocks differ a little between here and there.
      restoredWindow:
        window === null ? null : { from: shift(window.from, -300_000), until: shift(window.until, 300_000) },
    });

  const planRoles = (reader: VaultReader) => reconcileRoles(reader, connectionId, rolesBefore, roleList);
  const roles = planRoles(context.vault);
  const { record } = context.connection(connectionId);
  const stale =
    record.lastSyncedAt === null || Date.parse(at) - Date.parse(record.lastSyncedAt) > REFRESH_SYNC_TIME_MS;
  // Thousands of records are read once where nobody wrote one; what is written is planned on what the lock shows.
  const preview = plan(
    context.vault,
    meanwhile.isWritten ? keysOf(context.vault, connectionId) : knownBefore,
  );
  let { overtaken } = preview;
  const clockAheadMs = context.aheadOf(connectionId) ?? 0;
  const clockMoved = Math.abs(clockAheadMs - (record.clockAheadMs ?? 0)) > MINUTE_MS;
  if (
    preview.changes.length > 0 ||
    roles.changed.length > 0 ||
    roles.gone.length > 0 ||
    stale ||
    clockMoved ||
    record.problem !== null
  ) {
    context.transaction((transaction) => {
      const current = transaction.get(connectionsCollection, connectionId);
      if (current === undefined) return;
      // Moved meanwhile: what was found is of where it was before.
      if (current.origin !== asked.origin) {
        overtaken = 1;
        return;
      }
      // Again, with the lock held: another process may have written since.
      const planned = plan(transaction, keysOf(transaction, connectionId));
      const { changes } = planned;
      ({ overtaken } = planned);
      for (const change of changes) transaction.put(keysCollection, change.id, change.record);
      writeRoles(transaction, connectionId, planRoles(transaction));
      transaction.put(connectionsCollection, connectionId, {
        ...current,
        lastSyncedAt: at,
        problem: null,
        clockAheadMs,
      });
      const news = changes.filter((change) => change.audit !== null);
      for (const change of news.slice(0, SEPARATE_AUDIT_ENTRIES)) {
        transaction.audit({
          ...certain(change.audit),
          subjectId: change.id,
          subjectName: change.record.alias ?? change.record.apiName,
        });
      }
      if (news.length > SEPARATE_AUDIT_ENTRIES) {
        transaction.audit({
          action: 'key-changed-elsewhere',
          subjectId: connectionId,
          subjectName: current.name,
          detail: say('account.length-more-keys-appeared-or-changed-elsewhere', {
            length: news.length - SEPARATE_AUDIT_ENTRIES,
          }),
        });
      }
    }, 'background');
  }
  health.synced(connectionId, at, unreadSentence(unreadOf([...keys.skipped, ...roleList.skipped])));
  return overtaken;
}

function shift(at: string, milliseconds: number): string {
  return new Date(Date.parse(at) + milliseconds).toISOString();
}

function keysOf(reader: VaultReader, connectionId: string): ReadonlyMap<string, KeyRecord> {
  const own = new Map<string, KeyRecord>();
  for (const { id, value } of reader.list(keysCollection)) {
    if (value.connectionId === connectionId) own.set(id, value);
  }
  return own;
}

/**
 * With the newest version that is known here, once a process; else with the one that worked last. Another one where the
 * server does not know it, and the vendor's other name where it goes by that one now: a server may be renamed where it is.
 */
async function pull(
  context: ServiceContext,
  connectionId: string,
  signal?: AbortSignal,
): Promise<[WholeList<ApiKeyReply>, WholeList<RoleReply>]> {
  const { record } = context.connection(connectionId);
  // One budget for all lists of this synchronisation.
  const budget = new ReadBudget(context.tuning.bounds);
  const newest = context.versionToTry(connectionId, record);
  const pullAs = (brand: BrandId) =>
    steppingDown(newest, async (version): Promise<[WholeList<ApiKeyReply>, WholeList<RoleReply>]> => {
      const client: ApiClient = context.client(connectionId, { version, brand, budget });
      return [await client.listKeys(signal), await client.listRoles(signal)];
    });
  let { brand } = record;
  const { result, version } = await pullAs(brand).catch(async (first: unknown) => {
    if (!missesItsHeader(first)) throw first;
    brand = otherBrand(brand);
    return await pullAs(brand).catch((second: unknown) => {
      throw missesItsHeader(second) ? first : second;
    });
  });
  if (version !== record.apiVersion || brand !== record.brand) {
    context.transaction((transaction) => {
      const current = transaction.get(connectionsCollection, connectionId);
      // Moved meanwhile: what was found is of where it was before.
      if (current === undefined || current.origin !== record.origin) return;
      transaction.put(connectionsCollection, connectionId, { ...current, apiVersion: version, brand });
      if (brand === current.brand) return;
      auditMoved(transaction, connectionId, current, { origin: current.origin, brand });
    }, 'background');
  }
  return result;
}
