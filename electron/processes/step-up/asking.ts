/** Who is asked, and about which vault: the open one, or one that lies closed in the folder. */
import { AppError } from '../../../shared/errors.ts';
import { assertCanBeAsked, confirmClosedVault, type ManagedVault } from '../../vault/index.ts';
import type { SecretBytes } from '../../vault/secret-bytes.ts';
import { isWriteProblem } from '../../vault/write-access.ts';
import type { Asking } from '../vault-handlers.ts';
import { createSecretRate, type SecretRate } from './secret-rate.ts';
import type { StepUp, Typed } from './step-up.ts';
import { say } from '../../../shared/messages/say.ts';
import { certain } from '../../../shared/certain.ts';

export function createAsking(
  stepUp: StepUp,
  vault: () => Pick<ManagedVault, 'confirmPassword' | 'writeProblem'>,
  rate: SecretRate = createSecretRate(),
): Omit<Asking, 'clock'> {
  const confirmed: Asking['confirmed'] = (action, use) =>
    stepUp.confirmed(action, { password: (typed) => vault().confirmPassword(typed) }, (typed) =>
      use(requireTyped(typed)),
    );
  // SECURITY: a secret that leaves without an entry in the log is asked for each time, and the entry is kept until it can be made.
  const accounted: Asking['accounted'] = async (taken, take) => {
    const unlogged = (): ReturnType<typeof take> | Promise<Awaited<ReturnType<typeof take>>> =>
      confirmed({ kind: 'unlogged-secret', ...taken }, take);
    if (vault().writeProblem !== null) return await unlogged();
    try {
      return await take();
    } catch (thrown) {
      // Nothing was taken: the entry comes first, and the disk has just been found full or read-only.
      if (!isWriteProblem(thrown)) throw thrown;
      return await unlogged();
    }
  };
  return {
    confirmed,
    checked: async (action, check) => {
      // What a check gives back may be nothing, which is no sign that it did not run.
      const taken: { readonly result: Awaited<ReturnType<typeof check>> }[] = [];
      const password = async (typed: SecretBytes, filePassword: SecretBytes | null): Promise<void> => {
        taken.push({ result: await check(typed, filePassword) });
      };
      await stepUp.confirmed(action, { password }, requireTyped);
      return certain(taken[0]).result;
    },
    accounted,
    taking: async ({ name, use }, take) => {
      // What is passed on is noted in the vault as well, which refuses it by itself while it cannot be written.
      if (use !== 'seal' && vault().writeProblem !== null) return await accounted({ name, use }, take);
      // An answer is for this one secret: the next one is asked for again until enough time has passed.
      if (!rate.take()) return await confirmed({ kind: 'another-secret', name, use }, take);
      return use === 'seal' ? await take() : await accounted({ name, use }, take);
    },
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
    message: say('process.the-backup-was-not-put-in-place'),
    hint: say('command.nothing-was-changed'),
  });
}
