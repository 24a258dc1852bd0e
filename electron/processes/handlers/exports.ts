/** Lists for a file that a person chose in main's dialog: written here, so that what is in them never passes through main. */
import { AppError } from '../../../shared/errors.ts';
import { say, type Said } from '../../../shared/messages/say.ts';
import { wordsIn } from '../../../shared/messages/words-in.ts';
import { wordsOf } from '../../../shared/messages/words.ts';
import { writeChosenFile } from '../../files/whole-file.ts';
import { noteOf, reportOf } from '../../keys/runbook/report.ts';
import { reportMarkdown, reportPage } from '../../keys/runbook/report-file.ts';
import { runbookText } from '../../keys/runbook/runbook-file.ts';
import { exportFindings } from '../../keys/transfer/findings-export.ts';
import { exportActivity, keysCsv } from '../../keys/transfer/record-exports.ts';
import { readPackageVersion } from '../../package-version.ts';
import type { ExportedList, ExportMethods } from '../../wire/protocol.ts';
import type { MethodHandlers } from '../../wire/rpc.ts';
import type { OpenParts } from './open-parts.ts';

export function exportHandlers(open: () => OpenParts): MethodHandlers<ExportMethods> {
  return {
    'process.leak-report-page': ({ guideId, language }) => reportFile(open(), guideId, language, reportPage),
    'process.export': async ({ list, file }) => {
      const text = await textOf(list, open());
      try {
        writeChosenFile(file, text);
      } catch (thrown) {
        throw thrown instanceof AppError ? thrown : notWritten(thrown);
      }
    },
  };
}

async function textOf(list: ExportedList, parts: OpenParts): Promise<string> {
  const { vault, accounts, findings, reviews, guides } = parts;
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
    case 'leak-report':
      return await reportFile(parts, list.guideId, list.language, reportMarkdown);
  }
}

/** That it was exported is written down first. */
async function reportFile(
  parts: OpenParts,
  guideId: string,
  language: 'en' | 'de',
  write: typeof reportPage,
): Promise<string> {
  const { keyId, keyName, endedAt } = parts.guides.get(guideId);
  const lines = await reportOf(parts, guideId, new Date());
  const catalogue = await wordsIn(language);
  const words = (said: Said): string => wordsOf(said, catalogue);
  const title = say('leak-report.title', { name: keyName });
  parts.vault.enter({ action: 'exported', subjectId: keyId, subjectName: keyName, detail: title });
  const note = endedAt === null ? null : noteOf(parts.vault, guideId);
  return write(words(title), lines, note, { language, words });
}

function notWritten(cause: unknown): AppError {
  return new AppError({
    code: 'invalid-input',
    message: say('app.the-file-could-not-be-written-there'),
    hint: say('app.nothing-was-exported-choose-a-folder-that'),
    cause,
  });
}
