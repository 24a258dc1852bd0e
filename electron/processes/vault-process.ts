/**
 * Utility process of the app: holds the open vault and the API client, and nothing else does. Main starts it before the
 * password is typed and ends it on lock; what a garbage collector would keep goes with it.
 */
import { randomBytes } from 'node:crypto';
import { assertNever } from '../../shared/errors.ts';
import { createAccountService } from '../augno/index.ts';
import { GuideKeeper } from '../augno/runbook/guide-keeper.ts';
import { createFindingsStore } from '../augno/findings/index.ts';
import { createProviderService, withProviders } from '../providers/index.ts';
import { readPackageVersion } from '../package-version.ts';
import { SecretBytes } from '../vault/secret-bytes.ts';
import {
  createVault,
  openVault,
  readVaultState,
  restoreVault,
  type Credential,
  type KeychainPort,
  type ManagedVault,
} from '../vault/index.ts';
import { protectionHandlers } from './handlers/protection.ts';
import { PlaceKeeper } from './flows/place-keeper.ts';
import { ProgramRunner } from './flows/program-runner.ts';
import { SharingDesk } from './flows/sharing-desk.ts';
import { programHandlers } from './handlers/flows.ts';
import { readNotices, rememberNotices } from './notice-memory.ts';
import { parentLink } from './parent-link.ts';
import type { UnlockMethod, VaultProcessCallbacks, VaultProcessMethods } from './protocol.ts';
import { createProxiedFetch } from './proxied-fetch.ts';
import { createRpcPeer } from './rpc.ts';
import { channelHandlers, notOpen, type OpenParts } from './vault-handlers.ts';

const FINGERPRINT_KEY_BYTES = 32;

let parts: OpenParts | null = null;

function open(): OpenParts {
  if (parts === null) throw notOpen();
  return parts;
}

/** Screens show keys, connections and rotations, whoever keeps them. */
const SHOWN_AS: ReadonlyMap<string, string> = new Map([
  ['provider-keys', 'keys'],
  ['provider-connections', 'connections'],
  ['provider-rotations', 'rotations'],
]);

function adopt(vault: ManagedVault): void {
  const options = {
    vault,
    fetch: createProxiedFetch((origin) => main.call('main.resolve-proxy', origin)),
    userAgent: `AugnoVault/${readPackageVersion()}`,
    actor: 'app',
  } as const;
  const providers = createProviderService(options);
  const accounts = withProviders(
    createAccountService({ ...options, sandbox: () => main.call('main.sandbox-address', undefined) }),
    providers,
  );
  const places = new PlaceKeeper(vault);
  parts = {
    vault,
    accounts,
    providers,
    findings: createFindingsStore({ vault, actor: 'app', others: providers.otherKeys }),
    guides: new GuideKeeper(vault),
    places,
    programs: new ProgramRunner(),
    sharing: new SharingDesk(vault, accounts),
  };
  places.tidyUp();
  vault.onChange(({ collections }) => {
    const shown = [...collections].map((name) => SHOWN_AS.get(name) ?? name);
    void main.call('main.vault-changed', { collections: [...shown, 'audit'] });
  });
  // Damage, or a key rotated by another process: nothing more is to be written, so the vault is locked.
  vault.onProblem(() => {
    void close().finally(() => process.exit(1));
  });
  accounts.startBackground();
}

async function close(): Promise<void> {
  const ending = parts;
  parts = null;
  if (ending === null) return;
  ending.programs.cancel();
  await ending.accounts.close();
  ending.vault.close();
}

/** Lends a typed secret as bytes and wipes them. SECURITY: the string it came as dies with this process. */
async function typed<Result>(text: string, use: (secret: SecretBytes) => Promise<Result>): Promise<Result> {
  const secret = SecretBytes.fromText(text);
  try {
    return await use(secret);
  } finally {
    secret.wipe();
  }
}

