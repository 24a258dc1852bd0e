import type { KeychainPort } from '../vault/index.ts';
import type { VaultProcessCallbacks } from '../wire/protocol.ts';
import type { RpcPeer } from '../wire/rpc.ts';

/** The system's keychain, which only main can reach. */
interface KeychainOverMain extends KeychainPort {
  /** @returns null where the system has none that keeps secrets */
  readonly usable: () => Promise<KeychainPort | null>;
}

export function keychainOverMain(call: RpcPeer<VaultProcessCallbacks>['call']): KeychainOverMain {
  const keychain: KeychainPort = {
    protect: async (bytes) => Buffer.from(await call('main.keychain-protect', new Uint8Array(bytes))),
    unprotect: async (blob, onStale) => {
      const opened = await call('main.keychain-unprotect', new Uint8Array(blob));
      if (opened?.stale === true) onStale?.();
      return opened === null ? null : Buffer.from(opened.bytes);
    },
    readAnchor: (vaultId) => call('main.keychain-read-anchor', vaultId),
    writeAnchor: async (vaultId, value) => {
      await call('main.keychain-write-anchor', { vaultId, value });
    },
  };
  return {
    ...keychain,
    usable: async () => ((await call('main.keychain-available', undefined)) ? keychain : null),
  };
}
