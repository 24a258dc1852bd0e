/**
 * What a service has to say about its keys so that the vault can keep them: what a key looks like, how it is redacted,
 * what can be done with it over an API, how it is sent, and how it is tested. One file for each provider, listed in
 * `index.ts`; screens and commands read `description` and nothing else.
 */
import type { EvidenceRule } from '../../shared/evidence.ts';
import type { ProviderDescription } from '../../shared/providers.ts';

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
  | { readonly ok: false; readonly message: string; readonly hint: string };

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

/** The last four characters, where that leaves enough unsaid. */
export function redactedTail(secret: string): string {
  return secret.length >= 20 ? `****${secret.slice(-4)}` : '****';
}

/** SECURITY: nothing that would end a header or begin another one. */
export function isSendable(secret: string): boolean {
  return /^[\x21-\x7e]+$/.test(secret);
}
