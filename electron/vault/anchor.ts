/**
 * What the system's keychain last saw of a vault: the only thing that shows when the whole file was replaced by an older
 * copy of itself, which is as well-formed as the newer one.
 */
import { z } from 'zod';
import type { AppError } from '../../shared/errors.ts';
import { rolledBack } from './errors.ts';
import type { Engine } from './engine.ts';

const anchorSchema = z.object({
  generation: z.number().int(),
  chain: z.string(),
  /** The end of the audit log as it was then, and the vault key's epoch it was chained under. */
  audit: z.object({ epoch: z.number().int(), sequence: z.number().int(), mac: z.string() }).optional(),
});
type Anchor = z.infer<typeof anchorSchema>;

/**
 * SECURITY: an older copy that was opened and written to often enough has a higher generation than the anchor. Its audit
 * log tells it apart all the same: it is only ever added to, so what stood at its end then has to stand there now.
 */
function isAnotherHistory(engine: Engine, { audit }: Anchor): boolean {
  // Where the vault key was changed since, the whole log was chained anew.
  if (audit === undefined || audit.epoch !== engine.header.epoch || audit.sequence === 0) return false;
  const [row] = engine.tables.auditBefore(audit.sequence + 1, 1);
  return row?.sequence !== audit.sequence || row.mac.toString('hex') !== audit.mac;
}

/** Null where the file is at least as new as the anchor, or there is none. */
export async function checkAnchor(engine: Engine): Promise<AppError | null> {
  const { keychain } = engine.dependencies;
  if (keychain === null) return null;
  let text: string | null;
  try {
    text = await keychain.readAnchor(engine.header.vaultId);
  } catch {
    return null;
  }
  if (text === null) return null;
  let anchor: Anchor;
  try {
    anchor = anchorSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
  const { generation, chain } = engine.manifest;
  const newer =
    generation > anchor.generation || (generation === anchor.generation && chain === anchor.chain);
  if (newer && !isAnotherHistory(engine, anchor)) return null;
  return rolledBack(
    'This vault file is older than the one this computer saw last: newer changes are missing from it.',
  );
}

/** The keychain is a convenience here: where it fails, the next time repeats it. */
export async function writeAnchor(engine: Engine): Promise<void> {
  const { generation, chain, audit } = engine.manifest;
  const anchor: Anchor = { generation, chain, audit: { epoch: engine.header.epoch, ...audit } };
  try {
    await engine.dependencies.keychain?.writeAnchor(engine.header.vaultId, JSON.stringify(anchor));
  } catch {
    // Nothing is lost but the warning.
  }
}
