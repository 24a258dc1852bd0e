import { useCallback, useEffect, useState, type ReactElement, type ReactNode } from 'react';
import { IntlProvider, useIntl } from 'react-intl';
import { english } from '../../shared/messages/en/index.ts';
import type { Words } from '../../shared/messages/words.ts';
import { SpokenWordsContext } from './sentences.ts';
import { en, type MessageId } from './messages/en.ts';

export type Language = 'en' | 'de';
interface German {
  readonly de: Readonly<Record<MessageId, string>>;
  readonly spoken: Words;
}
type Values = Readonly<Record<string, string | number | Date>>;
export type TextFunction = (id: MessageId, values?: Values) => string;

export function resolveLanguage(setting: 'system' | Language, systemLanguage: string): Language {
  if (setting !== 'system') return setting;
  return systemLanguage.toLowerCase().startsWith('de') ? 'de' : 'en';
}

export function VaultIntlProvider({
  language,
  children,
}: {
  readonly language: Language;
  readonly children: ReactNode;
}): ReactElement | null {
  const [german, setGerman] = useState<German | null>(null);
  const [startedIn] = useState(language);
  // A page that stands keeps the language it has until the other is loaded: without it what was typed, open or half
  // pressed would be gone. Only a page that starts in German waits for its words.
  const shown = language === 'de' && german === null ? (startedIn === 'de' ? null : 'en') : language;
  useEffect(() => {
    if (language === 'de') void import('./messages/de.ts').then(setGerman);
  }, [language]);
  useEffect(() => {
    if (shown !== null) document.documentElement.lang = shown;
  }, [shown]);
  if (shown === null) return null;
  return (
    <IntlProvider locale={shown} messages={shown === 'de' && german !== null ? german.de : en}>
      <SpokenWordsContext value={shown === 'de' && german !== null ? german.spoken : english}>
        {children}
      </SpokenWordsContext>
    </IntlProvider>
  );
}

export function useText(): TextFunction {
  const intl = useIntl();
  return useCallback((id, values) => intl.formatMessage({ id }, values), [intl]);
}

/** With `<b>…</b>` in the message. */
export function useRichText(): (id: MessageId, values?: Values) => ReactNode {
  const intl = useIntl();
  return useCallback(
    (id, values) =>
      intl.formatMessage(
        { id },
        {
          ...values,
          b: (parts: ReactNode[]) => <strong key="b">{parts}</strong>,
          code: (parts: ReactNode[]) => <code key="code">{parts}</code>,
        },
      ),
    [intl],
  );
}

/** For dates and numbers: the interface's language with the system's region where they agree. */
export function useLocale(): string {
  const { locale } = useIntl();
  return navigator.language.toLowerCase().startsWith(locale) ? navigator.language : locale;
}
