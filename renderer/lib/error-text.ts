/** What a person reads of an error, in the interface's language. */
import { useCallback, useContext } from 'react';
import type { SerializedError } from '../../shared/errors.ts';
import { useText } from './intl.tsx';
import { SentenceContext } from './sentences.ts';

export interface ErrorText {
  readonly message: string;
  readonly hint: string;
  /** The English words, where something of them did not make it into the translation. */
  readonly original: string | null;
}

export function useErrorText(): (error: SerializedError) => ErrorText {
  const t = useText();
  const translate = useContext(SentenceContext);
  return useCallback(
    (error) => {
      const { message, hint, code } = error;
      if (translate === null) return { message, hint, original: null };
      const own = { message: translate(message), hint: translate(hint) };
      return {
        message: own.message ?? t(`error.${code}.message`),
        hint: own.hint ?? t(`error.${code}.hint`),
        original: own.message === null || own.hint === null ? `${message} ${hint}` : null,
      };
    },
    [t, translate],
  );
}

/** For a sentence that stands alone (what is wrong with a connection, what a key asks for): translated where it is known. */
export function useSentence(): (text: string) => string {
  const translate = useContext(SentenceContext);
  return useCallback((text) => translate?.(text) ?? text, [translate]);
}
