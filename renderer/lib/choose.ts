/** Asks main for a file, a folder, an address or a program; the page gets a number for it. */
import type { ChannelInput, IpcReply } from '../../shared/ipc-contract.ts';
import type { ChoicePurpose, DropPurpose } from '../../shared/grant-purposes.ts';
import type { Granted } from '../../shared/ipc/grant-channels.ts';
import { call } from './bridge.ts';
import type { Action } from './use-action.ts';

/** Null where the person closed the dialog, or `action` shows why there was none. */
export async function choose(action: Action, purpose: ChoicePurpose): Promise<Granted | null> {
  return (await action.run(() => call('grants.choose', { purpose })))?.value.granted ?? null;
}

export async function confirmAddress(
  action: Action,
  input: ChannelInput<'grants.address'>,
): Promise<Granted | null> {
  return (await action.run(() => call('grants.address', input)))?.value.granted ?? null;
}

export async function confirmProgram(
  action: Action,
  input: ChannelInput<'grants.program'>,
): Promise<Granted | null> {
  return (await action.run(() => call('grants.program', input)))?.value.granted ?? null;
}

/** The first file of a drop. The preload script tells main which it is. */
export async function takeDrop(
  action: Action,
  purpose: DropPurpose,
  files: FileList,
): Promise<Granted | null> {
  const file = files[0];
  if (file === undefined) return null;
  const reply = await action.run((): Promise<IpcReply<'grants.choose'>> => window.vault.drop(purpose, file));
  return reply?.value.granted ?? null;
}
