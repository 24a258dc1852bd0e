/** What the vault's process asks main of the machine: the keychain, the proxy and the embedded sandbox, which main alone can reach. */
import type { SandboxAddress } from '../../shared/account-address.ts';
import type { MachineCallbacks } from '../wire/protocol.ts';
import type { MethodHandlers } from '../wire/rpc.ts';
import type { Keychain } from './keychain.ts';

export interface Machine {
  readonly keychain: Keychain;
  readonly resolveProxy: (origin: string) => Promise<string>;
  /** Where the embedded sandbox answers; starts it. */
  readonly sandboxAddress: () => Promise<SandboxAddress | null>;
}

export function machineMethods({
  keychain,
  resolveProxy,
  sandboxAddress,
}: Machine): MethodHandlers<MachineCallbacks> {
  return {
    'main.sandbox-address': () => sandboxAddress(),
    'main.resolve-proxy': (origin) => resolveProxy(origin),
    'main.keychain-available': () => keychain.available(),
    'main.keychain-protect': (bytes) => keychain.protect(bytes),
    'main.keychain-unprotect': (blob) => keychain.unprotect(blob),
    'main.keychain-read-anchor': (vaultId) => keychain.readAnchor(vaultId),
    'main.keychain-write-anchor': ({ vaultId, value }) => keychain.writeAnchor(vaultId, value),
  };
}
