import { createContext } from 'react';
import { english } from '../../shared/messages/en/index.ts';
import type { Words } from '../../shared/messages/words.ts';

/** What is said by id, in the language of the interface. */
export const SpokenWordsContext = createContext<Words>(english);
