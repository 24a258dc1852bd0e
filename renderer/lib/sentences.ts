import { createContext } from 'react';
import { english } from '../../shared/messages/en/index.ts';
import type { Words } from '../../shared/messages/words.ts';

/** Sentences that arrive as English text, in another language; null for one that is not known there. */
export type SentenceTranslator = (text: string) => string | null;

export interface SpokenLanguage {
  /** By the ids of `shared/messages`. */
  readonly words: Words;
  /** Null where the interface speaks English, as such sentences do. */
  readonly translate: SentenceTranslator | null;
}

export const SpokenLanguageContext = createContext<SpokenLanguage>({ words: english, translate: null });
