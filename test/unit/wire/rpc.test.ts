import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { createRpcPeer, type MessageLink } from '../../../electron/wire/rpc.ts';
import { AppError } from '../../../shared/errors.ts';
import { say } from '../../../shared/messages/say.ts';

type Methods = {
  double: { input: number; output: number };
  fail: { input: string; output: undefined };
  never: { input: undefined; output: undefined };
};
type None = Record<string, never>;

const linkOf = (port: MessagePort): MessageLink => ({
  send: (message) => {
    port.postMessage(message);
  },
  onMessage: (listener) => {
    port.on('message', listener);
  },
});

function setup() {
  const { port1, port2 } = new MessageChannel();
  createRpcPeer<Methods, None>(linkOf(port1), {
    double: (input) => input * 2,
    fail: (input) => {
      if (input === 'ours')
        throw new AppError({
          code: 'conflict',
          message: say('file.as-it-is', { text: 'No.' }),
          hint: say('file.as-it-is', { text: 'Wait.' }),
          field: 'name',
        });
      throw new Error('the secret is hunter2');
    },
    never: () => new Promise<undefined>(() => undefined),
  });
  const peer = createRpcPeer<None, Methods>(linkOf(port2), {});
  return {
    peer,
    port: port2,
    close: () => {
      port1.close();
    },
  };
}

describe('calls between processes', () => {
  it('come back to whoever made them', async () => {
    const { peer, close } = setup();
    expect(await Promise.all([1, 2, 3].map((value) => peer.call('double', value)))).toEqual([2, 4, 6]);
    close();
  });

  it('carry our errors whole and unknown ones without their text', async () => {
    const { peer, close } = setup();
    await expect(peer.call('fail', 'ours')).rejects.toMatchObject({
      code: 'conflict',
      hint: 'Wait.',
      field: 'name',
    });
    const unknown = await peer.call('fail', 'other').catch((thrown: unknown) => thrown as AppError);
    expect(unknown).toMatchObject({ code: 'internal' });
    expect(JSON.stringify((unknown as AppError).serialize())).not.toContain('hunter2');
    close();
  });

  it('are refused for a method that is not there, inherited ones included', async () => {
    const { peer, close } = setup();
    await expect(peer.call('toString' as 'double', 1)).rejects.toMatchObject({ code: 'internal' });
    close();
  });

  it('end when the other side is gone, also those made later', async () => {
    const { peer, close } = setup();
    const pending = peer.call('never', undefined);
    peer.disconnect(
      new AppError({
        code: 'internal',
        message: say('file.as-it-is', { text: 'Gone.' }),
        hint: say('file.as-it-is', { text: 'Again.' }),
      }),
    );
    await expect(pending).rejects.toThrow('Gone.');
    await expect(peer.call('double', 1)).rejects.toThrow('Gone.');
    close();
  });

  it('ignore what is no message of theirs', async () => {
    const { peer, port, close } = setup();
    port.postMessage('nonsense');
    port.postMessage({ kind: 'value', id: 999, value: 1 });
    port.postMessage(null);
    expect(await peer.call('double', 4)).toBe(8);
    close();
  });
});

describe('a line that is broken', () => {
  /** A link whose other end the test plays. */
  function broken(send: (message: unknown) => void) {
    let hear: (message: unknown) => void = () => undefined;
    const peer = createRpcPeer<Methods, Methods>(
      {
        send,
        onMessage: (listener) => {
          hear = listener;
        },
      },
      { double: (input) => input * 2, fail: () => undefined, never: () => undefined },
    );
    return {
      peer,
      hear: (message: unknown) => {
        hear(message);
      },
    };
  }
  const unhandled = async (work: () => Promise<void> | void): Promise<readonly unknown[]> => {
    const seen: unknown[] = [];
    const note = (reason: unknown): void => void seen.push(reason);
    const others = process.listeners('unhandledRejection');
    process.removeAllListeners('unhandledRejection');
    process.on('unhandledRejection', note);
    try {
      await work();
      // Node tells of them once its microtasks are done.
      await new Promise((resolve) => setImmediate(resolve));
    } finally {
      process.off('unhandledRejection', note);
      for (const listener of others) process.on('unhandledRejection', listener);
    }
    return seen;
  };

  it('leaves no answer unhandled that cannot be sent', async () => {
    const { hear } = broken(() => {
      throw new Error('The port is closed.');
    });
    expect(
      await unhandled(() => {
        hear({ kind: 'call', id: 1, method: 'double', input: 1 });
      }),
    ).toEqual([]);
  });

  it('ends a call whose refusal is in no known form', async () => {
    const { peer, hear } = broken(() => undefined);
    const calling = peer.call('double', 1);
    hear({ kind: 'error', id: 1, error: { code: 'no such code' } });
    await expect(calling).rejects.toMatchObject({ code: 'internal' });
  });

  it('lets a call fail that nobody waits for', async () => {
    const { peer, hear } = broken(() => undefined);
    expect(
      await unhandled(() => {
        peer.tell('double', 1);
        hear({ kind: 'error', id: 1, error: null });
        peer.disconnect(
          new AppError({
            code: 'internal',
            message: say('file.as-it-is', { text: 'Gone.' }),
            hint: say('file.as-it-is', { text: 'Again.' }),
          }),
        );
        peer.tell('double', 1);
      }),
    ).toEqual([]);
  });
});
