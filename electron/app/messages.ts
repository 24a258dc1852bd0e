/** Main's own small catalogue. Both languages are complete: the type says when one is not. */
import { de } from './messages/de.ts';
import { en } from './messages/en.ts';

type Message<Value> = Value extends (...values: infer Values) => string
  ? (...values: Values) => string
  : string;
export type MainMessages = { readonly [Id in keyof typeof en]: Message<(typeof en)[Id]> };

/** @param systemLanguage a BCP 47 tag, as the system names its own */
export function shownLanguage(setting: 'system' | 'en' | 'de', systemLanguage: string): 'en' | 'de' {
  if (setting !== 'system') return setting;
  return systemLanguage.toLowerCase().startsWith('de') ? 'de' : 'en';
}

/** @param systemLanguage a BCP 47 tag, as the system names its own */
export function mainMessages(setting: 'system' | 'en' | 'de', systemLanguage: string): MainMessages {
  return shownLanguage(setting, systemLanguage) === 'de' ? de : en;
}
