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
import { createQuickAccess, type QuickAccess } from './quick-access.ts';
import { createQuickWindow } from './quick-window.ts';
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
  readonly quick: QuickAccess;
}

export function createDesks({
  profile,
  mainWindow,
  page,
  build,
  vault,
  quick: quickOptions,
}: {
  readonly profile: Profile;
  readonly mainWindow: MainWindow;
  /** Which page is there: what one was given is not another's. */
  readonly page: () => number;
  readonly build: BuildInfo;
  readonly vault: Pick<VaultController, 'call' | 'grant'>;
  readonly quick: Omit<Parameters<typeof createQuickAccess>[0], 'profile' | 'window'> & {
    readonly onInput: () => void;
  };
}): Desks {
  const words = (): ReturnType<typeof wordsOf> => wordsOf(profile);
  const questions = createQuestions(mainWindow.current);
  const access = createAccessQuestions({ questions, words, showWindow: mainWindow.show });
  const window = createQuickWindow({ profile, iconPath: APP_ICON, onInput: quickOptions.onInput });
  const quick = createQuickAccess({ ...quickOptions, profile, window });
  const asking = createQuestionService({
    ...{ profile, mainWindow, questions, access, quick },
    iconPath: APP_ICON,
  });
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
    quick,
    editors: createEditorService(profile, grants.askAboutEditor),
  };
}
