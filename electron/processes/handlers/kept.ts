import type { HandlersOf } from '../../wire/answer.ts';
import type { keptChannels } from '../../../shared/ipc/kept-channels.ts';
import type { OpenParts } from './open-parts.ts';

export function keptHandlers(open: () => OpenParts): HandlersOf<typeof keptChannels, 'vault'> {
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
    },
  };
}
