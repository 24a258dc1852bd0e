/**
 * The one way from the renderer into main: sender → rate → schema → lock state → handler → schema. Handlers see parsed
 * input only, and what they return is checked before it leaves.
 */
import path from 'node:path';
import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import { z } from 'zod';
import {
  ipcEvents,
  type ChannelName,
  type ChannelOutput,
  type EventName,
  type EventPayload,
  type IpcReply,
} from '../../shared/ipc-contract.ts';
import { toAppError } from '../../shared/errors.ts';
import { DROP_PURPOSES, type DropPurpose } from '../../shared/grant-purposes.ts';
import { answerCall, answerWithin, refusal, type AnswerOptions } from './answer.ts';
import { createCallGate } from './call-gate.ts';
import { createRateLimiter } from './rate-limiter.ts';

const CALL_CHANNEL = 'augno-vault:call';
/** SECURITY: not of the contract: the path comes from the preload script, for a file that was dropped, and main asks. */
const DROP_CHANNEL = 'augno-vault:drop';
const EVENT_CHANNEL = 'augno-vault:event';

export interface IpcWrapperOptions extends AnswerOptions {
  /** Asks about what was dropped onto the window. */
  readonly onDrop: (purpose: DropPurpose, file: string) => Promise<ChannelOutput<'grants.choose'>>;
  /** The frame that may call: our window's main frame, at our own origin. */
  readonly isTrustedSender: (sender: {
    readonly contents: WebContents;
    readonly url: string;
    readonly isMainFrame: boolean;
  }) => boolean;
}

const dropSchema = z.object({ purpose: z.enum(DROP_PURPOSES), file: z.string().min(1).max(4096) });

export function registerIpc(options: IpcWrapperOptions): void {
  const limiter = createRateLimiter({ burst: 200, perSecond: 100 });
  const gate = createCallGate();
  // SECURITY: a frame that is gone, foreign, nested or at another origin gets no answer that tells it anything.
  const isTrusted = ({ senderFrame, sender }: IpcMainInvokeEvent): boolean =>
    senderFrame !== null &&
    options.isTrustedSender({
      contents: sender,
      url: senderFrame.url,
      isMainFrame: senderFrame.parent === null,
    });
  ipcMain.handle(
    DROP_CHANNEL,
    async (event, purpose: unknown, file: unknown): Promise<IpcReply<'grants.choose'>> => {
      const dropped = dropSchema.safeParse({ purpose, file });
      if (!isTrusted(event) || !limiter.take() || !dropped.success || !path.isAbsolute(dropped.data.file)) {
        return { ok: false, error: refusal().serialize() };
      }
      try {
        return { ok: true, value: await options.onDrop(dropped.data.purpose, dropped.data.file) };
      } catch (thrown) {
        return { ok: false, error: toAppError(thrown).serialize() };
      }
    },
  );
  ipcMain.handle(
    CALL_CHANNEL,
    async (event: IpcMainInvokeEvent, name: unknown, input: unknown): Promise<IpcReply<ChannelName>> => {
      if (!isTrusted(event) || !limiter.take()) return { ok: false, error: refusal().serialize() };
      return await answerWithin(gate, [name, input], () => answerCall(options, name, input));
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
