/** Where the secrets for a program or a file come from: the vault that this command opens, or whoever holds it open already. */
import type { KeySummary } from '../../shared/domain.ts';
import { AppError } from '../../shared/errors.ts';
import type { SecretBytes } from '../vault/secret-bytes.ts';
import type { CommandContext } from './types.ts';
import { say } from '../../shared/messages/say.ts';

export interface WantedKeys {
  /** How keys are named. */
  readonly names: readonly string[];
  /** Texts that are values, unless they name a key. */
  readonly texts: readonly string[];
  /** The file that they are written into; null: a program's environment. */
  readonly place: string | null;
  /** False: only whether the names are good. */
  readonly secrets: boolean;
}

export interface KeySource {
  /** Of the names and texts that were wanted. @throws AppError as `resolveKey` does */
  find(name: string): KeySummary;
  /** Writes the audit entry, then lends. By the key's id; the caller wipes. */
  lend(keys: readonly KeySummary[]): Promise<ReadonlyMap<string, SecretBytes>>;
  /** The log's word that they stand in that file now. */
  enterPlace(keys: readonly KeySummary[], place: string): void;
}

export async function withKeySource<Result>(
  context: CommandContext,
  wanted: WantedKeys,
  work: (source: KeySource) => Promise<Result>,
): Promise<Result> {
  if (context.asksForPassword === true) {
    const { lentByAgent } = await import('./agent/through-agent.ts');
    const lent = await lentByAgent(context, wanted);
    if (lent !== null) return await work(lent);
  }
  const [{ withSession }, { resolveKey }] = await Promise.all([
    import('./augno/session.ts'),
    import('../keys/resolve-key.ts'),
  ]);
  return await withSession(context, async ({ service, vault }) => {
    const lent = new Map<string, SecretBytes>();
    return await work({
      find: (name) => resolveKey(service, name, context.globals.connection),
      lend: async (keys) => {
        try {
          // The service writes the audit entry before it lends the secret.
          for (const { id } of keys)
            await service.useSecret(id, 'inject', (secret) => void lent.set(id, secret.clone()));
          return lent;
        } catch (thrown) {
          for (const secret of lent.values()) secret.wipe();
          throw thrown;
        }
      },
      enterPlace: (keys, place) => {
        for (const { id, name } of keys) {
          const entry = { action: 'place-updated', subjectId: id, subjectName: name } as const;
          vault.enter({ ...entry, detail: say('file.as-it-is', { text: place }) }, { lends: true });
        }
      },
    });
  });
}

/** Whether `thrown` only says that there is no such key. */
export function isNotFound(thrown: unknown): boolean {
  return thrown instanceof AppError && thrown.code === 'not-found';
}
