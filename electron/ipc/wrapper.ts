/**
 * The one way from the renderer into main: sender → rate → schema → lock state → handler → schema. Handlers see parsed
 * input only, and what they return is checked before it leaves.
 */
import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import { AppError, toAppError } from '../../shared/errors.ts';
import {
  ipcContract,
  ipcEvents,
  type ChannelName,
  type ChannelOutput,
  type ChannelParsedInput,
  type EventName,
  type EventPayload,
  type IpcReply,
} from '../../shared/ipc-contract.ts';
import { createRateLimiter } from './rate-limiter.ts';

export const CALL_CHANNEL = 'augno-vault:call';
export const EVENT_CHANNEL = 'augno-vault:event';

export type IpcHandlers = {
  readonly [Name in ChannelName]: (
    input: ChannelParsedInput<Name>,
  ) => ChannelOutput<Name> | Promise<ChannelOutput<Name>>;
};

export interface IpcWrapperOptions {
  readonly handlers: IpcHandlers;
  readonly isUnlocked: () => boolean;
  /** The frame that may call: our window's main frame, at our own origin. */
  readonly isTrustedSender: (sender: { readonly contents: WebContents; readonly url: string; readonly isMainFrame: boolean }) => boolean;
  readonly onInternalError: (channel: string, thrown: unknown) => void;
}

function isChannel(name: unknown): name is ChannelName {
  return typeof name === 'string' && Object.hasOwn(ipcContract, name);
}

const refusal = (): AppError =>
  new AppError({
    code: 'invalid-input',
    message: 'This request was not understood.',
    hint: 'Nothing was changed. Close this window and open it again.',
  });

/** Runs one call; exported for tests, which have no Electron. */
export async function answerCall(
  options: Pick<IpcWrapperOptions, 'handlers' | 'isUnlocked' | 'onInternalError'>,
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
        message: 'This input can’t be used.',
        // SECURITY: the schema's own message names the rule, never the value.
        hint: `Nothing was changed. Check what you typed${issue?.path.length ? ` (${issue.path.join('.')})` : ''}.`,
        ...(issue?.path.length ? { field: String(issue.path[0]) } : {}),
      });
    }
    if (definition.needs === 'unlocked' && !options.isUnlocked()) {
      throw new AppError({
        code: 'vault-locked',
        message: 'The vault is locked.',
        hint: 'Unlock it and try again. What you typed is kept where it can be.',
      });
    }
    const handler = options.handlers[name] as (value: unknown) => unknown;
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

export function registerIpc(options: IpcWrapperOptions): void {
  const limiter = createRateLimiter({ burst: 200, perSecond: 100 });
  ipcMain.handle(
    CALL_CHANNEL,
    async (event: IpcMainInvokeEvent, name: unknown, input: unknown): Promise<IpcReply<ChannelName>> => {
      const frame = event.senderFrame;
      // SECURITY: a frame that is gone, foreign, nested or at another origin gets no answer that tells it anything.
      const trusted =
        frame !== null &&
        options.isTrustedSender({
          contents: event.sender,
          url: frame.url,
          isMainFrame: frame.parent === null,
        });
      if (!trusted || !limiter.take()) return { ok: false, error: refusal().serialize() };
      return await answerCall(options, name, input);
    },
  );
}

export function sendEvent<Name extends EventName>(
  contents: WebContents,
  name: Name,
  payload: EventPayload<Name>,
): void {
  if (contents.isDestroyed()) return;
  contents.send(EVENT_CHANNEL, name, ipcEvents[name].parse(payload));
}
