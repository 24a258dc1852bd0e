import type { QuickWords } from '../../../../shared/quick-access.ts';

export const quickEnglish: QuickWords = {
  language: 'en',
  title: 'Quick access',
  search: 'Copy the secret of…',
  keys: 'Keys',
  none: 'No key has these words in its name, account or id.',
  noneHeld: 'No secret is kept in this vault yet.',
  more: '{count} more: type on to find them.',
  hint: 'Enter copies and closes · Esc closes',
  production: 'PROD',
  copying: 'Copying…',
  password: 'Master password',
  locked: 'The vault is locked.',
  empty: 'Type your master password.',
  unlock: 'Unlock',
  checking: 'Checking…',
  goesOn: 'The vault opens even if this window closes.',
  waiting: 'The next try is possible in {seconds} s.',
};

/** Beside a key that does not work any more, or has a successor. */
export const endedEnglish = { revoked: 'revoked', expired: 'expired', replaced: 'replaced' } as const;
