/** What a scan says to whoever holds the vault open. */
import { agentAddress } from '../../agent/address.ts';
import { askAgent, gone } from '../../agent/client.ts';
import {
  MOST_MARKS,
  scanNamesAnswerSchema,
  scanTicketSchema,
  type AgentRequest,
  type RequestOf,
} from '../../agent/protocol.ts';
import type { RegistryKeyName } from '../../keys/findings/registry-names.ts';
import type { LiveFinding } from '../../scanner/types.ts';
import type { RegistryMatches } from '../scan-names.ts';
import type { CommandContext } from '../types.ts';
import { askOrPassword } from './through-agent.ts';

type Step = RequestOf<'scan-names'>['step'];
const requestOf = (step: Step): AgentRequest => ({ kind: 'scan-names', step });

/** Null where nobody holds the vault open, or the password is asked for instead. @throws AppError */
export async function beginScanNames(context: CommandContext, ask: boolean): Promise<string | null> {
  const request = requestOf({ name: 'begin', ask });
  const result = ask
    ? await askOrPassword(context, request)
    : await askAgent(agentAddress(context.vaultFolder), request, { signal: context.signal });
  return result?.kind === 'value' ? scanTicketSchema.parse(result.value).ticket : null;
}

interface Wanted {
  readonly ticket: string;
  readonly fingerprintKey: Uint8Array;
  readonly found: readonly LiveFinding[];
  readonly masked: readonly string[];
}

/** In as many requests as it takes. @throws AppError */
export async function matchedByAgent(context: CommandContext, wanted: Wanted): Promise<RegistryMatches> {
  const { ticket, fingerprintKey, found, masked } = wanted;
  const scanKey = Buffer.from(fingerprintKey).toString('hex');
  const marks = found.map((finding) => ({
    mark: finding.fingerprint,
    keyId: finding.keyId,
    class: finding.class,
    repairable: finding.repairable === true,
    redacted: finding.redacted,
    keyFingerprint: finding.keyFingerprint ?? null,
  }));
  const keys: Record<string, RegistryKeyName> = {};
  const alike: Record<string, readonly RegistryKeyName[]> = {};
  const longest = Math.max(marks.length, masked.length);
  for (let from = 0; from < longest; from += MOST_MARKS) {
    const to = from + MOST_MARKS;
    const request = requestOf({
      name: 'match',
      ticket,
      scanKey,
      found: marks.slice(from, to),
      masked: masked.slice(from, to),
      last: to >= longest,
    });
    const result = await askAgent(agentAddress(context.vaultFolder), request, { signal: context.signal });
    if (result?.kind !== 'value') throw gone();
    const answer = scanNamesAnswerSchema.parse(result.value);
    Object.assign(keys, answer.keys);
    Object.assign(alike, answer.masked);
  }
  return { keys, masked: alike, checksumsOnly: true };
}
