/** A scan's end of the line: whoever holds the vault open says which of its keys were found. The keys stay here. */
import { randomBytes } from 'node:crypto';
import { agentAddress, isAnySocketThere, isSocketThere } from '../../agent/address.ts';
import { AppError } from '../../../shared/errors.ts';
import type { LiveFinding } from '../../scanner/types.ts';
import type { RegistryAnswer, RegistryMatches } from '../scan-names.ts';
import type { CommandContext } from '../types.ts';

/**
 * @param ask whether a person may be asked; else only what was allowed before counts, and nothing is said
 * @returns null where nobody holds the vault open, and where it was not allowed and the password, or no name, is the way on
 * @throws AppError with `ask`, where it was refused and nobody can be asked for the password
 */
export async function registryOfAgent(
  context: CommandContext,
  { ask }: { readonly ask: boolean },
): Promise<RegistryAnswer | null> {
  if (context.asksForPassword !== true) return null;
  try {
    // Most scans run where nobody does: nothing more is loaded for them, the runtime's hashes and their streams included.
    if (!isAnySocketThere() || !isSocketThere(agentAddress(context.vaultFolder))) return null;
    const { beginScanNames, matchedByAgent } = await import('./scan-talk.ts');
    const ticket = await beginScanNames(context, ask);
    if (ticket === null) return null;
    const fingerprintKey = randomBytes(32);
    return {
      fingerprintKey,
      evidence: null,
      match: (findings, report) => {
        const masked = [...new Set((report.masked ?? []).map(({ redacted }) => redacted))];
        return matchedOrNone(context, ask, () =>
          matchedByAgent(context, { ticket, fingerprintKey, found: differentOnes(findings), masked }),
        );
      },
      close: () => undefined,
    };
  } catch (thrown) {
    if (ask || !(thrown instanceof AppError)) throw thrown;
    return null;
  }
}

/** Locked while the scan ran: what was found is reported all the same. */
async function matchedOrNone(
  context: CommandContext,
  ask: boolean,
  match: () => Promise<RegistryMatches>,
): Promise<RegistryMatches | null> {
  try {
    return await match();
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    if (ask) context.warn(thrown.said.message);
    return null;
  }
}

function differentOnes(findings: readonly LiveFinding[]): readonly LiveFinding[] {
  return [...new Map(findings.map((finding) => [finding.fingerprint, finding])).values()];
}
