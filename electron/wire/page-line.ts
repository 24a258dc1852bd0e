/** The vault process's end of the port to the page: the same checks as in main, for calls that main never sees. */
import { answerCall, answerWithin, refusal, type AnswerOptions } from './answer.ts';
import { createCallGate } from './call-gate.ts';
import type { PageCall, PageReply } from './page-channels.ts';
import type { ParentMessage, ProcessPort } from './parent-link.ts';
import { createRateLimiter } from './rate-limiter.ts';

/** What main sends along with the port. */
export interface PageAttachment {
  readonly kind: 'attach-page';
  readonly folder: string;
}

export function isPageAttachment(data: unknown): data is PageAttachment {
  return typeof data === 'object' && data !== null && (data as { kind?: unknown }).kind === 'attach-page';
}

function isCall(data: unknown): data is PageCall {
  return (
    typeof data === 'object' &&
    data !== null &&
    typeof (data as { id?: unknown }).id === 'number' &&
    'name' in data
  );
}

/** Serves the port of an attachment; a page that loads anew comes with a new one. */
export function servePage(message: ParentMessage, options: AnswerOptions): void {
  const port = message.ports[0];
  if (port === undefined) return;
  const limiter = createRateLimiter({ burst: 200, perSecond: 100 });
  const gate = createCallGate();
  port.on('message', ({ data }) => {
    if (isCall(data)) void answer(port, data);
  });
  const answer = async (to: ProcessPort, { id, name, input }: PageCall): Promise<void> => {
    const reply = limiter.take()
      ? await answerWithin(gate, [name, input], () => answerCall(options, name, input))
      : { ok: false, error: refusal().serialize() };
    try {
      to.postMessage({ id, reply } satisfies PageReply);
    } catch (thrown) {
      // The page is gone; what it asked for is done all the same.
      options.onInternalError(name, thrown);
    }
  };
  port.start();
}
