/** What a person reads of what is said by id, in the interface's language. */
import { useCallback, useContext } from 'react';
import type { SaidError } from '../../shared/errors.ts';
import type { Said } from '../../shared/messages/say.ts';
import { wordsOf } from '../../shared/messages/words.ts';
import { SpokenWordsContext } from './sentences.ts';

export interface ErrorText {
  readonly message: string;
  readonly hint: string;
}

export type ErrorTextFunction = (error: { readonly said: SaidError }) => ErrorText;

export function useErrorText(): ErrorTextFunction {
  const sentence = useSentence();
  return useCallback(
    ({ said }) => ({ message: sentence(said.message), hint: sentence(said.hint) }),
    [sentence],
  );
}

/** @returns of a text that a version before stored, that text */
export function useSentence(): (said: Said | string) => string {
  const words = useContext(SpokenWordsContext);
  return useCallback((said) => wordsOf(said, words), [words]);
}
