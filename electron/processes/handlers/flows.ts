import type { HandlersOf } from '../../wire/answer.ts';
import type { flowChannels } from '../../../shared/ipc/flow-channels.ts';
import { AppError } from '../../../shared/errors.ts';
import type { ProgramResult } from '../../../shared/ipc/flow-channels.ts';
import { terminalLine } from '../../../shared/harmless-text.ts';
import type { GrantContents } from '../../wire/grants.ts';
import type { DescribeMethods } from '../../wire/protocol.ts';
import type { MethodHandlers } from '../../wire/rpc.ts';
import type { Accounted, OpenParts, TakingSecrets } from './open-parts.ts';
import { say } from '../../../shared/messages/say.ts';

export function flowHandlers(
  open: () => OpenParts,
  taking: TakingSecrets,
  accounted: Accounted,
): HandlersOf<typeof flowChannels, 'vault'> {
  return {
    'places.candidates': ({ oldKeyId, newKeyId }) => open().placeDesk.candidates(oldKeyId, newKeyId),
    'places.preview': ({ oldKeyId, newKeyId, place }) => open().placeDesk.preview(oldKeyId, newKeyId, place),
    'places.preview-variable': ({ keyId, place, variable }) =>
      open().placeDesk.previewVariable(keyId, place, variable),
    'places.move-out': ({ oldKeyId, newKeyId, place }) => open().placeDesk.moveOut(oldKeyId, newKeyId, place),
    'places.ignore-in-git': ({ keyId, placeId }) => open().placeDesk.ignoreInGit(keyId, placeId),
    'places.apply': async ({ planId }) => {
      const { placeDesk, guides } = open();
      const replacement = await placeDesk.apply(planId);
      guides.beginAbout(replacement.newKeyId);
      return replacement;
    },
    'places.undo': ({ replacementId }) => open().placeDesk.undo(replacementId),
    'places.list': ({ keyId }) => ({ replacements: open().placeDesk.list(keyId) }),
    'pass-on.run': async ({ grant }) => {
      const { grants, accounts } = open();
      // SECURITY: taken whatever comes of it: a program that was started had the secret.
      const granted = grants.take(grant, 'pass-on');
      const { name } = accounts.keyDetail(granted.keyId);
      return { result: await accounted({ name, use: 'pass-on' }, () => runProgram(open(), granted)) };
    },
    'pass-on.cancel': () => {
      open().programs.cancel();
    },
    'sharing.identity': () => open().sharing.identity(),
    'sharing.admins': () => ({ admins: [...open().sharing.admins()] }),
    'sharing.add-admin': (input) => open().sharing.addAdmin(input),
    'sharing.remove-admin': ({ adminId }) => {
      open().sharing.removeAdmin(adminId);
    },
    'sharing.seal': (input) =>
      taking({ name: open().accounts.keyDetail(input.keyId).name, use: 'seal' }, () =>
        open().sharing.seal(input),
      ),
    'sharing.open': ({ text }) => open().sharing.open(text),
  };
}

/** What main names when it asks the person. */
export function programHandlers(open: () => OpenParts): MethodHandlers<DescribeMethods> {
  return {
    'process.address-questions': () => open().accounts.addressQuestions(),
    'process.confirm-addresses': ({ addresses }) => {
      for (const { connectionId, address } of addresses)
        open().accounts.confirmAddress(connectionId, address);
    },
    'process.describe-key': ({ keyId }) => {
      const { name, redacted, mode, secretHeld } = open().accounts.keyDetail(keyId);
      if (!secretHeld) {
        throw new AppError({
          code: 'not-found',
          message: say('process.this-keys-secret-is-not-held-here'),
          hint: say('process.add-the-secret-if-you-have-it'),
        });
      }
      return { name, redacted, mode };
    },
  };
}

function runProgram(
  { accounts, vault, programs }: OpenParts,
  { keyId, program }: GrantContents['pass-on'],
): Promise<ProgramResult> {
  const { name } = accounts.keyDetail(keyId);
  return accounts.useSecret(keyId, 'inject', (secret) => {
    const detail = terminalLine([program.command, ...program.args].map(quoted).join(' '));
    vault.enter(
      {
        action: 'secret-passed-on',
        subjectId: keyId,
        subjectName: name,
        detail: say('file.as-it-is', { text: detail }),
      },
      { lends: true },
    );
    return programs.run(program, secret);
  });
}

function quoted(argument: string): string {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : JSON.stringify(argument);
}
