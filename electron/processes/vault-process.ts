/**
 * Utility process of the app: holds the open vault and the API client, and nothing else does. Main starts it before the
 * password is typed and ends it on lock; what a garbage collector would keep goes with it. `processes/` holds the entries of the
 * utility processes and thin handlers over the domain; nothing imports it. Begin here.
 */
import { AppError } from '../../shared/errors.ts';
import { notesOfRecoveryKey } from '../keys/matters/protection-facts.ts';
import { foldRescues } from '../providers/augno/index.ts';
import { type FindingsStore } from '../keys/findings/index.ts';
import { rememberVault } from '../vault/known-vaults.ts';
import { createAccountService } from '../providers/index.ts';
import { routesBySystem } from '../http/proxy-routes.ts';
import { createSender, type SenderOptions } from '../http/sender.ts';
import { followNames } from '../keys/offered-names/index.ts';
import { readPackageVersion } from '../package-version.ts';
import {
  keychainUnavailable,
  openVault,
  readVaultState,
  type Credential,
  type ManagedVault,
  type VaultNote,
} from '../vault/index.ts';
import { closedVaultHandlers } from './handlers/closed-vault.ts';
import { protectionHandlers } from './handlers/protection.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { serializedAccess } from './serialized-access.ts';
import { programAccess } from './desks/program-access.ts';
import type { PlaceKeeper } from '../keys/places/place-keeper.ts';
import { copyHandlers } from './handlers/copying.ts';
import { createQuickDesk } from './desks/quick-desk.ts';
import { shownAs } from './shown-as.ts';
import { exportHandlers } from './handlers/exports.ts';
import { findingPlace } from './handlers/findings.ts';
import { programHandlers } from './handlers/flows.ts';
import { scanLine, serveScan } from './handlers/scans.ts';
import { readNotices, rememberNotices } from '../keys/matters/notice-memory.ts';
import { GrantBook } from '../wire/grants.ts';
import { grantHandlers } from './handlers/grants.ts';
import type { HandlersOf } from '../wire/answer.ts';
import type { IpcContract } from '../../shared/ipc-contract.ts';
import { endOnFault, kindOf } from '../platform/end-on-fault.ts';
import { framesText } from '../platform/stack-frames.ts';
import { isPageAttachment, servePage } from '../wire/page-line.ts';
import { onHandedPort, parentLink } from '../wire/parent-link.ts';
import { isScanAttachment } from '../wire/scan-line.ts';
import type { VaultProcessCallbacks, VaultProcessMethods } from '../wire/protocol.ts';
import { KeptScans } from './kept-scans.ts';
import { keychainOverMain } from './keychain-over-main.ts';
import { countOpenings } from './openings.ts';
import { createRpcPeer } from '../wire/rpc.ts';
import { createAsking } from './step-up/asking.ts';
import { createQuestionWindow } from './step-up/question-window.ts';
import { createStepUp } from './step-up/step-up.ts';
import { vaultLocked } from '../wire/vault-locked.ts';
import { composeParts } from './compose-parts.ts';
import { channelHandlers, type OpenParts } from './vault-handlers.ts';

endOnFault();

/** SECURITY: Node's own requests: Chromium's network process outlasts the lock, and keys must not be left in its memory. */
const senderOptions: SenderOptions = {
  environment: process.env,
  routesOf: async (origin) =>
    routesBySystem(origin, await main.call('main.resolve-proxy', origin), process.env),
};
const sender = createSender(senderOptions);

let parts: OpenParts | null = null;
/** A new secret that the vault could not take, and where it is. */
let rescued: AppError | null = null;
const keptScans = new KeptScans();
/** There before a vault is open: a backup to restore is chosen then. */
const grants = new GrantBook();

function open(): OpenParts {
  if (parts === null) throw vaultLocked();
  return parts;
}

