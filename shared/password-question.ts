/**
 * What main's password window and the vault's process say to each other, over a port that no page has. The words are the
 * vault's: the window has none of its own.
 */
import { z } from 'zod';

export interface QuestionWords {
  readonly language: 'en' | 'de';
  /** What is going to be done. */
  readonly title: string;
  /** What it means. */
  readonly text: string;
  /** What it is done to, each with its name. */
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly password: {
    readonly label: string;
    readonly note: string;
    readonly empty: string;
    /** Typed from paper: shown unless it is covered. */
    readonly fromPaper: boolean;
    /** So many letters and digits are all of it, and sent off at once; null where nobody can know. */
    readonly wholeAt: number | null;
  };
  /** Of the file it is about; null where it is not asked for. */
  readonly filePassword: { readonly label: string; readonly empty: string } | null;
  /** Asked for as well; null where none is. */
  readonly newPassword: NewPasswordWords | null;
  /** Another way on for whoever cannot answer; null where there is none. */
  readonly otherWay: string | null;
  readonly submit: string;
  readonly cancel: string;
  readonly show: string;
  readonly checking: string;
  /** With `{seconds}` in it. */
  readonly waiting: string;
}

export interface NewPasswordWords {
  readonly label: string;
  readonly again: string;
  readonly note: string;
  /** From “guessed at once” to “very hard to guess”. */
  readonly strength: readonly [string, string, string, string, string];
  readonly tooShort: string;
  readonly differs: string;
  readonly minimumLength: number;
}

/** From the vault's process. */
export type ToQuestion =
  | { readonly kind: 'question'; readonly words: QuestionWords }
  | { readonly kind: 'refused'; readonly text: string; readonly waitSeconds: number };

const typedSchema = z.string().min(1);
/** In characters: no password and no recovery key is longer. */
export const LONGEST_PASSWORD = 1024;

/** From the window. */
export const fromQuestionSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('answer'),
    password: typedSchema,
    newPassword: typedSchema.nullable(),
    filePassword: typedSchema.nullable(),
  }),
  z.object({ kind: z.literal('other-way') }),
  z.object({ kind: z.literal('cancel') }),
]);
export type FromQuestion = z.infer<typeof fromQuestionSchema>;

/** The fewest characters a password that is chosen may have. Weak ones are advised against, short ones refused. */
export const MINIMUM_PASSWORD_LENGTH = 10;

/** What the window's preload script puts on `window`. */
export interface QuestionBridge {
  /** What was said before there was a listener comes first. */
  listen(listener: (message: ToQuestion) => void): void;
  say(message: FromQuestion): void;
}
