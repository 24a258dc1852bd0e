/** Where a key was found because this vault put it there, and Git does not look: no leak, but the place where it belongs. */
import type { ScanFinding } from '../../../shared/findings.ts';
import { findingFile } from '../../files/finding-file.ts';
import type { VaultReader } from '../../vault/types.ts';
import { replacementsCollection } from '../care/replacement-records.ts';
import { isKeptOutOfGit, resolvePlace } from '../files/index.ts';

type Place = Pick<ScanFinding, 'path' | 'container' | 'source' | 'clientSide'>;

/** For the findings of one scan: what the vault wrote is read once, and Git is asked once about each file. */
export class PutHere {
  readonly #written: readonly { readonly keyId: string; readonly file: string }[];
  readonly #keptOut = new Map<string, Promise<boolean>>();

  constructor(vault: VaultReader) {
    this.#written = vault
      .list(replacementsCollection)
      .filter(({ value }) => value.state === 'done')
      .map(({ value }) => ({ keyId: value.newKeyId, file: value.file }));
  }

  /** SECURITY: a file that Git tracks by now, or that goes out to users, counts as a leak whoever wrote it. */
  async has(keyId: string, root: string, finding: Place): Promise<boolean> {
    if (finding.clientSide || !this.#written.some((one) => one.keyId === keyId)) return false;
    const file = resolved(findingFile(root, finding));
    if (file === null || !this.#written.some((one) => one.keyId === keyId && one.file === file)) return false;
    const known = this.#keptOut.get(file) ?? isKeptOutOfGit(file);
    this.#keptOut.set(file, known);
    return await known;
  }
}

function resolved(file: string | null): string | null {
  if (file === null) return null;
  try {
    return resolvePlace(file);
  } catch {
    return null;
  }
}
