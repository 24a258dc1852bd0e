/** Changes of settings one after the other: a change made while another is under way waits, and is never dropped. */
import type { ChannelInput, IpcReply } from '../../../shared/ipc-contract.ts';

type Changes = ChannelInput<'settings.update'>;
type Reply = IpcReply<'settings.update'>;

/**
 * @param onReply called for each change, in the order in which they were made
 * @returns how to ask for a change
 */
export function createUpdateQueue(
  send: (changes: Changes) => Promise<Reply>,
  onReply: (reply: Reply) => void,
): (changes: Changes) => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return (changes) => {
    last = last.then(async () => {
      onReply(await send(changes));
    });
    return last;
  };
}
