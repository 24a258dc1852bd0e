/** The way to main's password window: main opens and closes it, and hands over the port to it. */
import { onHandedPort, type ProcessPort } from '../../wire/parent-link.ts';
import type { VaultProcessCallbacks } from '../../wire/protocol.ts';
import type { RpcPeer } from '../../wire/rpc.ts';
import type { QuestionAttachment } from '../../wire/question-attachment.ts';
import type { QuestionWindow } from './step-up.ts';

function isAttachment(data: unknown): data is QuestionAttachment {
  return typeof data === 'object' && data !== null && (data as { kind?: unknown }).kind === 'attach-question';
}

export function createQuestionWindow(
  main: () => Pick<RpcPeer<VaultProcessCallbacks>, 'call'>,
): QuestionWindow {
  let question = 0;
  let waiting: ((port: ProcessPort, language: 'en' | 'de') => void) | null = null;
  onHandedPort(({ data, ports }) => {
    const port = ports[0];
    if (!isAttachment(data) || data.question !== question || port === undefined) return;
    const onPort = waiting;
    waiting = null;
    onPort?.(port, data.language);
  });
  return {
    async show(onPort) {
      question += 1;
      waiting = onPort;
      await main().call('main.ask-password', { question });
    },
    async close() {
      waiting = null;
      await main().call('main.close-password', { question });
    },
  };
}
