/** All handlers of the contract, put together: the type says when one is missing. */
import { VAULT_CHANNELS, type VaultChannel } from '../processes/protocol.ts';
import { appHandlers } from './app-handlers.ts';
import { protectionHandlers } from './protection-handlers.ts';
import { flowHandlers } from './flow-handlers.ts';
import { desktopHandlers } from './desktop-handlers.ts';
import { providerHandlers } from './provider-handlers.ts';
import { scanHandlers } from './scan-handlers.ts';
import type { IpcServices } from './services.ts';
import { vaultHandlers } from './vault-handlers.ts';
import type { IpcHandlers } from './answer.ts';

/** Channels that the vault's process answers as they are. */
function forwardedHandlers({ vault }: IpcServices): Pick<IpcHandlers, VaultChannel> {
  return Object.fromEntries(
    VAULT_CHANNELS.map((name) => [name, (input: never) => vault.call(name, input)]),
  ) as unknown as Pick<IpcHandlers, VaultChannel>;
}

export function ipcHandlers(services: IpcServices): IpcHandlers {
  return {
    ...forwardedHandlers(services),
    ...appHandlers(services),
    ...vaultHandlers(services),
    ...protectionHandlers(services),
    ...scanHandlers(services),
    ...flowHandlers(services),
    ...desktopHandlers(services),
    ...providerHandlers(services),
  };
}
