import { describe, expect, it } from 'vitest';
import { createUpdateQueue } from '../../../renderer/features/settings/update-queue.ts';
import type { ChannelInput, IpcReply } from '../../../shared/ipc-contract.ts';
import { toAppError } from '../../../shared/errors.ts';

type Reply = IpcReply<'settings.update'>;

/** Answers when told to, with what was asked for. */
function heldServer() {
  const waiting: (() => void)[] = [];
  const asked: ChannelInput<'settings.update'>[] = [];
  const replies: Reply[] = [];
  const update = createUpdateQueue(
    (changes) => {
      asked.push(changes);
      return new Promise<Reply>((resolve) => {
        waiting.push(() => {
          resolve({ ok: true, value: changes as Extract<Reply, { ok: true }>['value'] });
        });
      });
    },
    (reply) => replies.push(reply),
  );
  return { update, asked, replies, waiting };
}

describe('changes of settings', () => {
  it('that come while one is under way wait for it, and none is dropped', async () => {
    const { update, asked, replies, waiting } = heldServer();
    const first = update({ theme: 'dark' });
    const second = update({ closeToTray: false });
    await Promise.resolve();
    expect(asked).toEqual([{ theme: 'dark' }]);
    waiting[0]!();
    await first;
    await Promise.resolve();
    expect(asked).toEqual([{ theme: 'dark' }, { closeToTray: false }]);
    waiting[1]!();
    await second;
    expect(replies.map((reply) => reply.ok && reply.value)).toEqual([
      { theme: 'dark' },
      { closeToTray: false },
    ]);
  });

  it('go on after one that was refused', async () => {
    const error = toAppError(null).serialize();
    const replies: Reply[] = [];
    const update = createUpdateQueue(
      () => Promise.resolve({ ok: false, error }),
      (reply) => replies.push(reply),
    );
    await update({ theme: 'dark' });
    await update({ theme: 'light' });
    expect(replies).toHaveLength(2);
  });
});
