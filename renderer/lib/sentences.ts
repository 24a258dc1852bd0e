import { createContext } from 'react';

/** Sentences that main and the services say, in another language; null for one that is not known there. */
export type SentenceTranslator = (text: string) => string | null;

/** Null where the interface speaks English, as the sentences themselves do. */
export const SentenceContext = createContext<SentenceTranslator | null>(null);
