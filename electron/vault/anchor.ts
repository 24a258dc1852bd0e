/**
 * What the system's keychain last saw of a vault: the only thing that shows when the whole file was replaced by an older
 * copy of itself, which is as well-formed as the newer one.
 */
import { z } from 'zod';
import type { AppError } from '../../shared/errors.ts';
import { rolledBack } from './errors.ts';
import type { Engine } from './engine.ts';

const anchorSchema = z.object({ generation: z.number().int(), chain: z.string() });

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
  let anchor: z.infer<typeof anchorSchema>;
  try {
    anchor = anchorSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
  const { generation, chain } = engine.manifest;
  if (generation > anchor.generation) return null;
  if (generation === anchor.generation && chain === anchor.chain) return null;
  return rolledBack(
    'This vault file is older than the one this computer saw last: newer changes are missing from it.',
  );
}

/** The keychain is a convenience here: where it fails, the next time repeats it. */
export async function writeAnchor(engine: Engine): Promise<void> {
  const { generation, chain } = engine.manifest;
  try {
    await engine.dependencies.keychain?.writeAnchor(
      engine.header.vaultId,
      JSON.stringify({ generation, chain }),
    );
  } catch {
    // Nothing is lost but the warning.
  }
}
