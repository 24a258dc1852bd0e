/** The way to main's password window: main opens and closes it, and hands over the port to it. */
import { onHandedPort, type ProcessPort } from '../parent-link.ts';
import type { VaultProcessCallbacks } from '../protocol.ts';
import type { RpcPeer } from '../rpc.ts';
import type { QuestionWindow } from './step-up.ts';

/** What main sends along with the port. */
export interface QuestionAttachment {
  readonly kind: 'attach-question';
  /** Of the question it is for; an older one's port leads nowhere. */
  readonly question: number;
  readonly language: 'en' | 'de';
}

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
    async show(tall, onPort) {
      question += 1;
      waiting = onPort;
      await main().call('main.ask-password', { question, tall });
    },
    async close() {
      waiting = null;
      await main().call('main.close-password', { question });
    },
  };
}
