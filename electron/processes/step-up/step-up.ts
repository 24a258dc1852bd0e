/**
 * Asks for the master password again, in main's own window, before something that a page taken over must not do by itself.
 * An answer is for the one action whose handler waits for it: there is no token that could be kept or passed on.
 */
import { AppError, toAppError } from '../../../shared/errors.ts';
import {
  fromQuestionSchema,
  LONGEST_PASSWORD,
  type FromQuestion,
  type ToQuestion,
} from '../../../shared/password-question.ts';
import { wrongPassword } from '../../vault/errors.ts';
import { SecretBytes } from '../../vault/secret-bytes.ts';
import type { ProcessPort } from '../../wire/parent-link.ts';
import { createRateLimiter, type RateLimiter } from '../../wire/rate-limiter.ts';
import { asksForFilePassword, asksForNewPassword, type StepUpAction } from './action.ts';
import { questionWords, refusal } from './words/index.ts';
import { say } from '../../../shared/messages/say.ts';

export interface Typed {
  readonly password: SecretBytes;
  /** Where the action chooses one. */
  readonly newPassword: SecretBytes | null;
  /** Of the file it is about. */
  readonly filePassword: SecretBytes | null;
}

export interface StepUpCheck {
  /** @throws AppError `vault-wrong-password`, `vault-waiting`: said in the window, which stays; any other ends the question */
  readonly password: (typed: SecretBytes, filePassword: SecretBytes | null) => Promise<void>;
  /** Asks otherwise; true: the action may go on. */
  readonly otherWay?: () => Promise<boolean>;
}

export interface StepUp {
  /**
   * @param use what may be done once the right password was typed; null: another way was taken. Both are wiped afterwards.
   * @throws AppError `cancelled`, where nobody answered; `conflict`, while another question is open or after too many
   */
  confirmed<Result>(
    action: StepUpAction,
    check: StepUpCheck,
    use: (typed: Typed | null) => Result | Promise<Result>,
  ): Promise<Result>;
}

export interface QuestionWindow {
  /**
   * @param onPort is given the line to the window, and the language of its words
   * @returns once the window is closed
   */
  show(onPort: (port: ProcessPort, language: 'en' | 'de') => void): Promise<void>;
  close(): Promise<void>;
}

/**
 * Of questions that nobody answered. A person who cancels and tries again is not slowed down, nor is one who answers many; a
 * script that opens window after window is.
 */
const QUESTIONS = { burst: 8, perSecond: 1 / 15 };

export function createStepUp(
  window: QuestionWindow,
  questions: RateLimiter = createRateLimiter(QUESTIONS),
): StepUp {
  let asking = false;
  return {
    async confirmed(action, check, use) {
      if (asking) throw anotherQuestion();
      if (!questions.take()) throw tooManyQuestions();
      asking = true;
      let typed: Typed | null;
      try {
        typed = await ask(window, action, check);
        questions.giveBack();
      } finally {
        asking = false;
      }
      try {
        return await use(typed);
      } finally {
        wipe(typed);
      }
    },
  };
}

/** @returns what was typed and found right; null where another way was taken */
async function ask(window: QuestionWindow, action: StepUpAction, check: StepUpCheck): Promise<Typed | null> {
  let closed: Promise<void> = Promise.resolve();
  /** Nobody waits for what is still being looked at. */
  let isOver = false;
  try {
    return await new Promise<Typed | null>((resolve, reject) => {
      closed = window.show((port, language) => {
        let busy = false;
        const say = (message: ToQuestion): void => {
          port.postMessage(message);
        };
        port.on('message', ({ data }) => {
          const parsed = fromQuestionSchema.safeParse(data);
          if (!parsed.success) return;
          const message = parsed.data;
          if (message.kind === 'cancel') {
            // At once: what is being looked at may turn out right, and is wanted no more.
            isOver = true;
            reject(notAnswered(action));
            return;
          }
          // One at a time: a second answer while the first is looked at is none.
          if (busy) return;
          busy = true;
          answer(message, action, check)
            .then((outcome) => {
              if (outcome === 'go-on') return;
              if (isOver) wipe(outcome);
              else resolve(outcome);
            })
            .catch((thrown: unknown) => {
              const error = toAppError(thrown);
              const { code, retryAfterSeconds } = error;
              if (code !== 'vault-wrong-password' && code !== 'vault-waiting') {
                reject(error);
                return;
              }
              say({
                kind: 'refused',
                text: refusal(action, language, code),
                waitSeconds: retryAfterSeconds ?? 0,
              });
            })
            .finally(() => {
              busy = false;
            });
        });
        port.start();
        say({ kind: 'question', words: questionWords(action, language) });
      });
      closed.then(
        () => {
          isOver = true;
          reject(notAnswered(action));
        },
        (thrown: unknown) => {
          reject(toAppError(thrown));
        },
      );
    });
  } finally {
    await window.close();
    await closed.catch(() => undefined);
  }
}

async function answer(
  message: Exclude<FromQuestion, { kind: 'cancel' }>,
  action: StepUpAction,
  check: StepUpCheck,
): Promise<Typed | null | 'go-on'> {
  if (message.kind === 'other-way') return (await check.otherWay?.()) === true ? null : 'go-on';
  const { password, filePassword } = message;
  // It is tried on nothing, and the window does not wait for an answer for ever.
  if (Math.max(password.length, filePassword?.length ?? 0) > LONGEST_PASSWORD)
    throw wrongPassword('password', 0);
  const optional = (text: string | null): SecretBytes | null =>
    text === null ? null : SecretBytes.fromText(text);
  const typed: Typed = {
    password: SecretBytes.fromText(password),
    newPassword: optional(message.newPassword),
    filePassword: optional(filePassword),
  };
  try {
    if ((typed.newPassword !== null) !== asksForNewPassword(action)) throw notAnswered(action);
    if ((typed.filePassword !== null) !== asksForFilePassword(action)) throw notAnswered(action);
    await check.password(typed.password, typed.filePassword);
    return typed;
  } catch (thrown) {
    wipe(typed);
    throw thrown;
  }
}

function wipe(typed: Typed | null): void {
  for (const secret of [typed?.password, typed?.newPassword, typed?.filePassword]) secret?.wipe();
}

function notAnswered({ kind }: StepUpAction): AppError {
  if (kind === 'confirm-recovery-key' || kind === 'drill' || kind === 'open-export') {
    return new AppError({
      code: 'cancelled',
      message: say('process.the-window-that-asked-was-closed-without'),
      hint: say('process.nothing-was-changed-do-it-again-and'),
    });
  }
  return new AppError({
    code: 'cancelled',
    message: say('process.the-master-password-was-not-given'),
    hint: say('process.nothing-was-changed-do-it-again-and-2'),
  });
}

function anotherQuestion(): AppError {
  return new AppError({
    code: 'conflict',
    message: say('process.the-master-password-is-being-asked-for'),
    hint: say('process.nothing-was-changed-answer-that-window-first'),
  });
}

function tooManyQuestions(): AppError {
  return new AppError({
    code: 'conflict',
    message: say('process.the-master-password-was-asked-for-too'),
    hint: say('process.nothing-was-changed-wait-a-minute-if'),
  });
}
