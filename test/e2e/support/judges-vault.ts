/** The vault of the running app, opened beside it by whoever looks at what is on the disk. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { openVault, type ManagedVault } from '../../../electron/vault/index.ts';
import { SecretBytes } from '../../../electron/vault/secret-bytes.ts';

/** @param passwords which of them opens it is not known before */
export async function opened(
  folder: string,
  passwords: readonly string[],
): Promise<{ readonly vault: ManagedVault; readonly password: string }> {
  for (const [index, password] of passwords.entries()) {
    try {
      const vault = await openVault({
        folder,
        pollIntervalMs: 0,
        credential: { kind: 'password', password: SecretBytes.fromText(password) },
      });
      return { vault, password };
    } catch (thrown) {
      const isLast = index === passwords.length - 1;
      if (isLast || (thrown as { code?: string }).code !== 'vault-wrong-password') throw thrown;
      // It was a wrong one on purpose: nobody waits for that.
      rmSync(path.join(folder, 'tries.json'), { force: true });
    }
  }
  throw new Error('No password was given.');
}

/** Without asking the app, which gives out only so many in a minute. */
export async function secretOf(folder: string, password: string, keyId: string): Promise<string> {
  const { vault } = await opened(folder, [password]);
  try {
    return await vault.withSecret(keyId, (secret) => secret.bytes().toString('utf8'));
  } finally {
    vault.close();
  }
}
