/**
 * A service whose keys the vault keeps. `Provider` is what a service has to say about its keys: what one looks like, how it
 * is redacted, what can be done with it over an API, how it is sent, and how it is tested. One file for each, listed in
 * `providers/index.ts`; screens and commands read `description` and nothing else. `KeyProvider` is the port: what the
 * registry asks of whoever works with the keys of such services.
 */
import type { KeyTestResult, OldKeyCheck } from '../../shared/domain.ts';
import type { EvidenceRule } from '../../shared/evidence.ts';
import type { ChannelOutput, ChannelParsedInput, CreatedKey } from '../../shared/ipc-contract.ts';
import type { KeyUsageReport } from '../../shared/ipc/guide-channels.ts';
import type { ProviderDescription } from '../../shared/providers.ts';
import type { SecretBytes } from '../vault/secret-bytes.ts';
import type { KeyHistory, OperationTerms } from './types.ts';
import type { Said } from '../../shared/messages/say.ts';

/** What a provider is told about the connection a key belongs to. */
export interface ProviderAddress {
  /** The service's own address, or the one a key is tested at; without a trailing slash. */
  readonly url: string | null;
  readonly header: string | null;
  readonly headerPrefix: string | null;
}

export type Recognised =
  | {
      readonly ok: true;
      /** One of `description.kinds`. */
      readonly kind: string;
      /** Public: holds nothing of the secret but, at most, its last four characters. */
      readonly redacted: string;
    }
  /** Said to a person; holds nothing of what was given. */
  | { readonly ok: false; readonly message: Said; readonly hint: Said };

/** One request that only asks whether the key is accepted. SECURITY: the secret stands in a header's value only. */
export interface Probe {
  /** How people call this way of sending it. */
  readonly label: string;
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
}

export interface Provider {
  readonly description: ProviderDescription;
  /** By what the scanner knows its keys; null where it looks for none, or they prove themselves by a checksum. */
  readonly evidence: EvidenceRule | null;
  /** Reads a secret as it was pasted; white space around it is gone. */
  recognise(secret: string): Recognised;
  /** Empty where nothing can be asked. The first one decides; the others tell which forms the service takes. */
  probes(address: ProviderAddress, secret: string): readonly Probe[];
  /** What an answer to a probe says about the key. */
  judge(status: number): 'accepted' | 'refused' | 'unknown';
}

/** What the connection of a key says of it. */
export interface ConnectionFacts {
  readonly description: ProviderDescription;
  /** How the service is called; a connection may be a service of its own. */
  readonly name: string;
  readonly connectionName: string;
  /** Whether there is anything to test a key at. */
  readonly hasAddress: boolean;
  /** How far the clock that its keys' dates go by counts as ahead of this computer's. */
  readonly aheadMs: number;
}

export type RotateInput = ChannelParsedInput<'keys.rotate'>;
export interface RevokeInput {
  readonly keyId: string;
  readonly reason: RotateInput['reason'];
  readonly confirmation: string | null;
}

/** What a service does not do over an API is refused in words, with `unsupported`. */
export interface KeyProvider {
  /** Whether keys whose record names this provider are its own. */
  keeps(provider: string): boolean;
  /** Null where the connection is none of these. */
  facts(connectionId: string): ConnectionFacts | null;
  /** Of a key whose connection is gone. */
  factsOfNone(provider: string): ConnectionFacts;
  /** What a stored secret must look like to be used, or a given one to be stored. */
  recognise(provider: string, secret: string): Recognised;

  /**
   * Once the new key's secret is stored.
   * @throws AppError `clock-differs` where a time would be sent, the clocks are far apart and nobody agreed to that
   */
  issue(input: ChannelParsedInput<'keys.create'>, terms?: OperationTerms): Promise<CreatedKey>;
  /** Once the new key's secret is stored. */
  rotate(input: RotateInput, terms?: OperationTerms): Promise<CreatedKey>;
  revoke(input: RevokeInput): Promise<void>;
  test(keyId: string, options: { readonly accountId?: string }): Promise<KeyTestResult>;
  /** @throws AppError where the secret is another key's; nothing is stored then */
  addSecret(keyId: string, secret: SecretBytes, from: 'person' | 'file'): void;
  /** The old key of a rotation: tried, and gone when it is seen refused. */
  checkOldKey(rotationId: string): Promise<OldKeyCheck>;
  requests(keyId: string): Promise<ChannelOutput<'keys.requests'>>;
  /** Newest first. */
  history(keyId: string): Promise<KeyHistory>;
  usage(keyId: string): Promise<KeyUsageReport>;
}

/** How a connection's service is called. */
export function serviceName(
  { connectionNames, name }: Pick<ProviderDescription, 'connectionNames' | 'name'>,
  connectionName: string,
): string {
  return connectionNames ? connectionName : name;
}

/** The last four characters, where that leaves enough unsaid. */
export function redactedTail(secret: string): string {
  return secret.length >= 20 ? `****${secret.slice(-4)}` : '****';
}

/** SECURITY: nothing that would end a header or begin another one. */
export function isSendable(secret: string): boolean {
  return /^[\x21-\x7e]+$/.test(secret);
}
