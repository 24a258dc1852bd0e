/** All handlers that main has, put together: the type says when one is missing. */
import type { IpcContract } from '../../../shared/ipc-contract.ts';
import type { HandlersOf } from '../../wire/answer.ts';
import { aboutHandlers } from './about-handlers.ts';
import { appHandlers } from './app-handlers.ts';
import { protectionHandlers } from './protection-handlers.ts';
import { editorHandlers } from './editor-handlers.ts';
import { exportHandlers } from './export-handlers.ts';
import { grantHandlers } from './grant-handlers.ts';
import { desktopHandlers } from './desktop-handlers.ts';
import { providerHandlers } from './provider-handlers.ts';
import { scanHandlers } from './scan-handlers.ts';
import type { IpcServices } from './services.ts';
import { vaultHandlers } from './vault-handlers.ts';

/** Main's part of the contract; the page asks the vault's process for the rest. */
export type MainHandlers = HandlersOf<IpcContract, 'main'>;

export function ipcHandlers(services: IpcServices): MainHandlers {
  return {
    ...appHandlers(services),
    ...vaultHandlers(services),
    ...protectionHandlers(services),
    ...scanHandlers(services),
    ...exportHandlers(services),
    ...editorHandlers(services),
    ...grantHandlers(services),
    ...desktopHandlers(services),
    ...providerHandlers(services),
    ...aboutHandlers(services),
  };
}
