/** What `scan --registry` adds where nobody holds the vault open: it is opened, and only read. */
import { randomBytes } from 'node:crypto';
import { RegistryNames, type RegistryKeyName } from '../keys/findings/registry-names.ts';
import { createAccountService } from '../providers/index.ts';
import { registryOfAgent } from './agent/scan-by-agent.ts';
import type { RegistryAnswer } from './scan-names.ts';
import type { CommandContext } from './types.ts';
import { openVaultForCommand } from './vault/open.ts';

/**
 * Asks whoever holds the vault open, else for the master password.
 * @throws AppError as the vault does, and where it was refused and nobody can be asked for the password
 */
export async function openRegistry(context: CommandContext): Promise<RegistryAnswer> {
  return (await registryOfAgent(context, { ask: true })) ?? (await registryByPassword(context));
}

async function registryByPassword(context: CommandContext): Promise<RegistryAnswer> {
  const vault = await openVaultForCommand(context);
  const fingerprintKey = randomBytes(32);
  const keys = createAccountService({
    vault,
    // Nothing is sent for a scan.
    fetch: () => Promise.reject(new Error('no network')),
    userAgent: '',
    actor: 'command',
  });
  return {
    fingerprintKey,
    evidence: keys.services.evidence(),
    match: async (findings, report) => {
      const names = new RegistryNames(vault, keys.listKeys(), fingerprintKey);
      const found: Record<string, RegistryKeyName> = {};
      for (const finding of findings) {
        const name = await names.nameOf(finding);
        if (name !== null) found[finding.fingerprint] = name;
      }
      const masked: Record<string, readonly RegistryKeyName[]> = {};
      for (const { redacted } of report.masked ?? []) {
        const alike = names.lookingLike(redacted);
        if (alike.length > 0) masked[redacted] = alike;
      }
      return { keys: found, masked };
    },
    close: () => {
      vault.close();
    },
  };
}
