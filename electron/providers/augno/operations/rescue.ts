/**
 * A new key whose secret came back when the vault could not take it: its reply is kept aside, sealed, and folded in by the
 * next unlock. SECURITY: what a server gave out once must not be dropped, whatever happened to the vault's file.
 */
import { secretIdOfEither } from '../../../keys/lifecycle/spelling.ts';
import { z } from 'zod';
import { AppError, toAppError } from '../../../../shared/errors.ts';
import type { VaultNote } from '../../../vault/managed-vault.ts';
import { SecretBytes } from '../../../vault/secret-bytes.ts';
import type { Vault } from '../../../vault/types.ts';
import type { CreatedKeyReply } from '../api/client.ts';
import type { ServiceContext } from '../context.ts';
import {
  connectionsCollection,
  intentsCollection,
  type ConnectionRecord,
  type IntentRecord,
} from '../../../keys/registry/records.ts';
import { isWriteProblem } from '../../../vault/write-access.ts';
import { commitReply } from './commit.ts';
import { say } from '../../../../shared/messages/say.ts';

const payloadSchema = z.object({
  version: z.literal(1),
  at: z.string(),
  intent: intentsCollection.schema,
  connection: connectionsCollection.schema,
  // Authenticated, and written by this file alone.
  reply: z.custom<CreatedKeyReply>((value) => typeof value === 'object' && value !== null),
});

/** Files that can't be taken in, of which each is named at an unlock. */
const MOST_NAMED = 5;

/** The reply came, and is not in the vault: the intent stays, whatever else is done about it. */
export class KeptAsideError extends AppError {}

const WHAT = {
  unstored: {
    create: (name: string) => say('account.name-was-created-but-not-stored', { name }),
    rotate: (name: string) => say('account.name-was-rotated-but-not-stored', { name }),
  },
  stored: {
    create: (name: string) => say('account.name-was-created-and-stored', { name }),
    rotate: (name: string) => say('account.name-was-rotated-and-stored', { name }),
  },
} as const;

/** The vault's next key does not open what this one seals: there the operation itself brings the secret. */
const IN_FILE_OF_BEFORE = {
  unstored: (file: string) => say('account.the-operation-stays-open-and-a-copy', { file }),
  stored: () => say('account.the-secret-is-in-the-file-that'),
} as const;

/** @returns what to tell in place of `failure`: where the secret is now */
export function rescueReply(
  context: ServiceContext,
  intentId: string,
  { intent, connection }: { readonly intent: IntentRecord; readonly connection: ConnectionRecord },
  reply: CreatedKeyReply,
  failure: unknown,
  since: 'unstored' | 'stored' = 'unstored',
): KeptAsideError {
  const {
    code,
    said: { message },
  } = toAppError(failure);
  const what = WHAT[since][intent.kind === 'rotate' ? 'rotate' : 'create'](intent.name);
  let payload: Buffer | null = null;
  try {
    payload = Buffer.from(JSON.stringify({ version: 1, at: context.timestamp(), intent, connection, reply }));
    const { file, isOfBefore } = context.vault.rescue(intentId, payload);
    return new KeptAsideError({
      code,
      message: say('account.what-message', { what, message }),
      hint: isOfBefore
        ? IN_FILE_OF_BEFORE[since](file)
        : say('account.the-secret-is-not-lost-it-is', { file }),
      cause: failure,
    });
  } catch {
    return new KeptAsideError({
      code,
      message: say('account.what-message', { what, message }),
      hint:
        since === 'stored'
          ? say('account.the-secret-is-in-the-file-that')
          : say('account.it-could-not-be-kept-aside-either'),
      cause: failure,
    });
  } finally {
    payload?.fill(0);
  }
}

/** Takes in what was kept aside; a second time changes nothing. @returns what a person is to read */
export function foldRescues(vault: Vault): readonly VaultNote[] {
  const { opened, unreadable } = vault.rescues();
  const kept = [...unreadable];
  const waiting: string[] = [];
  const folded: string[] = [];
  for (const { file, intent, payload } of opened) {
    try {
      const name = foldOne(vault, intent, payload);
      if (name === null) kept.push(file);
      else {
        folded.push(name);
        vault.removeRescue(file);
      }
    } catch (thrown) {
      // Not even now: it stays where it is, and is named.
      if (!(thrown instanceof AppError)) throw thrown;
      (isWriteProblem(thrown) ? waiting : kept).push(file);
    } finally {
      payload.fill(0);
    }
  }
  // Whoever writes the folder must not write the list's length too.
  const more = kept.length - MOST_NAMED;
  return [
    ...folded.map(foldedNote),
    ...waiting.slice(0, MOST_NAMED).map(waitingNote),
    ...kept.slice(0, MOST_NAMED).map(keptNote),
    ...(more > 0 ? [moreNote(more)] : []),
  ];
}

/** @returns the key's name; null where it is not known what it is */
function foldOne(vault: Vault, intentId: string, payload: Buffer): string | null {
  const parsed = payloadSchema.safeParse(JSON.parse(payload.toString('utf8')));
  if (!parsed.success) return null;
  const { intent, connection, reply, at } = parsed.data;
  const secret = SecretBytes.fromText(reply.secret);
  try {
    // Also where it was destroyed since: what was ended stays ended.
    if (secretIdOfEither(vault, secret) !== undefined) return intent.name;
    vault.transaction((transaction) => {
      // The file that is there now may be another than the one the operation was begun in.
      if (transaction.get(connectionsCollection, intent.connectionId) === undefined) {
        // SECURITY: without an admin key it asks nobody anything until a person repairs it.
        const asleep = { ...connection, adminKeyId: null, problem: 'key-refused' } as const;
        transaction.put(connectionsCollection, intent.connectionId, asleep);
      }
      commitReply(transaction, intentId, intent, reply, at, true);
      transaction.audit({
        action: 'note',
        subjectId: reply.key?.id ?? intent.connectionId,
        subjectName: intent.name,
        detail: say('account.its-secret-had-been-kept-aside-beside'),
      });
    });
    return intent.name;
  } finally {
    secret.wipe();
  }
}

function foldedNote(name: string): VaultNote {
  return {
    message: say('account.the-secret-of-name-which-had-been', { name }),
    hint: say('account.nothing-is-left-to-do'),
  };
}

function moreNote(count: number): VaultNote {
  return {
    message: say('account.count-more-files-beside-the-vault-are', { count }),
    hint: say('account.they-were-not-touched-look-at-the'),
  };
}

function waitingNote(file: string): VaultNote {
  return {
    message: say('account.a-secret-that-was-kept-aside-in', { file }),
    hint: say('account.it-is-safe-there-and-is-taken'),
  };
}

function keptNote(file: string): VaultNote {
  return {
    message: say('account.a-secret-that-was-kept-aside-in-2', { file }),
    hint: say('account.it-belongs-to-another-vault-to-a'),
  };
}
