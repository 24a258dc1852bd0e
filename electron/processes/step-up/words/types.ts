import type { NewPasswordWords, QuestionWords } from '../../../../shared/password-question.ts';

export interface CommonWords {
  readonly password: string;
  readonly note: string;
  readonly cancel: string;
  readonly show: string;
  readonly empty: string;
  readonly checking: string;
  readonly waiting: string;
}

export interface ActionWords extends Pick<QuestionWords, 'title' | 'text' | 'facts' | 'submit'> {
  /** In place of the common label. */
  readonly password?: string;
  readonly note?: string;
  readonly newPassword?: NewPasswordWords;
  readonly otherWay?: string;
}