function adopt(vault: ManagedVault): void {
  const options = {
    vault,
    fetch: sender.fetch,
    userAgent: `AugnoVault/${readPackageVersion()}`,
    actor: 'app',
  } as const;
  const accounts = createAccountService({
    ...options,
    sandbox: () => main.call('main.sandbox-address', undefined),
    onRescued: (error) => {
      rescued = error;
    },
    onConnections: () => main.tell('main.vault-changed', { collections: ['connections'] }),
  });
  parts = composeParts({
    vault,
    accounts,
    grants,
    access: programAccess(main, { vault, accounts, sender: createSender(senderOptions) }),
    askAboutPlace: (place) => main.call('main.ask-about-place', place),
  });
  const { places } = parts;
  if (vault.writeProblem === null) places.tidyUp();
  followWriteAccess(vault, places, parts.findings);
  vault.onChange(({ collections }) => {
    main.tell('main.vault-changed', { collections: [...shownAs(collections), 'audit'] });
  });
  // Damage, or a key rotated by another process: nothing more is to be written, so the vault is locked.
  vault.onProblem((problem) => {
    void close()
      // A secret that could not be stored is what the person has to hear of first.
      .then(() => main.call('main.vault-lost', (rescued ?? problem).serialize()))
      .finally(() => process.exit(1));
  });
  followNames(vault, () => accounts.listKeys());
  accounts.startBackground();
}

async function close(): Promise<void> {
  copying.end();
  const ending = parts;
  parts = null;
  if (ending === null) return;
  ending.programs.cancel();
  await ending.access.close();
  await ending.accounts.close();
  sender.close();
  ending.vault.close();
}

const keychain = keychainOverMain((method, input) => main.call(method, input));
const openings = countOpenings();

/** Main's words are not taken for it: a page may be attached before main has asked anything. */
let folder = '';

async function announce(vault: ManagedVault): Promise<void> {
  rememberVault(vault.folder);
  const notes = [...vault.notes, ...notesOfRecoveryKey(vault), ...foldRescues(vault)];
  adopt(vault);
  keptScans.load(vault);
  if (vault.writeProblem === null) void keptScans.record(vault, open().findings);
  await main.call('main.vault-opened', {
    name: vault.name,
    rollbackWarning: vault.rollbackWarning?.serialize() ?? null,
    quickUnlock: vault.slots().some(({ kind }) => kind === 'keychain'),
    notes,
    writeAccess: serializedAccess(vault.writeAccess),
  });
  quick.opened();
}

/** The disk may be full again in the middle of it: then the rest is for the next time. */
function catchUp(vault: ManagedVault, places: PlaceKeeper, findings: FindingsStore): readonly VaultNote[] {
  try {
    const notes = foldRescues(vault);
    places.tidyUp();
    void keptScans.record(vault, findings);
    return notes;
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    return [];
  }
}

/** What waited for the disk is done by the vault itself; what services left waiting is done here. */
function followWriteAccess(vault: ManagedVault, places: PlaceKeeper, findings: FindingsStore): void {
  vault.onWriteAccess((access) => {
    setImmediate(() => {
      if (parts?.vault !== vault) return;
      const notes = access.problem === null ? catchUp(vault, places, findings) : [];
      main.tell('main.write-access', { writeAccess: serializedAccess(access), notes: [...notes] });
    });
  });
}

/** Two at once (lock screen, quick access) would open the vault twice, and nothing would close the first. */
const unlockNow = oneAtATime(async (credential: Credential): Promise<void> => {
  if (parts !== null) return;
  try {
    await announce(await openVault({ folder, actor: 'app', keychain: await keychain.usable(), credential }));
  } catch (thrown) {
    // A wrong password moves the time of the next try; a damaged file shows now and not before.
    await main.call('main.closed-vault-changed', undefined);
    throw thrown;
  }
});
const unlock = (credential: Credential): Promise<void> => openings.during(() => unlockNow(credential));

