/**
 * Answers one call of the contract: schema → lock state → handler → schema. Main and the vault's process both do so for
 * their part of it. Knows no Electron, so that it can be tested whole.
 */
import { AppError, toAppError } from '../../shared/errors.ts';
import {
  ipcContract,
  type Answerer,
  type ChannelName,
  type ChannelOutput,
  type ChannelParsedInput,
  type ChannelsOf,
  type IpcReply,
  type Need,
} from '../../shared/ipc-contract.ts';
import type { CallGate } from './call-gate.ts';
import type { Answer } from './rpc.ts';
import { say } from '../../shared/messages/say.ts';

export type IpcHandlers = {
  readonly [Name in ChannelName]: (
    input: ChannelParsedInput<Name>,
  ) => Answer<ChannelOutput<Name>> | Promise<Answer<ChannelOutput<Name>>>;
};

/** The handlers that a group of the contract asks for: the contract says who answers each of its channels. */
export type HandlersOf<Group, By extends Answerer, Needs extends Need = Need> = Pick<
  IpcHandlers,
  ChannelsOf<Group, By, Needs>
>;

export interface AnswerOptions {
  /** A channel without one is refused. */
  readonly handlers: Partial<IpcHandlers>;
  readonly isUnlocked: () => boolean;
  /** For the log; must write the kind of an unknown error and never its text. */
  readonly onInternalError: (channel: string, thrown: unknown) => void;
}

function isChannel(name: unknown): name is ChannelName {
  return typeof name === 'string' && Object.hasOwn(ipcContract, name);
}

export const refusal = (): AppError =>
  new AppError({
    code: 'invalid-input',
    message: say('process.this-request-was-not-understood'),
    hint: say('process.nothing-was-changed-close-this-window-and'),
  });

/** More at once than is ever needed: nothing of it was looked at. */
const tooLarge = (): AppError =>
  new AppError({
    code: 'invalid-input',
    message: say('process.this-is-more-than-one-step'),
    hint: say('process.nothing-was-changed-do-it-in-smaller-parts'),
  });

/** Answers what the gate lets through. */
export async function answerWithin(
  gate: CallGate,
  parts: readonly unknown[],
  answer: () => Promise<IpcReply<ChannelName>>,
): Promise<IpcReply<ChannelName>> {
  const entered = gate.enter(parts);
  if (entered === 'too-large') return { ok: false, error: tooLarge().serialize() };
  if (entered === 'too-many') return { ok: false, error: refusal().serialize() };
  try {
    return await answer();
  } finally {
    entered();
  }
}

export async function answerCall(
  options: AnswerOptions,
  name: unknown,
  rawInput: unknown,
): Promise<IpcReply<ChannelName>> {
  try {
    if (!isChannel(name)) throw refusal();
    const definition = ipcContract[name];
    const input = definition.input.safeParse(rawInput);
    if (!input.success) {
      const issue = input.error.issues[0];
      throw new AppError({
        code: 'invalid-input',
        message: say('process.this-input-cant-be-used'),
        // SECURITY: the schema's own message names the rule, never the value.
        hint: issue?.path.length
          ? say('process.nothing-was-changed-check-what-you-typed-at', { where: issue.path.join('.') })
          : say('process.nothing-was-changed-check-what-you-typed'),
        ...(issue?.path.length ? { field: String(issue.path[0]) } : {}),
      });
    }
    if (definition.needs === 'unlocked' && !options.isUnlocked()) {
      throw new AppError({
        code: 'vault-locked',
        message: say('app.the-vault-is-locked'),
        hint: say('process.unlock-it-and-try-again-what-you'),
      });
    }
    const handler = options.handlers[name] as ((value: unknown) => unknown) | undefined;
    if (handler === undefined) throw refusal();
    const value = definition.output.safeParse(await handler(input.data));
    if (!value.success) {
      options.onInternalError(name, value.error);
      throw toAppError(value.error);
    }
    return { ok: true, value: value.data as ChannelOutput<ChannelName> };
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code === 'internal') options.onInternalError(String(name), error.cause ?? error);
    return { ok: false, error: error.serialize() };
  }
}
