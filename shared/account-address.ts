/** Addresses of accounts, as the parts of the program tell each other of them. */
import type { KeyMode } from './key-format.ts';

/** Where the embedded sandbox answers at the moment; null while it does not run. Its port changes, its identity does not. */
export interface SandboxAddress {
  readonly url: string;
  readonly accounts: readonly {
    readonly id: string;
    readonly name: string;
    readonly mode: 'test' | 'prod';
    /** SECURITY: issued anew at each start; goes into the vault and nowhere else. */
    readonly adminKey: string;
  }[];
}

/** An address to which nothing is sent before a person confirmed it on this computer. Hostile text: it may be from a file. */
export interface AddressQuestion {
  readonly connectionId: string;
  readonly name: string;
  readonly address: string;
  readonly mode: KeyMode;
  /** Of which service: `Augno`. */
  readonly service: string;
  /** Redacted: the key that goes there at once; null where the connection needs one first. */
  readonly key: string | null;
}
