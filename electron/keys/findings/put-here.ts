/** Where a key was found because this vault put it there, and Git does not look: no leak, but the place where it belongs. */
import type { ScanFinding } from '../../../shared/findings.ts';
import { findingFile } from '../../files/finding-file.ts';
import type { VaultReader } from '../../vault/types.ts';
import { replacementsCollection } from '../care/replacement-records.ts';
import { gitPlaceOf, resolvePlace } from '../files/index.ts';

/** SECURITY: a file that Git tracks by now, or that goes out to users, counts as a leak whoever wrote it. */
export async function isPutHere(
  vault: VaultReader,
  keyId: string,
  root: string,
  finding: Pick<ScanFinding, 'path' | 'container' | 'source' | 'clientSide'>,
): Promise<boolean> {
  const file = finding.clientSide ? null : resolved(findingFile(root, finding));
  if (file === null) return false;
  const isOurs = vault
    .list(replacementsCollection)
    .some(({ value }) => value.newKeyId === keyId && value.state === 'done' && value.file === file);
  if (!isOurs) return false;
  const { standing } = await gitPlaceOf(file);
  return standing === 'outside' || standing === 'ignored';
}

function resolved(file: string | null): string | null {
  if (file === null) return null;
  try {
    return resolvePlace(file);
  } catch {
    return null;
  }
}
