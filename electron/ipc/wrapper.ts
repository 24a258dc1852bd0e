/**
 * The one way from the renderer into main: sender → rate → schema → lock state → handler → schema. Handlers see parsed
 * input only, and what they return is checked before it leaves.
 */
import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import {
  ipcEvents,
  type ChannelName,
  type EventName,
  type EventPayload,
  type IpcReply,
} from '../../shared/ipc-contract.ts';
import { answerCall, refusal, type AnswerOptions } from '../processes/answer.ts';
import { createRateLimiter } from '../processes/rate-limiter.ts';

export const CALL_CHANNEL = 'augno-vault:call';
export const EVENT_CHANNEL = 'augno-vault:event';

export interface IpcWrapperOptions extends AnswerOptions {
  /** The frame that may call: our window's main frame, at our own origin. */
  readonly isTrustedSender: (sender: {
    readonly contents: WebContents;
    readonly url: string;
    readonly isMainFrame: boolean;
  }) => boolean;
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
