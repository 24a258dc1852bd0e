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
    create: (name: string) => `“${name}” was created, but the vault could not store its secret.`,
    rotate: (name: string) => `“${name}” was rotated, but the vault could not store the new secret.`,
  },
  stored: {
    create: (name: string) => `“${name}” was created and its secret stored, but what follows could not be.`,
    rotate: (name: string) => `“${name}” was rotated and its secret stored, but what follows could not be.`,
  },
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
  const { code, message } = toAppError(failure);
  const what = WHAT[since][intent.kind === 'rotate' ? 'rotate' : 'create'](intent.name);
  let payload: Buffer | null = null;
  try {
    payload = Buffer.from(JSON.stringify({ version: 1, at: context.timestamp(), intent, connection, reply }));
    const file = context.vault.rescue(intentId, payload);
    return new KeptAsideError({
      code,
      message: `${what} ${message}`,
      hint: `The secret is not lost: it is kept aside, sealed, in ${file}. The next unlock of this vault takes it in. Do not do it again.`,
      cause: failure,
    });
  } catch {
    return new KeptAsideError({
      code,
      message: `${what} ${message}`,
      hint:
        since === 'stored'
          ? 'The secret is in the file that was open. Do not do it again.'
          : 'It could not be kept aside either. The operation stays open in the vault’s file: make folder and disk writable, unlock, and synchronise within 29 days; the server then gives the secret once more. Do not do it again before that.',
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
        detail: 'Its secret had been kept aside beside the vault’s file and was taken in.',
      });
    });
    return intent.name;
  } finally {
    secret.wipe();
  }
}

function foldedNote(name: string): VaultNote {
  return {
    message: `The secret of “${name}”, which had been kept aside, is in the vault now.`,
    hint: 'Nothing is left to do.',
  };
}

function moreNote(count: number): VaultNote {
  return {
    message: `${String(count)} more files beside the vault are named like secrets that were kept aside and cannot be taken in.`,
    hint: 'They were not touched. Look at the vault’s folder, and move away what does not belong there.',
  };
}

function waitingNote(file: string): VaultNote {
  return {
    message: `A secret that was kept aside in ${file} waits until the vault can be written.`,
    hint: 'It is safe there, and is taken in at the first chance. Nothing is to be done for it.',
  };
}

function keptNote(file: string): VaultNote {
  return {
    message: `A secret that was kept aside in ${file} cannot be taken in.`,
    hint: 'It belongs to another vault, to a copy of before the vault key was rotated, or is damaged. It was not touched: unlock the vault it belongs to with the file in its folder, or move it away.',
  };
}
