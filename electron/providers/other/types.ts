/** The keys of other services in an open vault, as the app's vault process and the command use them. */
import type { KeySummary } from '../../../shared/domain.ts';
import type { EvidenceSettings } from '../../../shared/evidence.ts';
import type { ChannelOutput, ChannelParsedInput } from '../../../shared/ipc-contract.ts';
import type { ProviderConnection } from '../../../shared/providers.ts';
import type { AddressQuestion } from '../../../shared/account-address.ts';
import type { FetchLike } from '../../http/fetch-like.ts';
import type { SecretBytes } from '../../vault/secret-bytes.ts';
import type { Vault, VaultActor } from '../../vault/types.ts';
import type { KeyRegistry } from '../../keys/registry/key-registry.ts';
import type { ForeignKey } from '../../keys/transfer/import-candidates.ts';
import type { KeyProvider, Provider } from '../../keys/provider.ts';

export interface ProviderServiceOptions {
  readonly vault: Vault;
  readonly fetch: FetchLike;
  readonly userAgent: string;
  readonly actor: VaultActor;
  readonly now?: () => Date;
  /** Which computer this is (`computerIdentity`); given by tests. */
  readonly computer?: string;
  /** Left out: those of this program. */
  readonly providers?: readonly Provider[];
}

/** With the address as it was confirmed; null where there is none. */
type WithAddress<Input> = Omit<Input, 'address'> & { readonly url: string | null };
export type ServiceInput = WithAddress<ChannelParsedInput<'providers.add-connection'>>;
export type ServiceChange = WithAddress<ChannelParsedInput<'providers.edit-connection'>>;

type WithSecret<Input> = Omit<Input, 'secret'> & { readonly secret: SecretBytes };
export type AddKeyInput = WithSecret<ChannelParsedInput<'providers.add-key'>>;
export type RotateKeyInput = WithSecret<ChannelParsedInput<'providers.rotate-key'>>;
export type StoredKey = ChannelOutput<'providers.add-key'>;
export type ImportedKeys = ChannelOutput<'providers.import'>['keys'];

export interface ChangedAddress {
  readonly name: string;
  readonly from: string | null;
  readonly to: string;
}

export interface ProviderService extends KeyProvider {
  /** The registry as it sees the keys of these services alone. */
  readonly keys: KeyRegistry;
  list(): ChannelOutput<'providers.list'>;
  /** Where keys of this new service would be sent; null for nowhere. @throws AppError as adding it would */
  newAddress(input: ServiceInput): string | null;
  /** Null where the stored keys go where they went, or nowhere. @throws AppError as editing would */
  changedAddress(input: ServiceChange): ChangedAddress | null;
  addConnection(input: ServiceInput): ProviderConnection;
  editConnection(input: ServiceChange): ProviderConnection;
  /** @throws AppError `conflict` while it has keys */
  removeConnection(connectionId: string): void;
  addressQuestions(): readonly AddressQuestion[];
  /** @throws AppError `conflict` where the address is another one by now */
  confirmAddress(connectionId: string, address: string): void;
  /** What may be opened in a browser for a connection. @throws AppError `unsupported` where it has no address */
  pagesOf(connectionId: string): string;

  addKey(input: AddKeyInput): Promise<StoredKey>;
  rotateKey(input: RotateKeyInput): Promise<StoredKey>;
  editDates(input: ChannelParsedInput<'providers.edit-key'>): KeySummary;
  checkRevoked(input: ChannelParsedInput<'providers.check-revoked'>): Promise<StoredKey>;
  /** Of a value in a file; null where it is no key of another service that could be told. */
  recogniseForeign(value: string): ForeignKey | null;
  /** @returns the new key's id @throws AppError as `addKey` does */
  importKey(connectionId: string, name: string, secret: SecretBytes): string;
  importText(input: ChannelParsedInput<'providers.import'>): ImportedKeys;

  /** What a scan should look for besides Augno's keys; null where this vault holds no key or connection of that kind. */
  evidence(): EvidenceSettings | null;
  close(): void;
}
