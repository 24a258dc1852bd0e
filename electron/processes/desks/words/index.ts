/** The words of the quick access window, which has none of its own. */
import type { QuickWords } from '../../../../shared/quick-access.ts';
import { endedGerman, quickGerman } from './de.ts';
import { endedEnglish, quickEnglish } from './en.ts';

export function quickWords(language: 'en' | 'de'): QuickWords {
  return language === 'de' ? quickGerman : quickEnglish;
}

export function endedWord(language: 'en' | 'de', status: keyof typeof endedEnglish): string {
  return (language === 'de' ? endedGerman : endedEnglish)[status];
}
