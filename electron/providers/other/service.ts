/** The keys of other services: puts the parts together and answers in the forms of the contract. */
import type { KeyDetail, KeySummary, KeyTestResult, Rotation } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import type { TrashedKey } from '../../../shared/ipc/upkeep-channels.ts';
import type { EvidenceSettings } from '../../../shared/evidence.ts';
import type { ChannelOutput, ChannelParsedInput } from '../../../shared/ipc-contract.ts';
import { AUGNO_PROVIDER_ID, type ProviderConnection } from '../../../shared/providers.ts';
import type { OtherKeys } from '../../keys/findings/index.ts';
import type { SecretBytes } from '../../vault/secret-bytes.ts';
import type { AddressQuestion } from '../../../shared/account-address.ts';
import { addressQuestions, confirmService } from './confirm.ts';
import {
  addConnection,
  checkedAddress,
  describeConnection,
  editConnection,
  removeConnection,
} from './connections.ts';
import { ProviderContext } from './context.ts';
import { evidenceOf, otherKeysOf } from './evidence.ts';
import { checkOldKey, checkRevoked, importText, rotateKey, testKey, testNewKey } from './lifecycle.ts';
import { addSecret, deleteKey, editDates, editKey, useSecret } from './local.ts';
import type { Provider } from '../../keys/provider.ts';
import {
  CONNECTION_ID_PREFIX,
  KEY_ID_PREFIX,
  providerConnectionsCollection,
  providerKeysCollection,
  providerRotationsCollection,
  ROTATION_ID_PREFIX,
} from '../../keys/registry/other-records.ts';
import { storeKey } from './store-key.ts';
import {
  openFindings,
  placesOfFindings,
  summarizeProviderKey,
  summarizeProviderRotation,
  type OpenFinding,
} from './summaries.ts';
import { emptyTrash, listTrash, purgeTrash, restoreFromTrash } from './trash.ts';
import type {
  AddKeyInput,
  ChangedAddress,
  ImportedKeys,
  ProviderService,
  ProviderServiceOptions,
  RotateKeyInput,
  ServiceChange,
  ServiceInput,
  StoredKey,
} from './types.ts';

const AUDIT_ENTRIES = 100;

export class VaultProviderService implements ProviderService {
  readonly otherKeys: OtherKeys;
  readonly #context: ProviderContext;

