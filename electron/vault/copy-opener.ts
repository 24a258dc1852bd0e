/** Opens copies of a vault with what a person typed, each from a private copy. */
import { AppError } from '../../shared/errors.ts';
import type { Dependencies } from './dependencies.ts';
import type { Engine } from './engine.ts';
import type { Header } from './header.ts';
import { withPrivateCopy } from './private-copy.ts';
import type { SecretBytes } from './secret-bytes.ts';
import { openWithTyped } from './slots.ts';
import { say } from '../../shared/messages/say.ts';

/** Opens copies with one secret, deriving once for all that were locked the same way. */
export class CopyOpener {
  readonly #dependencies: Dependencies;
  readonly #secret: SecretBytes;
  readonly #known = new Map<string, Buffer>();

  constructor(dependencies: Dependencies, secret: SecretBytes) {
    this.#dependencies = dependencies;
    this.#secret = secret;
  }

  async with<Result>(file: string, withLog: boolean, work: (engine: Engine) => Result): Promise<Result> {
    return await withPrivateCopy(file, withLog, this.#dependencies, (header) => this.#unlock(header), work);
  }

  async #unlock(header: Header): Promise<Buffer> {
    const { vaultId, epoch } = header;
    // SECURITY: the whole slot, so that only what this very secret opened counts as opened by it.
    const names = header.slots.map((slot) => JSON.stringify([vaultId, epoch, slot]));
    for (const name of names) {
      const known = this.#known.get(name);
      if (known !== undefined) return Buffer.from(known);
    }
    const opened = await openWithTyped(header, this.#secret, this.#dependencies.kdf);
    if (opened === null) throw otherPassword();
    this.#known.set(JSON.stringify([vaultId, epoch, opened.slot]), Buffer.from(opened.vaultKey));
    return opened.vaultKey;
  }

  wipe(): void {
    for (const key of this.#known.values()) key.fill(0);
    this.#known.clear();
  }
}

/** Never shown: whoever catches it counts the try and says it. */
export function otherPassword(): AppError {
  const message = say('vault.another-password');
  return new AppError({ code: 'vault-wrong-password', message, hint: message });
}
