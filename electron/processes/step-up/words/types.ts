import type { NewPasswordWords, QuestionWords } from '../../../../shared/password-question.ts';

export interface CommonWords {
  readonly password: string;
  readonly note: string;
  readonly cancel: string;
  readonly show: string;
  readonly empty: string;
  readonly checking: string;
  readonly waiting: string;
  readonly refused: string;
  readonly waitFirst: string;
}

export interface ActionWords extends Pick<QuestionWords, 'title' | 'text' | 'facts' | 'submit'> {
  /** In place of the common label. */
  readonly password?: string;
  readonly note?: string;
  readonly empty?: string;
  readonly fromPaper?: boolean;
  readonly wholeAt?: number;
  readonly filePassword?: QuestionWords['filePassword'];
  /** In place of the common sentence, where what was typed is not right. */
  readonly refused?: string;
  readonly newPassword?: NewPasswordWords;
  readonly otherWay?: string;
}
