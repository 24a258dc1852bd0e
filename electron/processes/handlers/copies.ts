import { AppError } from '../../../shared/errors.ts';
/** The way back to an automatic copy, while no vault is open. */
import { KEY_COLLECTIONS } from '../../inventory/collections.ts';
import { listCopies, restoreCopy, tryCopy, type CopiesOptions } from '../../vault/index.ts';
import type { SecretBytes } from '../../vault/secret-bytes.ts';
import type { protectionChannels } from '../../../shared/ipc/protection-channels.ts';
import type { HandlersOf } from '../../wire/answer.ts';
import type { ClosedVaultParts } from './closed-vault.ts';
import { lending } from './lending.ts';
import { say } from '../../../shared/messages/say.ts';

type CopiesParts = Pick<ClosedVaultParts, 'folder' | 'isOpen' | 'keychain' | 'changed'>;

export function copiesHandlers(
  parts: CopiesParts,
): Omit<HandlersOf<typeof protectionChannels, 'vault', 'nothing'>, 'vault.restore'> {
  const using = <Result>(
    password: string,
    work: (options: CopiesOptions) => Promise<Result>,
  ): Promise<Result> =>
    lending(password, async (secret: SecretBytes) => {
      if (parts.isOpen()) throw stillOpen();
      try {
        return await work({ folder: parts.folder(), actor: 'app', secret, keyCollections: KEY_COLLECTIONS });
      } finally {
        // A wrong password moves the time of the next try; a copy in place opens.
        await parts.changed();
      }
    });
  return {
    'vault.copies': ({ password }) =>
      using(password, async (options) =>
        (await listCopies(options)).map(({ name, at, holds, otherPassword, problem }) => ({
          name,
          at: at.toISOString(),
          holds,
          otherPassword,
          problem: problem?.said.message ?? null,
        })),
      ),
    'vault.try-copy': ({ name, password }) =>
      using(password, async (options) => {
        const { sound, problems, keys, secrets } = await tryCopy({ ...options, name });
        return { sound, problems: [...problems], keys, secrets };
      }),
    'vault.restore-copy': ({ name, password }) =>
      using(password, async (options) => {
        const keychain = await parts.keychain();
        const placed = await restoreCopy({ ...options, keychain, name });
        const { madeAt, secrets, replaced } = placed;
        return { name: placed.name, madeAt: madeAt.toISOString(), secrets, replaced };
      }),
  };
}

export function stillOpen(): AppError {
  return new AppError({
    code: 'conflict',
    message: say('process.a-vault-is-open'),
    hint: say('process.nothing-was-changed-lock-it-first'),
  });
}
