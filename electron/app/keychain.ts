/**
 * The system's keychain, for quick unlock and for the anchor against an older copy of the vault. The
 * asynchronous forms are preferred; the development runtime only has the others.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { safeStorage } from 'electron';
import { AppError } from '../../shared/errors.ts';
import { isSealedInPublic } from '../platform/public-seal.ts';
import { say } from '../../shared/messages/say.ts';
import { thisPlatform } from '../platform/this-platform.ts';

export interface Unprotected {
  readonly bytes: Uint8Array;
  /** The system wants it sealed anew: its own key has changed since, or a better one is there. */
  readonly stale: boolean;
}

export interface Keychain {
  /** Whether the system can really keep a secret here; `basic_text` on Linux is no encryption. */
  available(): Promise<boolean>;
  /** The same, with the reason why not. */
  status(): Promise<'usable' | 'no-keyring' | 'refused'>;
  protect(bytes: Uint8Array): Promise<Uint8Array>;
  /** null where the system can't decrypt it any more */
  unprotect(blob: Uint8Array): Promise<Unprotected | null>;
  readAnchor(vaultId: string): Promise<string | null>;
  writeAnchor(vaultId: string, value: string): Promise<void>;
}

/** Either form of Electron's: the development runtime has the synchronous one alone. */
export interface SafeStorageForms {
  getSelectedStorageBackend(): string;
  isEncryptionAvailable(): boolean;
  encryptString(text: string): Buffer;
  decryptString(blob: Buffer): string;
  isAsyncEncryptionAvailable?(): Promise<boolean>;
  encryptStringAsync?(text: string): Promise<Buffer>;
  decryptStringAsync?(blob: Buffer): Promise<{ readonly result: string; readonly shouldReEncrypt: boolean }>;
}

const ANCHOR_SERVICE = 'Augno Vault anchor';
const TOOL_TIMEOUT_MS = 5000;
/** SECURITY: absolute, so that nothing in the path of the user or of a scanned folder is run instead. */
const SECRET_TOOL = '/usr/bin/secret-tool';
const SECURITY_TOOL = '/usr/bin/security';

function unavailable(): AppError {
  return new AppError({
    code: 'keychain-unavailable',
    message: say('app.this-system-offers-no-keychain-that-could'),
    hint: say('app.nothing-was-changed-use-the-master-password'),
  });
}

/** Runs a tool of the system with an argument array; null where it fails or finds nothing. */
function runTool(file: string, args: readonly string[], input?: string): Promise<string | null> {
  return new Promise((resolve) => {
    const child = execFile(file, [...args], { timeout: TOOL_TIMEOUT_MS }, (error, stdout) => {
      resolve(error === null ? stdout : null);
    });
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input ?? '');
  });
}

async function readAnchorItem(platform: NodeJS.Platform, vaultId: string): Promise<string | null> {
  if (platform === 'linux' && existsSync(SECRET_TOOL)) {
    return runTool(SECRET_TOOL, ['lookup', 'service', ANCHOR_SERVICE, 'vault', vaultId]);
  }
  if (platform === 'darwin') {
    const found = await runTool(SECURITY_TOOL, [
      'find-generic-password',
      '-s',
      ANCHOR_SERVICE,
      '-a',
      vaultId,
      '-w',
    ]);
    return found?.trim() ?? null;
  }
  return null;
}

/** What the anchor says (a counter and a digest) is no secret; the keychain is there so that it can't be taken back. */
async function writeAnchorItem(platform: NodeJS.Platform, vaultId: string, value: string): Promise<void> {
  if (platform === 'linux' && existsSync(SECRET_TOOL)) {
    const label = `--label=${ANCHOR_SERVICE}`;
    await runTool(SECRET_TOOL, ['store', label, 'service', ANCHOR_SERVICE, 'vault', vaultId], value);
  } else if (platform === 'darwin') {
    await runTool(SECURITY_TOOL, [
      'add-generic-password',
      '-U',
      '-s',
      ANCHOR_SERVICE,
      '-a',
      vaultId,
      '-w',
      value,
    ]);
  }
}

export function createKeychain(
  storage: SafeStorageForms = safeStorage,
  platform: NodeJS.Platform = thisPlatform,
): Keychain {
  const seal = async (text: string): Promise<Buffer> =>
    storage.encryptStringAsync === undefined
      ? storage.encryptString(text)
      : await storage.encryptStringAsync(text);
  const missing = platform === 'linux' ? 'no-keyring' : 'refused';

  /** SECURITY: what the system says of itself is not enough; what it makes of a probe is looked at. */
  const status: Keychain['status'] = async () => {
    try {
      if (platform === 'linux') {
        const backend = storage.getSelectedStorageBackend();
        if (backend === 'basic_text' || backend === 'unknown') return 'no-keyring';
      }
      const usable =
        storage.isAsyncEncryptionAvailable === undefined
          ? storage.isEncryptionAvailable()
          : await storage.isAsyncEncryptionAvailable();
      if (!usable || isSealedInPublic(await seal('probe'), platform)) return missing;
      return 'usable';
    } catch {
      // A keychain whose question was refused or closed.
      return missing;
    }
  };
  const available = async (): Promise<boolean> => (await status()) === 'usable';
  return {
    available,
    status,
    async protect(bytes) {
      if (!(await available())) throw unavailable();
      // SECURITY: safeStorage takes nothing but strings. What passes is a random key that opens one slot, never the vault key.
      const sealed = await seal(Buffer.from(bytes).toString('base64'));
      // The keyring may have gone since the probe.
      if (isSealedInPublic(sealed, platform)) throw unavailable();
      return sealed;
    },
    async unprotect(blob) {
      // SECURITY: anybody could have made it, and opened it.
      if (isSealedInPublic(blob, platform) || !(await available())) return null;
      try {
        const { result, shouldReEncrypt } =
          storage.decryptStringAsync === undefined
            ? { result: storage.decryptString(Buffer.from(blob)), shouldReEncrypt: false }
            : await storage.decryptStringAsync(Buffer.from(blob));
        return { bytes: new Uint8Array(Buffer.from(result, 'base64')), stale: shouldReEncrypt };
      } catch {
        return null;
      }
    },
    readAnchor: async (vaultId) => ((await available()) ? readAnchorItem(platform, vaultId) : null),
    writeAnchor: async (vaultId, value) => {
      if (await available()) await writeAnchorItem(platform, vaultId, value);
    },
  };
}
