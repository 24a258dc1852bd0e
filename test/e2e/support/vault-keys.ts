/** The vault key and every subkey of a vault, taken from its file with the password: what a memory search looks for. */
import { resolveDependencies } from '../../../electron/vault/dependencies.ts';
import { openWithPassword } from '../../../electron/vault/slots.ts';
import { SecretBytes } from '../../../electron/vault/secret-bytes.ts';
import { vaultPaths } from '../../../electron/vault/storage/layout.ts';
import { openEngine } from '../../../electron/vault/open-engine.ts';

const PURPOSES = ['records', 'secrets', 'rows', 'manifest', 'audit', 'audit-chain', 'lookup'] as const;

export async function keysOf(folder: string, password: string): Promise<readonly Buffer[]> {
  const dependencies = resolveDependencies({ folder });
  const engine = await openEngine(vaultPaths(folder).database, dependencies, async (header) => {
    const opened = await openWithPassword(header, SecretBytes.fromText(password), dependencies.kdf);
    if (opened === null) throw new Error('The password does not open the vault.');
    return opened.vaultKey;
  });
  try {
    return [
      engine.keys.vaultKey,
      ...PURPOSES.map((purpose) => engine.keys.raw(purpose)),
      engine.lookupKey,
    ].map((key) => Buffer.from(key));
  } finally {
    engine.close();
  }
}
