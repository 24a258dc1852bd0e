/** The question before the first request to an address: main's own dialog, which no page can answer. */
import { app } from 'electron';
import { terminalLine } from '../../shared/harmless-text.ts';
import type { AddressQuestion } from '../../shared/account-address.ts';
import type { Questions } from './questions.ts';

/** Names and addresses may be from a file: each on lines of its own, with nothing in it that steers. */
function linesOf({ name, address, mode, service, key }: AddressQuestion, german: boolean): string {
  const kind = mode === 'prod' ? (german ? 'Produktion' : 'production') : 'test';
  const then =
    key === null ? '' : `\n    ${terminalLine(key)} ${german ? 'geht sofort dorthin' : 'goes there at once'}`;
  return `${terminalLine(name)} (${service}, ${kind})\n    ${terminalLine(address)}${then}`;
}

export async function askAboutAddresses(
  questions: Pick<Questions, 'ask'>,
  asked: readonly AddressQuestion[],
  language: 'system' | 'en' | 'de',
): Promise<boolean> {
  const german = (language === 'system' ? app.getLocale() : language).toLowerCase().startsWith('de');
  return await questions.ask({
    tone: 'warning',
    message: german
      ? 'Sollen Schlüssel an diese Adressen gesendet werden?'
      : 'May keys be sent to these addresses?',
    detail: `${asked.map((question) => linesOf(question, german)).join('\n\n')}\n\n${
      german
        ? 'Von diesem Rechner aus wurde ihnen noch nicht zugestimmt. Wer unter einer Adresse antwortet, erhält die Schlüssel.'
        : 'Nobody agreed to them on this computer yet. Whoever answers at an address gets the keys.'
    }`,
    no: german ? 'Abbrechen' : 'Cancel',
    yes: german ? 'Adressen bestätigen' : 'Confirm addresses',
  });
}
