/**
 * Utility process of the app: holds the open vault and the API client, and nothing else does. Main starts it before the
 * password is typed and ends it on lock; what a garbage collector would keep goes with it.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createAccountService } from '../augno/index.ts';
import { createFindingsStore } from '../augno/findings/index.ts';
import { SecretBytes } from '../vault/secret-bytes.ts';
import { createVault, openVault, readVaultState, type ManagedVault } from '../vault/index.ts';
import { parentLink } from './parent-link.ts';
import type { VaultProcessCallbacks, VaultProcessMethods } from './protocol.ts';
import { createRpcPeer } from './rpc.ts';
import { scheduleOf } from './schedule.ts';
import { channelHandlers, notOpen, type OpenParts } from './vault-handlers.ts';

const FINGERPRINT_KEY_BYTES = 32;

let parts: OpenParts | null = null;

function open(): OpenParts {
  if (parts === null) throw notOpen();
  return parts;
}

function readVersion(): string {
  const text = readFileSync(path.join(__dirname, '..', 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

function adopt(vault: ManagedVault): void {
  const accounts = createAccountService({
    vault,
    fetch: (input, init) => fetch(input, init),
    userAgent: `AugnoVault/${readVersion()}`,
    actor: 'app',
    sandbox: () => main.call('main.sandbox-address', undefined),
  });
  parts = { vault, accounts, findings: createFindingsStore({ vault, actor: 'app' }) };
  vault.onChange(({ collections }) => {
    void main.call('main.vault-changed', { collections: [...collections, 'audit'] });
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

const main = createRpcPeer<VaultProcessMethods, VaultProcessCallbacks>(parentLink(), {
  ...channelHandlers(open),

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
      const made = await createVault({ folder, actor: 'app', name, password: secret });
      adopt(made.vault);
      // SECURITY: the one time the recovery key becomes text: it has to be shown and printed.
      const recoveryKey = made.recoveryKey?.revealText() ?? '';
      made.recoveryKey?.wipe();
      return { vaultId: made.vault.vaultId, recoveryKey };
    }),
  'process.unlock': ({ folder, method, secret: text }) =>
    typed(text, async (secret) => {
      const vault = await openVault({
        folder,
        actor: 'app',
        credential:
          method === 'password'
            ? { kind: 'password', password: secret }
            : { kind: 'recovery-key', recoveryKey: secret },
      });
      adopt(vault);
      return { vaultId: vault.vaultId, name: vault.name };
    }),
  'process.close': async () => {
    await close();
    // Leaves time for the answer to be sent.
    setImmediate(() => process.exit(0));
    return undefined;
  },
  'process.schedule': () => scheduleOf(open().accounts.listKeys(), new Date()),
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
  'process.begin-scan': () => ({ fingerprintKey: new Uint8Array(randomBytes(FINGERPRINT_KEY_BYTES)) }),
  'process.record-scan': (result) => open().findings.recordScan(result),
});
