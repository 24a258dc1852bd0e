/** What main sends along with the port to its quick access window. */
export interface QuickAttachment {
  readonly kind: 'attach-quick';
  readonly folder: string;
  readonly language: 'en' | 'de';
}

export function isQuickAttachment(data: unknown): data is QuickAttachment {
  return typeof data === 'object' && data !== null && (data as { kind?: unknown }).kind === 'attach-quick';
}
