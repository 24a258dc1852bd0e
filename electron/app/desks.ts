/** Where a person is asked something in a dialog or window of main's own, which no page can answer. */
import { createAccessQuestions } from './access-questions.ts';
import type { BuildInfo } from './build-info.ts';
import { checkEditorProgram, createEditorService, type EditorService } from './editor-service.ts';
import { createFileDialogs, type FileDialogs } from './file-dialogs.ts';
import { APP_ICON } from './first-window.ts';
import { createGrantDesk, type GrantDesk } from './grant-desk.ts';
import { createKitPrinter } from './kit-printer.ts';
import { wordsOf } from './notice-service.ts';
import { createQuestionService, type QuestionService } from './question-service.ts';
import { createQuestions, type Questions } from './questions.ts';
import type { Profile } from './settings.ts';
import { requireFeedAddress } from './update-manifest.ts';
import type { VaultController } from './vault-controller.ts';
import type { MainWindow } from './window.ts';

export interface Desks {
  readonly questions: Questions;
  readonly asking: QuestionService;
  readonly dialogs: FileDialogs;
  readonly kit: ReturnType<typeof createKitPrinter>;
  readonly grants: GrantDesk;
  readonly editors: EditorService;
}

export function createDesks({
  profile,
  mainWindow,
  page,
  build,
  vault,
}: {
  readonly profile: Profile;
  readonly mainWindow: MainWindow;
  /** Which page is there: what one was given is not another's. */
  readonly page: () => number;
  readonly build: BuildInfo;
  readonly vault: Pick<VaultController, 'call' | 'grant'>;
}): Desks {
  const words = (): ReturnType<typeof wordsOf> => wordsOf(profile);
  const questions = createQuestions(mainWindow.current);
  const access = createAccessQuestions({ questions, words, showWindow: mainWindow.show });
  const asking = createQuestionService({ profile, iconPath: APP_ICON, mainWindow, questions, access });
  const dialogs = createFileDialogs(questions, words);
  const kit = createKitPrinter(dialogs);
  const grants = createGrantDesk({
    ...{ questions, dialogs, words, page },
    call: vault.call,
    hand: vault.grant,
    checkEditor: checkEditorProgram,
    checkFeed: (address) => requireFeedAddress(address, !build.release),
  });
  return {
    questions,
    asking,
    dialogs,
    kit,
    grants,
    editors: createEditorService(profile, grants.askAboutEditor),
  };
}
