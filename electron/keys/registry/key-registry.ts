/**
 * The keys of an open vault, whosever they are: what every key has is done here, and what only its service can do is asked of
 * the provider that its record names. Answers in the forms of the contract.
 */
import type {
  CheckedRotation,
  KeyDetail,
  KeySummary,
  KeyTestResult,
  Rotation,
} from '../../../shared/domain.ts';
import type { ChannelOutput, ChannelParsedInput, CreatedKey } from '../../../shared/ipc-contract.ts';
import type { KeyUsageReport } from '../../../shared/ipc/guide-channels.ts';
import { PENDING_ID_PREFIX } from '../../../shared/pending-keys.ts';
import type { TrashedKey } from '../../../shared/ipc/upkeep-channels.ts';
import type { SecretBytes } from '../../vault/secret-bytes.ts';
import type { Vault, VaultActor, VaultTransaction } from '../../vault/types.ts';
import { notedPlaceOf, openFindingsByKey } from '../findings/records.ts';
import { deleteKey, dropPending, editKey, keyOf } from '../lifecycle/local-changes.ts';
import { proveSecret } from '../lifecycle/unproven.ts';
import { useSecret, type Purpose } from '../lifecycle/use-secret.ts';
import type { KeyProvider, RevokeInput, RotateInput } from '../provider.ts';
import type { KeyHistory, OperationTerms } from '../types.ts';
import { emptyTrash, listTrash, purgeTrash, restoreFromTrash } from '../trash/trash.ts';
import { Providers } from './providers.ts';
import {
  keysCollection,
  rolesCollection,
  roleRecordId,
  rotationsCollection,
  type KeyRecord,
} from './records.ts';
import { interruptionOf } from './repairs.ts';
import { extendOverlap, listRotations, rotationGone, tickPlace } from './rotation-summaries.ts';
import { pendingSummaries, readView, summarizeKey, type RegistryView } from './summaries.ts';

const AUDIT_ENTRIES = 100;

export interface KeyRegistryOptions {
  readonly vault: Vault;
  readonly actor: VaultActor;
  readonly now: () => Date;
  readonly providers: readonly KeyProvider[];
}

export class KeyRegistry {
  readonly #options: KeyRegistryOptions;
  readonly #providers: Providers;

  constructor(options: KeyRegistryOptions) {
    this.#options = options;
    this.#providers = new Providers(options.vault, options.providers);
  }

  /** Newest first. A key whose service this version does not know stays in the vault, and is not listed. */
  listKeys(): readonly KeySummary[] {
    const { vault } = this.#options;
    const held = vault.heldSecretIds();
    const view = { ...this.#view(), hasSecret: (id: string) => held.has(id) };
    const describe = this.#providers.describer();
    const keys = [...this.#pending(view)];
    for (const { id, value } of vault.list(keysCollection)) {
      const provider = describe(value);
      if (provider !== null) keys.push(summarizeKey(id, value, view, provider));
    }
    return keys.sort((left, right) => inOrder(right.createdAt, left.createdAt) || inOrder(left.id, right.id));
  }

  keyDetail(keyId: string): KeyDetail {
    const { vault, now } = this.#options;
    const view = this.#view();
    const pending = this.#pending(view).find(({ id }) => id === keyId);
    if (pending !== undefined) {
      return {
        ...pending,
        alias: null,
        notes: '',
        updatedAt: pending.createdAt,
        permissions: null,
        replaces: null,
        replacedBy: null,
        places: [],
        rotation: null,
        audit: [],
        interrupted: interruptionOf(view.intents.find(({ id }) => PENDING_ID_PREFIX + id === keyId)?.value),
      };
    }
    const record = keyOf(vault, keyId);
    const role =
      record.roleId === null
        ? undefined
        : vault.get(rolesCollection, roleRecordId(record.connectionId, record.roleId));
    const rotation = this.listRotations().find(
      ({ oldKeyId, newKeyId }) => oldKeyId === keyId || newKeyId === keyId,
    );
    const findings = openFindingsByKey(vault, now()).get(keyId) ?? [];
    return {
      ...this.#summary(keyId, record, view),
      alias: record.alias,
      notes: record.notes,
      updatedAt: record.updatedAt,
      permissions: role?.permissions ?? null,
      replaces: record.replaces,
      replacedBy: record.replacedBy,
      places: [
        ...record.places.map((place) => ({ ...place, kind: 'note' as const })),
        ...findings.map((finding) => ({
          id: finding.id,
          kind: 'finding' as const,
          ...notedPlaceOf(finding.record),
        })),
      ],
      rotation: rotation ?? null,
      audit: [...vault.auditLog({ limit: AUDIT_ENTRIES, subjectId: keyId })],
      interrupted: interruptionOf(view.intentsByKey.get(keyId)),
    };
  }

  keySummary(keyId: string): KeySummary {
    return this.#summary(keyId, keyOf(this.#options.vault, keyId), this.#view());
  }

  // What its service does

  createKey(input: ChannelParsedInput<'keys.create'>, terms?: OperationTerms): Promise<CreatedKey> {
    return this.#asked(() => this.#providers.keeperOf(input.connectionId).issue(input, terms));
  }

  rotateKey(input: RotateInput, terms?: OperationTerms): Promise<CreatedKey> {
    return this.#asked(() => this.#providers.of(input.keyId).rotate(input, terms));
  }

  async revokeKey(input: RevokeInput): Promise<KeySummary> {
    await this.#providers.of(input.keyId).revoke(input);
    return this.keySummary(input.keyId);
  }

  testKey(keyId: string, options: { readonly accountId?: string } = {}): Promise<KeyTestResult> {
    return this.#asked(() => this.#providers.of(keyId).test(keyId, options));
  }

  keyRequests(keyId: string): Promise<ChannelOutput<'keys.requests'>> {
    return this.#asked(() => this.#providers.of(keyId).requests(keyId));
  }

  /** What the service's own log says of a key, newest first. */
  keyHistory(keyId: string): Promise<KeyHistory> {
    return this.#asked(() => this.#providers.of(keyId).history(keyId));
  }

  keyUsage(keyId: string): Promise<KeyUsageReport> {
    return this.#asked(() => this.#providers.of(keyId).usage(keyId));
  }

  // What concerns this vault only

  editKey(input: ChannelParsedInput<'keys.edit'>): KeyDetail {
    this.#write((transaction) => {
      editKey(transaction, input);
    });
    return this.keyDetail(input.keyId);
  }

