/** A real vault on disk and a real Auxot-shaped server, for one test. */
import { rmSync, writeFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { createFindingsStore } from '../../../../electron/keys/findings/index.ts';
import { createAccountService, PROVIDERS, type Provider } from '../../../../electron/providers/index.ts';
import { startAuxotServer } from '../../../../electron/sandbox/auxot/index.ts';
import { scan } from '../../../../electron/scanner/index.ts';
import { createVault, openVault, type ManagedVault } from '../../../../electron/vault/index.ts';
import { SecretBytes } from '../../../../electron/vault/secret-bytes.ts';
import { CHEAP_KDF, password, temporaryFolder } from '../augno/support/world.ts';

export const secret = (text: string): SecretBytes => SecretBytes.fromText(text);

function parts(vault: ManagedVault, providers: readonly Provider[] = PROVIDERS) {
  const options = { vault, fetch, userAgent: 'test', actor: 'app' } as const;
  const accounts = createAccountService({ ...options, providers });
  return {
    vault,
    service: accounts.services,
    accounts,
    findings: createFindingsStore({ vault, actor: 'app' }),
  };
}

export type Parts = ReturnType<typeof parts>;

export interface Stage extends AsyncDisposable {
  readonly folder: string;
  readonly auxot: Awaited<ReturnType<typeof startAuxotServer>>;
  readonly parts: Parts;
  /** Closes the vault and opens it again, as a restart does. */
  reopen(): Promise<Parts>;
  /** Writes a file below the folder that is scanned. */
  write(name: string, text: string): void;
  /** What the app does: scans with what the vault says to look for, and records what was found. */
  scanInto(current: Parts): Promise<number>;
}

export async function stage(providers: readonly Provider[] = PROVIDERS): Promise<Stage> {
  const folder = temporaryFolder();
  const auxot = await startAuxotServer();
  const vaultOptions = {
    folder: path.join(folder, 'vault'),
    actor: 'app',
    kdf: CHEAP_KDF,
    pollIntervalMs: 0,
  } as const;
  const { vault } = await createVault({
    ...vaultOptions,
    name: 'Test',
    password: password(),
    withRecoveryKey: false,
  });
  let current = parts(vault, providers);
  const work = path.join(folder, 'work');
  mkdirSync(work);
  return {
    folder: work,
    auxot,
    get parts() {
      return current;
    },
    async reopen() {
      await current.accounts.close();
      current.vault.close();
      const opened = await openVault({
        ...vaultOptions,
        credential: { kind: 'password', password: password() },
      });
      current = parts(opened, providers);
      return current;
    },
    write(name, text) {
      writeFileSync(path.join(work, name), text);
    },
    async scanInto({ service, findings }) {
      const fingerprintKey = new Uint8Array(32).fill(7);
      const evidence = service.evidence();
      const found = [];
      for await (const event of scan({
        paths: [work],
        fingerprintKey,
        ...(evidence === null ? {} : { evidence }),
      })) {
        if (event.type === 'finding') found.push({ root: event.root, finding: event.finding });
        if (event.type === 'done') {
          await findings.recordScan({ fingerprintKey, findings: found, report: event.report });
        }
      }
      return found.length;
    },
    async [Symbol.asyncDispose]() {
      await current.accounts.close();
      current.vault.close();
      await auxot.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