  constructor(options: ProviderServiceOptions, providers: readonly Provider[]) {
    this.#context = new ProviderContext(options, providers);
    this.otherKeys = otherKeysOf(this.#context, (keyId) => this.#summary(keyId));
  }

  owns(id: string): boolean {
    return [KEY_ID_PREFIX, CONNECTION_ID_PREFIX, ROTATION_ID_PREFIX].some((prefix) => id.startsWith(prefix));
  }

  // Services

  list(): ChannelOutput<'providers.list'> {
    const context = this.#context;
    return {
      providers: [...context.providers.values()].map(({ description }) => description),
      connections: context.vault
        .list(providerConnectionsCollection)
        .filter(({ value }) => context.providers.has(value.provider))
        .map(({ id }) => describeConnection(context, id))
        .sort((left, right) => left.name.localeCompare(right.name)),
    };
  }

  newAddress(input: ServiceInput): string | null {
    return input.provider === AUGNO_PROVIDER_ID
      ? null
      : checkedAddress(this.#context, input.provider, input, null);
  }

  changedAddress(input: ServiceChange): ChangedAddress | null {
    const { id, record } = this.#context.connection(input.connectionId);
    const to = checkedAddress(this.#context, record.provider, input, id);
    return to === null || to === record.url ? null : { name: record.name, from: record.url, to };
  }

  addConnection(input: ServiceInput): ProviderConnection {
    return addConnection(this.#context, input);
  }

  editConnection(input: ServiceChange): ProviderConnection {
    return editConnection(this.#context, input);
  }

  removeConnection(connectionId: string): void {
    removeConnection(this.#context, connectionId);
  }

  addressQuestions(): readonly AddressQuestion[] {
    return addressQuestions(this.#context);
  }

  confirmAddress(connectionId: string, address: string): void {
    confirmService(this.#context, connectionId, address);
  }

  pagesOf(connectionId: string): string {
    const { record } = this.#context.connection(connectionId);
    const { address } = this.#context.provider(record.provider).description;
    if (record.url !== null && address.use === 'base') return record.url;
    throw new AppError({
      code: 'unsupported',
      message: `The vault does not know the pages of “${record.name}”.`,
      hint: 'Open them yourself, in the browser you use for it.',
    });
  }

  // Keys that come and go

  async addKey(input: AddKeyInput): Promise<StoredKey> {
    const id = storeKey(this.#context, { ...input, how: 'stored by hand.' });
    const test = await testNewKey(this.#context, id);
    return { key: this.#summary(id), test };
  }

  async rotateKey(input: RotateKeyInput): Promise<StoredKey> {
    const id = rotateKey(this.#context, input);
    const test = await testNewKey(this.#context, id);
    return { key: this.#summary(id), test };
  }

  editDates(input: ChannelParsedInput<'providers.edit-key'>): KeySummary {
    editDates(this.#context, input);
    return this.#summary(input.keyId);
  }

  async checkRevoked(input: ChannelParsedInput<'providers.check-revoked'>): Promise<StoredKey> {
    const test = await checkRevoked(this.#context, input);
    return { key: this.#summary(input.keyId), test };
  }

  importText(input: ChannelParsedInput<'providers.import'>): ImportedKeys {
    return importText(this.#context, input);
  }

  // What every key has

  listKeys(): readonly KeySummary[] {
    const findings = openFindings(this.#context.vault, this.#context.now());
    return this.#context.vault
      .list(providerKeysCollection)
      .filter(({ value }) => this.#context.providers.has(value.provider))
      .map(({ id }) => this.#summary(id, findings));
  }

  keyDetail(keyId: string): KeyDetail {
    const context = this.#context;
    const { record } = context.key(keyId);
    const findings = openFindings(context.vault, context.now());
    const rotation = this.listRotations().find(
      ({ oldKeyId, newKeyId }) => oldKeyId === keyId || newKeyId === keyId,
    );
    return {
      ...this.#summary(keyId, findings),
      alias: record.alias,
      notes: record.notes,
      updatedAt: record.updatedAt,
      permissions: null,
      replaces: record.replaces,
      replacedBy: record.replacedBy,
      places: [
        ...record.places.map((place) => ({ ...place, kind: 'note' as const })),
        ...placesOfFindings(findings.get(keyId) ?? []),
      ],
      rotation: rotation ?? null,
      audit: [...context.vault.auditLog({ limit: AUDIT_ENTRIES, subjectId: keyId })],
    };
  }

  deleteKey(keyId: string): void {
    deleteKey(this.#context, keyId);
  }

  listTrash(): readonly TrashedKey[] {
    return listTrash(this.#context.vault);
  }

  restoreFromTrash(keyId: string): void {
    restoreFromTrash(this.#context.vault, keyId);
  }

  emptyTrash(keyId: string | null): number {
    return emptyTrash(this.#context.vault, keyId);
  }

  purgeTrash(): number {
    return purgeTrash(this.#context.vault, this.#context.now());
  }

  testKey(keyId: string): Promise<KeyTestResult> {
    return testKey(this.#context, keyId);
  }

  editKey(input: ChannelParsedInput<'keys.edit'>): KeyDetail {
    editKey(this.#context, input);
    return this.keyDetail(input.keyId);
  }

  addSecret(keyId: string, secret: SecretBytes): KeySummary {
    addSecret(this.#context, keyId, secret);
    return this.#summary(keyId);
  }

  useSecret<Result>(
    keyId: string,
    purpose: 'reveal' | 'copy' | 'inject',
    use: (secret: SecretBytes) => Result | Promise<Result>,
  ): Promise<Result> {
    return useSecret(this.#context, keyId, purpose, use);
  }

  // Rotations

  listRotations(): readonly Rotation[] {
    const { vault } = this.#context;
    return vault
      .list(providerRotationsCollection)
      .map(({ id, value }) =>
        summarizeProviderRotation(id, value, vault.get(providerKeysCollection, value.oldKeyId)),
      );
  }

  async checkOldKey(rotationId: string): Promise<Rotation> {
    await checkOldKey(this.#context, rotationId);
    return this.#rotation(rotationId);
  }

  tickPlace(rotationId: string, placeId: string, done: boolean): Rotation {
    this.#context.rotation(rotationId);
    this.#context.transaction((transaction) => {
      const record = transaction.get(providerRotationsCollection, rotationId);
      if (record === undefined) return;
      const places = record.places.map((place) => (place.id === placeId ? { ...place, done } : place));
      transaction.put(providerRotationsCollection, rotationId, { ...record, places });
    });
    return this.#rotation(rotationId);
  }

  evidence(): EvidenceSettings | null {
    return evidenceOf(this.#context);
  }

  close(): void {
    this.#context.abort.abort();
  }

  #rotation(id: string): Rotation {
    const { record } = this.#context.rotation(id);
    return summarizeProviderRotation(
      id,
      record,
      this.#context.vault.get(providerKeysCollection, record.oldKeyId),
    );
  }

  #summary(keyId: string, known?: ReadonlyMap<string, readonly OpenFinding[]>): KeySummary {
    const context = this.#context;
    const { record } = context.key(keyId);
    const findings = known ?? openFindings(context.vault, context.now());
    return summarizeProviderKey(keyId, record, {
      provider: context.provider(record.provider),
      connection: context.connection(record.connectionId).record,
      secretHeld: context.vault.hasSecret(keyId),
      leaks: findings.get(keyId)?.length ?? 0,
      rotatingAway: record.replacedBy !== null,
      now: context.now(),
    });
  }
}
