/** The question before the first request to an address: main's own dialog, which no page can answer. */
import { terminalLine } from '../../shared/harmless-text.ts';
import type { AddressQuestion } from '../../shared/account-address.ts';
import type { MainMessages } from './messages.ts';
import type { Questions } from './questions.ts';

/** Names and addresses may be from a file: each on lines of its own, with nothing in it that steers. */
function linesOf({ name, address, mode, service, key }: AddressQuestion, words: MainMessages): string {
  const then = key === null ? '' : `\n    ${words['ask.address-key-goes'](terminalLine(key))}`;
  // A service of its own is called by its name alone.
  const of = service === name ? '' : `${terminalLine(service)}, `;
  return `${terminalLine(name)} (${of}${words[`ask.address-${mode}`]})\n    ${terminalLine(address)}${then}`;
}

export async function askAboutAddresses(
  questions: Pick<Questions, 'ask'>,
  asked: readonly AddressQuestion[],
  words: MainMessages,
): Promise<boolean> {
  const lines = asked.map((question) => linesOf(question, words));
  return await questions.ask({
    tone: 'warning',
    message: words['ask.addresses'],
    detail: [...lines, words['ask.addresses-text']].join('\n\n'),
    no: words['ask.cancel'],
    yes: words['ask.addresses-yes'],
  });
}
