/** The channels of the IPC contract that the open vault answers, as plain functions over its parts. */
import { attentionHandlers } from './handlers/attention.ts';
import { draftsHandlers } from './handlers/drafts.ts';
import { connectionsHandlers } from './handlers/connections.ts';
import { findingsHandlers } from './handlers/findings.ts';
import { flowHandlers } from './handlers/flows.ts';
import { guideHandlers } from './handlers/guides.ts';
import { keptHandlers } from './handlers/kept.ts';
import { mergeHandlers } from './handlers/merge.ts';
import { keysHandlers } from './handlers/keys.ts';
import type {
  Accounted,
  Checked,
  Confirmed,
  OpenParts,
  TakingSecrets,
  VaultChannelHandlers,
} from './handlers/open-parts.ts';
import type { ProtectionHandlers } from './handlers/protection.ts';
import { programAccessHandlers } from './handlers/program-access.ts';
import { providersHandlers } from './handlers/providers.ts';
import { sourcesHandlers } from './handlers/sources.ts';
import { upkeepHandlers } from './handlers/upkeep.ts';
import { vaultHandlers } from './handlers/vault.ts';

export type { OpenParts } from './handlers/open-parts.ts';

/** What has to be asked of a person before a handler goes on. */
export interface Asking {
  readonly confirmed: Confirmed;
  readonly checked: Checked;
  readonly taking: TakingSecrets;
  readonly accounted: Accounted;
  /** Whether a person says that the server's clock counts, in a dialog of main's. */
  readonly clock: (difference: { readonly host: string; readonly aheadMs: number }) => Promise<boolean>;
}

export function channelHandlers(
  open: () => OpenParts,
  protection: ProtectionHandlers,
  asking: Asking,
  rollbackChanged: () => void,
): VaultChannelHandlers {
  const { confirmed, checked, taking, accounted } = asking;
  return {
    ...vaultHandlers(open, confirmed, checked),
    ...protection.channels,
    ...connectionsHandlers(open, confirmed),
    ...keysHandlers(open, taking, asking.clock),
    ...keptHandlers(open),
    ...findingsHandlers(open),
    ...sourcesHandlers(open),
    ...attentionHandlers(open),
    ...draftsHandlers(open),
    ...flowHandlers(open, taking, accounted),
    ...guideHandlers(open),
    ...providersHandlers(open, confirmed),
    ...upkeepHandlers(open, asking.clock),
    ...programAccessHandlers(open),
    ...mergeHandlers(open, asking, rollbackChanged),
  };
}
