/** What a person reads of an error, in the interface's language. */
import { useCallback, useContext } from 'react';
import type { SerializedError } from '../../shared/errors.ts';
import type { Said } from '../../shared/messages/say.ts';
import { wordsOf } from '../../shared/messages/words.ts';
import { useText } from './intl.tsx';
import { SpokenLanguageContext } from './sentences.ts';

export interface ErrorText {
  readonly message: string;
  readonly hint: string;
  /** The English words, where something of them did not make it into the translation. */
  readonly original: string | null;
}

export function useErrorText(): (error: SerializedError) => ErrorText {
  const t = useText();
  const { words, translate } = useContext(SpokenLanguageContext);
  return useCallback(
    (error) => {
      const { code } = error;
      const said = error.said ?? error;
      const inWords = (part: Said | string): string | null => {
        if (typeof part === 'object') return wordsOf(part, words);
        return translate === null ? part : translate(part);
      };
      const own = { message: inWords(said.message), hint: inWords(said.hint) };
      return {
        message: own.message ?? t(`error.${code}.message`),
        hint: own.hint ?? t(`error.${code}.hint`),
        original: own.message === null || own.hint === null ? `${error.message} ${error.hint}` : null,
      };
    },
    [t, words, translate],
  );
}

/** For what stands alone (what is wrong with a connection, what a key asks for). */
export function useSentence(): (said: Said | string) => string {
  const { words, translate } = useContext(SpokenLanguageContext);
  return useCallback(
    (said) => (typeof said === 'object' ? wordsOf(said, words) : (translate?.(said) ?? said)),
    [words, translate],
  );
}
