/** Lists for a file that a person chose in main's dialog: written here, so that what is in them never passes through main. */
import { AppError } from '../../../shared/errors.ts';
import { say } from '../../../shared/messages/say.ts';
import { writeChosenFile } from '../../files/whole-file.ts';
import { runbookText } from '../../keys/runbook/runbook-file.ts';
import { exportFindings } from '../../keys/transfer/findings-export.ts';
import { exportActivity, keysCsv } from '../../keys/transfer/record-exports.ts';
import { readPackageVersion } from '../../package-version.ts';
import type { ExportedList, VaultProcessMethods } from '../../wire/protocol.ts';
import type { MethodHandlers } from '../../wire/rpc.ts';
import type { OpenParts } from './open-parts.ts';

export function exportHandlers(
  open: () => OpenParts,
): Pick<MethodHandlers<VaultProcessMethods>, 'process.export'> {
  return {
    'process.export': ({ list, file }) => {
      const text = textOf(list, open());
      try {
        writeChosenFile(file, text);
      } catch (thrown) {
        throw thrown instanceof AppError ? thrown : notWritten(thrown);
      }
    },
  };
}

function textOf(list: ExportedList, { vault, accounts, findings, reviews, guides }: OpenParts): string {
  switch (list.of) {
    case 'findings':
      return exportFindings(findings.listFindings(), list.format, readPackageVersion());
    case 'activity':
      return exportActivity(vault, list.format, new Date());
    case 'keys': {
      const { keyIds } = list;
      vault.enter({
        action: 'exported',
        detail: say('process.a-list-of-length-keys-redacted', { length: keyIds.length }),
      });
      const names = new Map(accounts.listConnections().map(({ id, name }) => [id, name]));
      return keysCsv(accounts.listKeys(), keyIds, names);
    }
    case 'review':
      return reviews.csv(list.reviewId);
    case 'runbook':
      return runbookText(guides.readRunbook().steps);
  }
}

function notWritten(cause: unknown): AppError {
  return new AppError({
    code: 'invalid-input',
    message: say('app.the-file-could-not-be-written-there'),
    hint: say('app.nothing-was-exported-choose-a-folder-that'),
    cause,
  });
}