  /** To the trash; a creation that asks whether to go on is given up. @throws AppError `conflict` where it still works */
  deleteKey(keyId: string): void {
    this.#write((transaction) => {
      if (keyId.startsWith(PENDING_ID_PREFIX))
        dropPending(transaction, keyId.slice(PENDING_ID_PREFIX.length));
      else
        deleteKey(
          transaction,
          keyId,
          this.#providers.factsOf(keyOf(transaction, keyId)),
          this.#options.now(),
        );
    });
  }

  addSecret(keyId: string, secret: SecretBytes, from: 'person' | 'file' = 'person'): KeySummary {
    this.#providers.of(keyId).addSecret(keyId, secret, from);
    return this.keySummary(keyId);
  }

  confirmSecret(keyId: string): KeySummary {
    const { vault } = this.#options;
    proveSecret(
      { key: (id) => ({ record: keyOf(vault, id) }), transaction: (work) => this.#write(work) },
      keyId,
      'confirmed',
    );
    return this.keySummary(keyId);
  }

  useSecret<Result>(
    keyId: string,
    purpose: Purpose,
    use: (secret: SecretBytes) => Result | Promise<Result>,
  ): Promise<Result> {
    const { vault, actor } = this.#options;
    return this.#asked(() =>
      useSecret({ vault, actor, provider: this.#providers.of(keyId) }, keyId, purpose, use),
    );
  }

  // Rotations

  listRotations(): readonly Rotation[] {
    const { vault, now } = this.#options;
    return listRotations(vault, (connectionId) => this.#providers.timeOf(connectionId, now()));
  }

  async checkOldKey(rotationId: string): Promise<CheckedRotation> {
    const outcome = await this.#providers.of(this.#rotation(rotationId).oldKeyId).checkOldKey(rotationId);
    const at = this.#options.now().toISOString();
    return { ...this.#rotation(rotationId), checked: { outcome, at } };
  }

  /** The old key ends now, for the reason that it was rotated for. */
  async endOverlap(keyId: string, confirmation: string | null): Promise<Rotation> {
    const rotation = this.listRotations().find(({ oldKeyId }) => oldKeyId === keyId);
    if (rotation === undefined) throw rotationGone();
    const reason = this.#options.vault.get(rotationsCollection, rotation.id)?.reason ?? null;
    await this.#providers
      .of(keyId)
      .revoke({ keyId, reason: reason ?? { kind: 'other', text: '' }, confirmation });
    return this.#rotation(rotation.id);
  }

  /** @throws AppError `conflict` where the service itself holds the date */
  extendOverlap(rotationId: string, seconds: number): Rotation {
    const { vault, now } = this.#options;
    const connectionId = vault.get(rotationsCollection, rotationId)?.connectionId ?? '';
    this.#write((transaction) => {
      extendOverlap(transaction, rotationId, seconds, this.#providers.timeOf(connectionId, now()));
    });
    return this.#rotation(rotationId);
  }

  tickPlace(rotationId: string, placeId: string, done: boolean): Rotation {
    this.#write((transaction) => {
      tickPlace(transaction, rotationId, placeId, done);
    });
    return this.#rotation(rotationId);
  }

  // Trash

  listTrash(): readonly TrashedKey[] {
    return listTrash(this.#options.vault);
  }

  restoreFromTrash(keyId: string): void {
    restoreFromTrash(this.#options.vault, keyId);
  }

  /** @param keyId null: everything @returns how many */
  emptyTrash(keyId: string | null): number {
    return emptyTrash(this.#options.vault, keyId);
  }

  purgeTrash(): number {
    return purgeTrash(this.#options.vault, this.#options.now());
  }

  /** What is not there is refused as what a service refuses is: by the promise. */
  async #asked<Result>(ask: () => Promise<Result>): Promise<Result> {
    return await ask();
  }

  #write<Result>(work: (transaction: VaultTransaction) => Result): Result {
    return this.#options.vault.transaction(work, this.#options.actor);
  }

  #summary(keyId: string, record: KeyRecord, view: RegistryView): KeySummary {
    return summarizeKey(keyId, record, view, this.#providers.describe(record));
  }

  #pending(view: RegistryView): readonly KeySummary[] {
    return pendingSummaries(view, (connectionId) => this.#providers.ofConnection(connectionId));
  }

  #rotation(id: string): Rotation {
    const rotation = this.listRotations().find((one) => one.id === id);
    if (rotation === undefined) throw rotationGone();
    return rotation;
  }

  #view(): RegistryView {
    const { vault, now } = this.#options;
    const leaks = new Map<string, number>();
    for (const [keyId, findings] of openFindingsByKey(vault, now())) leaks.set(keyId, findings.length);
    return readView(vault, now(), leaks);
  }
}

/** Of times and ids, which no language orders otherwise: a tenth of what `localeCompare` takes. */
function inOrder(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
