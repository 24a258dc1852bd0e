/** Lends the secret of a key, whosever it is. */
import { AppError } from '../../../shared/errors.ts';
import type { SecretBytes } from '../../vault/secret-bytes.ts';
import type { Vault, VaultActor } from '../../vault/types.ts';
import type { KeyProvider } from '../provider.ts';
import { withSpelledSecret } from './spelling.ts';
import { keyOf } from './local-changes.ts';
import { requireProven } from './unproven.ts';
import { say } from '../../../shared/messages/say.ts';

export type Purpose = 'reveal' | 'copy' | 'inject';

const ACTIONS = { reveal: 'secret-revealed', copy: 'secret-copied', inject: 'secret-injected' } as const;

/**
 * Writes the audit entry first, then lends the secret.
 * @throws AppError `not-found` when the secret is not held here
 */
export async function useSecret<Result>(
  {
    vault,
    actor,
    provider,
  }: { readonly vault: Vault; readonly actor: VaultActor; readonly provider: KeyProvider },
  keyId: string,
  purpose: Purpose,
  use: (secret: SecretBytes) => Result | Promise<Result>,
): Promise<Result> {
  const record = keyOf(vault, keyId);
  requireHeld(vault, keyId);
  if (purpose !== 'reveal') {
    await requireForm(vault, keyId, (text) => provider.recognise(record.provider, text).ok);
    // Looking at it is how a person gets to know it.
    requireProven(vault, keyId);
  }
  // SECURITY: the entry comes first; a secret that was lent without one could not be accounted for.
  vault.enter(
    { action: ACTIONS[purpose], subjectId: keyId, subjectName: record.alias ?? record.apiName },
    { actor, lends: true },
  );
  return withSpelledSecret(vault, keyId, use);
}

export function requireHeld(vault: Vault, keyId: string): void {
  if (vault.hasSecret(keyId)) return;
  throw new AppError({
    code: 'not-found',
    message: say('account.this-keys-secret-is-not-held-here-2'),
    hint: say('keys.it-is-shown-once-when-the-key'),
  });
}

/**
 * SECURITY: versions before replies were checked stored whatever a server had sent. What is not a key is shown on demand,
 * so that it is not lost, and goes nowhere else.
 */
async function requireForm(vault: Vault, keyId: string, isKey: (text: string) => boolean): Promise<void> {
  if (await vault.withSecret(keyId, (secret) => isKey(secret.revealText()))) return;
  throw new AppError({
    code: 'conflict',
    message: say('account.what-is-stored-as-the-secret-of'),
    hint: say('account.the-server-sent-it-in-place-of'),
  });
}