const stepUp = createStepUp(createQuestionWindow(() => main));
const asking = {
  ...createAsking(stepUp, () => open().vault),
  clock: (difference: { readonly host: string; readonly aheadMs: number }): Promise<boolean> =>
    main.call('main.confirm-clock', difference),
};
const protection = protectionHandlers(open, asking.confirmed, asking.checked);
const copying = copyHandlers(open, asking.taking, () => main.tell('main.selection-ended', undefined));

const quick = createQuickDesk({
  accounts: () => parts?.accounts ?? null,
  unlock: (inFolder, password) => {
    folder = inFolder;
    return unlock({ kind: 'password', password });
  },
  main: () => main,
});

const rollbackChanged = (): void => {
  main.tell('main.rollback-changed', open().vault.rollbackWarning?.serialize() ?? null);
};

const main = createRpcPeer<VaultProcessMethods, VaultProcessCallbacks>(parentLink(), {
  ...channelHandlers(open, protection, asking, rollbackChanged),
  ...programHandlers(open),
  ...grantHandlers(open, grants),
  ...exportHandlers(open),
  ...findingPlace(open),

  'process.state': ({ folder }) => {
    const state = readVaultState(folder);
    return {
      exists: state.exists,
      nextTryAt: state.nextTryAt?.toISOString() ?? null,
      problem: state.problem?.serialize() ?? null,
    };
  },
  'process.is-opening': () => openings.underWay(),
  'process.kit-page': () => protection.kitPage(),
  'process.quick-unlock': async (input) => {
    folder = input.folder;
    await unlock({ kind: 'keychain' });
  },
  'process.close': async () => {
    await close();
    // Leaves time for the answer to be sent.
    setImmediate(() => process.exit(0));
  },
  'process.set-quick-unlock': async ({ enabled }) => {
    const { vault } = open();
    if (!enabled) vault.disableKeychain();
    else if ((await keychain.usable()) === null) throw keychainUnavailable();
    else await asking.confirmed({ kind: 'quick-unlock' }, () => vault.enableKeychain());
  },
  'process.note-settings': ({ detail }) => {
    open().vault.enter({ action: 'settings-changed', detail });
  },
  'process.accept-rollback': async () => {
    await open().vault.acceptRollback();
  },
  'process.notices': () => readNotices(open(), new Date()),
  'process.remember-notices': (told) => {
    rememberNotices(open(), told, new Date());
  },
  'process.connect-sandbox': async ({ address }) => ({
    connections: [...(await open().accounts.connectSandbox(address))],
  }),
  ...copying.handlers,
  'process.record-source': ({ sourceId, result }) => {
    open().sources.recordResult(sourceId, result);
  },
  'process.provider-pages': ({ connectionId }) => ({ url: open().providers.pagesOf(connectionId) }),
});

/** What the page asks without main in between. */
const pageHandlers: HandlersOf<IpcContract, 'vault'> = {
  ...channelHandlers(open, protection, asking, rollbackChanged),
  ...closedVaultHandlers({
    folder: () => folder,
    isOpen: () => parts !== null,
    keychain: keychain.usable,
    openings,
    announce,
    unlock,
    showRecoveryKey: protection.show,
    stepUp,
    grants,
    confirmRestore: (asked) => main.call('main.confirm-restore', asked),
    changed: () => main.call('main.closed-vault-changed', undefined),
  }),
};

onHandedPort((message) => {
  if (isScanAttachment(message.data)) serveScan(message, scanLine(open, keptScans));
  quick.serve(message);
  if (!isPageAttachment(message.data)) return;
  folder = message.data.folder;
  // SECURITY: another page is there; what the one before was given is not its.
  grants.clear();
  servePage(message, {
    handlers: pageHandlers,
    isUnlocked: () => parts !== null,
    onInternalError: (channel, thrown) => {
      process.stderr.write(`call ${channel}: ${kindOf(thrown)}${framesText(thrown)}\n`);
    },
  });
});
