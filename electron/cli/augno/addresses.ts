/** Addresses to which nothing is sent before a person on this computer confirmed them, asked about on the terminal. */
import { isYes } from '../yes.ts';
import { AppError } from '../../../shared/errors.ts';
import { terminalLine } from '../../../shared/harmless-text.ts';
import type { AccountService } from '../../keys/types.ts';
import type { AddressQuestion } from '../../../shared/account-address.ts';
import type { CommandContext } from '../types.ts';
import { say, type Said } from '../../../shared/messages/say.ts';

type Answering = Pick<AccountService, 'addressQuestions' | 'confirmAddress'>;

function sentenceOf({ name, address, mode, service, key }: AddressQuestion): Said {
  const values = { name: terminalLine(name), service, address: terminalLine(address) };
  const sentence = say(`command.keys-go-there-${mode}`, values);
  return key === null
    ? sentence
    : say('command.key-goes-there-at-once', { sentence, key: terminalLine(key) });
}

/** @returns null where there is no terminal to ask on */
async function agreed(context: CommandContext, question: AddressQuestion): Promise<boolean | null> {
  const answer = await context.ask(
    say('command.question-is-that-address-right-y-n', { question: sentenceOf(question) }),
  );
  return answer === null ? null : isYes(answer);
}

/**
 * Asks about each of them on the terminal; without one, all stay asleep and are named.
 * @param only ids of connections; null: all
 * @returns those that stay asleep
 */
export async function askAboutAddresses(
  context: CommandContext,
  service: Answering,
  only: readonly string[] | null,
): Promise<readonly AddressQuestion[]> {
  const asleep: AddressQuestion[] = [];
  for (const question of service.addressQuestions()) {
    if (only !== null && !only.includes(question.connectionId)) continue;
    if ((await agreed(context, question)) === true) {
      service.confirmAddress(question.connectionId, question.address);
    } else asleep.push(question);
  }
  return asleep;
}

/** Said where connections stay asleep. */
export function noteAsleep(context: CommandContext, asleep: readonly AddressQuestion[]): void {
  for (const { name, address } of asleep) {
    context.warn(
      say('command.name-is-asleep-its-address-address-is', {
        name: terminalLine(name),
        address: terminalLine(address),
        name2: JSON.stringify(terminalLine(name)),
      }),
    );
  }
}

/**
 * A person named this connection, which is their word on it where there is no terminal; on a terminal they see its address.
 * @throws AppError `cancelled` where they said no
 */
export async function wake(
  context: CommandContext,
  service: Answering,
  question: AddressQuestion,
): Promise<void> {
  const answer = await agreed(context, question);
  if (answer === false) {
    throw new AppError({
      code: 'cancelled',
      message: say('command.the-address-was-not-confirmed'),
      hint: say('command.nothing-was-changed-or-sent-the-connection'),
    });
  }
  if (answer === null) context.warn(sentenceOf(question));
  service.confirmAddress(question.connectionId, question.address);
}
