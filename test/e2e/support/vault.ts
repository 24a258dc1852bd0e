/**
 * A vault made without the app, where making one is not what a test is about. Its password costs the least that the program
 * accepts; an app that makes one itself first measures the machine and then takes what costs most of a second, each time.
 */
import { createRequire } from 'node:module';
import type { Page } from 'playwright';
import { createVault } from '../../../electron/vault/create.ts';
import { defaultKdfPolicy, KDF_FLOOR } from '../../../electron/vault/crypto/kdf.ts';
import { SecretBytes } from '../../../electron/vault/secret-bytes.ts';
import { DERIVATIONS, launchApp, type Derivation, type RunningApp } from './app.ts';
import { call } from './bridge.ts';

/** What this process derives while `work` is done; after it the derivation is the real one again. */
async function deriving(derivation: Derivation, work: () => Promise<void>): Promise<void> {
  if (derivation === 'floor') {
    await work();
    return;
  }
  const cheap = createRequire(import.meta.url)(DERIVATIONS.cheap) as { use(): void; undo(): void };
  cheap.use();
  try {
    await work();
  } finally {
    cheap.undo();
  }
}

export async function makeVault(
  folder: string,
  name: string,
  password: string,
  derivation: Derivation = 'floor',
): Promise<void> {
  await deriving(derivation, async () => {
    const { vault, recoveryKey } = await createVault({
      folder,
      name,
      password: SecretBytes.fromText(password),
      kdf: { ...defaultKdfPolicy(), choose: () => Promise.resolve(KDF_FLOOR) },
    });
    recoveryKey?.wipe();
    vault.close();
  });
}

/** The app with a new vault, unlocked. */
export async function launchWithVault(
  options: Parameters<typeof launchApp>[0] & { readonly name: string; readonly password: string },
): Promise<{ readonly running: RunningApp; readonly page: Page }> {
  await makeVault(options.vaultFolder, options.name, options.password, options.derivation);
  const running = await launchApp(options);
  const page = await running.page();
  await call(page, 'vault.unlock', { password: options.password });
  return { running, page };
}