/** The system's keychain, which only main can reach. */
const keychain: KeychainPort = {
  protect: async (bytes) => Buffer.from(await main.call('main.keychain-protect', new Uint8Array(bytes))),
  unprotect: async (blob) => {
    const bytes = await main.call('main.keychain-unprotect', new Uint8Array(blob));
    return bytes === null ? null : Buffer.from(bytes);
  },
  readAnchor: (vaultId) => main.call('main.keychain-read-anchor', vaultId),
  writeAnchor: async (vaultId, value) => {
    await main.call('main.keychain-write-anchor', { vaultId, value });
  },
};

/** Null where the system has none that keeps secrets. */
async function usableKeychain(): Promise<KeychainPort | null> {
  return (await main.call('main.keychain-available', undefined)) ? keychain : null;
}

function credentialOf(method: UnlockMethod, secret: SecretBytes): Credential {
  switch (method) {
    case 'password':
      return { kind: 'password', password: secret };
    case 'recovery-key':
      return { kind: 'recovery-key', recoveryKey: secret };
    case 'keychain':
      return { kind: 'keychain' };
    default:
      return assertNever(method);
  }
}

const protection = protectionHandlers(open);

const main = createRpcPeer<VaultProcessMethods, VaultProcessCallbacks>(parentLink(), {
  ...channelHandlers(open, protection),
  ...programHandlers(open),

  'process.state': ({ folder }) => {
    const state = readVaultState(folder);
    return {
      exists: state.exists,
      nextTryAt: state.nextTryAt?.toISOString() ?? null,
      problem: state.problem?.serialize() ?? null,
    };
  },
  'process.create-vault': ({ folder, name, password }) =>
    typed(password, async (secret) => {
      const made = await createVault({
        folder,
        actor: 'app',
        name,
        password: secret,
        keychain: await usableKeychain(),
      });
      adopt(made.vault);
      return {
        vaultId: made.vault.vaultId,
        recoveryKey: made.recoveryKey === null ? '' : protection.show(made.recoveryKey),
      };
    }),
  'process.restore': ({ folder, file, password, replace }) =>
    typed(password, async (backupPassword) => {
      const { name, madeAt, secrets, replaced } = await restoreVault({
        folder,
        actor: 'app',
        file,
        backupPassword,
        replace,
        keychain: await usableKeychain(),
      });
      return { name, madeAt: madeAt.toISOString(), secrets, replaced };
    }),
  'process.kit-page': () => protection.kitPage(),
  'process.unlock': ({ folder, method, secret: text }) =>
    typed(text, async (secret) => {
      const vault = await openVault({
        folder,
        actor: 'app',
        keychain: await usableKeychain(),
        credential: credentialOf(method, secret),
      });
      adopt(vault);
      return {
        vaultId: vault.vaultId,
        name: vault.name,
        rollbackWarning: vault.rollbackWarning?.serialize() ?? null,
      };
    }),
  'process.close': async () => {
    await close();
    // Leaves time for the answer to be sent.
    setImmediate(() => process.exit(0));
    return undefined;
  },
  'process.set-quick-unlock': async ({ enabled }) => {
    if (enabled) await open().vault.enableKeychain();
    else open().vault.disableKeychain();
    return undefined;
  },
  'process.accept-rollback': async () => {
    await open().vault.acceptRollback();
    return undefined;
  },
  'process.notices': () => readNotices(open().vault, open().accounts.listKeys(), new Date()),
  'process.remember-notices': (told) => {
    rememberNotices(open().vault, told);
    return undefined;
  },
  'process.connect-sandbox': async ({ address }) => ({
    connections: [...(await open().accounts.connectSandbox(address))],
  }),
  'process.secret-for-clipboard': ({ keyId }) => {
    const { redacted } = open().accounts.keyDetail(keyId);
    return open().accounts.useSecret(keyId, 'copy', (secret) => ({
      bytes: new Uint8Array(secret.bytes()),
      redacted,
    }));
  },
  'process.begin-scan': () => ({
    fingerprintKey: new Uint8Array(randomBytes(FINGERPRINT_KEY_BYTES)),
    evidence: open().providers.evidence(),
  }),
  'process.provider-pages': ({ connectionId }) => ({ url: open().providers.pagesOf(connectionId) }),
  'process.record-scan': (result) => open().findings.recordScan(result),
});
