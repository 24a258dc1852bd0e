import type { KeptChannel } from '../../../shared/ipc/kept-channels.ts';
import type { OpenParts, VaultChannelHandlers } from './open-parts.ts';

export function keptHandlers(open: () => OpenParts): Pick<VaultChannelHandlers, KeptChannel> {
  return {
    'kept.list': () => ({
      replies: open()
        .accounts.keptReplies()
        .map((reply) => ({ ...reply, faults: [...reply.faults] })),
    }),
    'kept.test': ({ id }) => open().accounts.testKeptReply(id),
    'kept.take-in': ({ id }) => open().accounts.takeInKeptReply(id),
    'kept.note': ({ id }) => {
      open().accounts.noteKeptReply(id);
      return undefined;
    },
  };
}
