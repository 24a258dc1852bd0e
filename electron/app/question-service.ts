/** What is asked of the person at the keyboard, in main's own windows and dialogs: by the vault's process, or before a change. */
import { app } from 'electron';
import type { Settings } from '../../shared/ipc-contract.ts';
import type { QuestionCallbacks } from '../wire/protocol.ts';
import type { MethodHandlers } from '../wire/rpc.ts';
import type { QuestionAttachment } from '../wire/question-attachment.ts';
import type { AccessQuestions } from './access-questions.ts';
import type { QuickAccess } from './quick-access.ts';
import { lengthOf } from '../../shared/server-clock.ts';
import { settlePage } from '../wire/settle.ts';
import { shownLanguage } from './messages.ts';
import { wordsOf } from './notice-service.ts';
import { createPasswordWindow } from './password-window.ts';
import type { Questions } from './questions.ts';
import type { Profile } from './settings.ts';
import type { RunningProcess } from './utility-process.ts';
import { weakenings, type SettingChanges } from './weakenings.ts';
import type { MainWindow } from './window.ts';

export interface QuestionService {
  /** @param asking the process that may ask; null once it is not the vault's any more */
  methodsFor(asking: () => Pick<RunningProcess<never>, 'hand'> | null): MethodHandlers<QuestionCallbacks>;
  /** The vault locks: what is asked goes, with what was typed in it. */
  close(): void;
  /** @returns whether the changes may be made */
  weakening(before: Settings, changes: SettingChanges): Promise<boolean>;
  hiddenStart(): Promise<boolean>;
}

export function createQuestionService(options: {
  readonly profile: Profile;
  readonly iconPath: string;
  readonly mainWindow: Pick<MainWindow, 'show'>;
  readonly questions: Questions;
  readonly access: AccessQuestions;
  readonly quick: Pick<QuickAccess, 'methodsFor' | 'close'>;
}): QuestionService {
  const { profile, mainWindow, questions } = options;
  /** Asks from within the password window that is open; null where none is. */
  let within: Questions['ask'] | null = null;
  const ask = (
    message: string,
    detail: string,
    yes: string,
    by: Questions['ask'] = questions.ask,
  ): Promise<boolean> => by({ tone: 'warning', message, detail, no: wordsOf(profile)['ask.cancel'], yes });
  const askToWeaken = (lines: readonly string[]): Promise<boolean> => {
    const words = wordsOf(profile);
    return ask(words['question.weaken'], lines.join('\n'), words['question.weaken-yes']);
  };
  const passwords = createPasswordWindow({
    profile,
    iconPath: options.iconPath,
    showParent: mainWindow.show,
    settle: settlePage,
  });
  return {
    methodsFor: (asking) => ({
      ...options.access.methodsFor(() => asking() !== null),
      ...options.quick.methodsFor(() => asking() !== null),
      'main.ask-password': async ({ question }) => {
        if (asking() === null) return undefined;
        await questions.alone(async (askWithin) => {
          within = askWithin;
          try {
            await passwords.ask((port) => {
              const language = shownLanguage(profile.settings.language, app.getLocale());
              asking()?.hand(
                { kind: 'attach-question', question, language } satisfies QuestionAttachment,
                port,
              );
            });
          } finally {
            within = null;
          }
        });
        return undefined;
      },
      'main.close-password': () => {
        if (asking() !== null) passwords.close();
        return undefined;
      },
      'main.confirm-restore': async ({ why, file }) => {
        if (asking() === null) return false;
        const words = wordsOf(profile);
        return await ask(
          words['question.restore'],
          `${words[`question.restore-${why}`]}\n\n${file}`,
          words['question.restore-yes'],
          within ?? questions.ask,
        );
      },
      'main.confirm-clock': async ({ host, aheadMs }) => {
        if (asking() === null) return false;
        const words = wordsOf(profile);
        const detail = words[aheadMs > 0 ? 'question.clock-behind' : 'question.clock-ahead']
          .replace('{length}', lengthOf(aheadMs))
          .replace('{host}', () => host);
        return await ask(words['question.clock'], detail, words['question.clock-yes']);
      },
    }),
    close() {
      options.access.endAll();
      options.quick.close();
      passwords.close();
      questions.drop();
    },
    weakening: async (before, changes) => {
      const lines = weakenings(before, changes, wordsOf(profile));
      return lines.length === 0 || (await askToWeaken(lines));
    },
    // Started at login, the app waits in the tray, without a window that says it runs.
    hiddenStart: () => askToWeaken([wordsOf(profile)['weaken.start-hidden']]),
  };
}
