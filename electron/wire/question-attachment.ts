/** What main sends along with the port. */
export interface QuestionAttachment {
  readonly kind: 'attach-question';
  /** Of the question it is for; an older one's port leads nowhere. */
  readonly question: number;
  readonly language: 'en' | 'de';
}
