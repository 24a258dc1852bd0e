/** The channels of the IPC contract that the open vault answers, as plain functions over its parts. */
import { AppError } from '../../shared/errors.ts';
import { attentionHandlers } from './handlers/attention.ts';
import { draftsHandlers } from './handlers/drafts.ts';
import { connectionsHandlers } from './handlers/connections.ts';
import { findingsHandlers } from './handlers/findings.ts';
import { flowHandlers } from './handlers/flows.ts';
import { guideHandlers } from './handlers/guides.ts';
import { keptHandlers } from './handlers/kept.ts';
import { keysHandlers } from './handlers/keys.ts';
import type { OpenParts, VaultChannelHandlers } from './handlers/open-parts.ts';
import type { ProtectionHandlers } from './handlers/protection.ts';
import { providersHandlers } from './handlers/providers.ts';
import { sourcesHandlers } from './handlers/sources.ts';
import { upkeepHandlers } from './handlers/upkeep.ts';
import { vaultHandlers } from './handlers/vault.ts';

export type { OpenParts } from './handlers/open-parts.ts';

export function channelHandlers(open: () => OpenParts, protection: ProtectionHandlers): VaultChannelHandlers {
  return {
    ...vaultHandlers(open),
    ...protection.channels,
    ...connectionsHandlers(open),
    ...keysHandlers(open),
    ...keptHandlers(open),
    ...findingsHandlers(open),
    ...sourcesHandlers(open),
    ...attentionHandlers(open),
    ...draftsHandlers(open),
    ...flowHandlers(open),
    ...guideHandlers(open),
    ...providersHandlers(open),
    ...upkeepHandlers(open),
  };
}

export function notOpen(): AppError {
  return new AppError({
    code: 'vault-locked',
    message: 'The vault is locked.',
    hint: 'Unlock it and try again.',
  });
}
