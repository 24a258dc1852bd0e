/** Who is asked, and about which vault: the open one, or one that lies closed in the folder. */
import { AppError } from '../../../shared/errors.ts';
import { assertCanBeAsked, confirmClosedVault, type ManagedVault } from '../../vault/index.ts';
import type { SecretBytes } from '../../vault/secret-bytes.ts';
import type { Asking } from '../vault-handlers.ts';
import { createSecretRate, type SecretRate } from './secret-rate.ts';
import type { StepUp, Typed } from './step-up.ts';

export function createAsking(
  stepUp: StepUp,
  vault: () => Pick<ManagedVault, 'confirmPassword'>,
  rate: SecretRate = createSecretRate(),
): Asking {
  const confirmed: Asking['confirmed'] = (action, use) =>
    stepUp.confirmed(action, { password: (typed) => vault().confirmPassword(typed) }, (typed) =>
      use(requireTyped(typed)),
    );
  return {
    confirmed,
    checked: async (action, check) => {
      const taken: Awaited<ReturnType<typeof check>>[] = [];
      const password = async (typed: SecretBytes, filePassword: SecretBytes | null): Promise<void> => {
        taken.push(await check(typed, filePassword));
      };
      await stepUp.confirmed(action, { password }, requireTyped);
      return taken[0]!;
    },
    // An answer is for this one secret: the next one is asked for again until enough time has passed.
    taking: async ({ name, use }, take) =>
      rate.take() ? await take() : await confirmed({ kind: 'another-secret', name, use }, take),
  };
}

function requireTyped(typed: Typed | null): Typed {
  if (typed === null) throw new Error('This action has no other way.');
  return typed;
}

/**
 * SECURITY: a backup in place of a vault opens it with another password. The password of the vault that is here is asked for
 * in main's window; where it is lost, or the vault too damaged to be asked, a dialog of main's says what that means.
 * @throws AppError `cancelled`
 */
export async function confirmReplacing(
  stepUp: StepUp,
  restored: { readonly folder: string; readonly file: string },
  confirm: (why: 'lost' | 'damaged') => Promise<boolean>,
): Promise<void> {
  const { folder } = restored;
  if (!canBeAsked(folder)) {
    if (!(await confirm('damaged'))) throw notConfirmed();
    return;
  }
  await stepUp.confirmed(
    { kind: 'restore', ...restored },
    {
      password: (typed) => confirmClosedVault({ folder, actor: 'app' }, typed),
      otherWay: () => confirm('lost'),
    },
    () => undefined,
  );
}

function canBeAsked(folder: string): boolean {
  try {
    assertCanBeAsked({ folder });
    return true;
  } catch {
    return false;
  }
}

function notConfirmed(): AppError {
  return new AppError({
    code: 'cancelled',
    message: 'The backup was not put in place.',
    hint: 'Nothing was changed.',
  });
}
