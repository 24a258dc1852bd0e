/** The one door to the rest of the app. Errors are data: a caller has to look at them to get at the value. */
import { AppError } from '../../shared/errors.ts';
import type {
  ChannelInput,
  ChannelName,
  EventName,
  EventPayload,
  IpcReply,
  VaultBridge,
} from '../../shared/ipc-contract.ts';
import { say } from '../../shared/messages/say.ts';

declare global {
  interface Window {
    readonly vault: VaultBridge;
  }
}

export async function call<Name extends ChannelName>(
  name: Name,
  input: ChannelInput<Name>,
): Promise<IpcReply<Name>> {
  try {
    return await window.vault.call(name, input);
  } catch {
    // Main answers with data even when it fails; this is the process being gone.
    const error = new AppError({
      code: 'internal',
      message: say('app.did-not-answer'),
      hint: say('app.close-this-window-and-open-it-again'),
    });
    return { ok: false, error: error.serialize() };
  }
}

export function onEvent<Name extends EventName>(
  name: Name,
  listener: (payload: EventPayload<Name>) => void,
): () => void {
  return window.vault.on(name, listener);
}
