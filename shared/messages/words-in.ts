/** The words of a language, for a process that speaks one of them. */
import { english } from './en/index.ts';
import type { Words } from './words.ts';

/** German is loaded only where it is spoken: a process of days would keep it for nobody. */
export async function wordsIn(language: 'en' | 'de'): Promise<Words> {
  return language === 'de' ? (await import('./de/index.ts')).german : english;
}
