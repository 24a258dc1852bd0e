/**
 * That a command is at work, for a person who waits longer than a second: one line of a terminal that is gone before anything
 * else is written. Nothing of it where nobody looks.
 */
import type { Said } from '../../shared/messages/say.ts';
import { say } from '../../shared/messages/say.ts';
import { isTerminal } from './lost-output.ts';
import type { CommandName } from './messages/index.ts';

const TICK_MS = 1000;
const CLEAR = '\r\u001B[K';

/** They show how far they are themselves, hand the terminal on, or last as long as somebody wants them. */
const BY_THEMSELVES: readonly CommandName[] = [
  'scan',
  'hook',
  'ai-hook',
  'run',
  'agent',
  'mcp',
  'sandbox',
  'completion',
];

export interface StillWorking {
  /** Before anything is written. */
  clear(): void;
  /** While a person is asked, who is not waiting then. */
  while<Result>(asking: () => Promise<Result>): Promise<Result>;
  stop(): void;
}

export interface WorkingOptions {
  readonly words: (said: Said) => string;
  readonly put: (text: string) => void;
  readonly looks?: () => boolean;
  readonly now?: () => number;
}

export function tellStillWorking({
  words,
  put,
  looks = () => isTerminal('stderr'),
  now = () => performance.now(),
}: WorkingOptions): StillWorking {
  let since = now();
  let isShown = false;
  let asked = 0;
  let isSeen: boolean | null = null;
  const clear = (): void => {
    if (isShown) put(CLEAR);
    isShown = false;
  };
  const timer = setInterval(() => {
    if (asked > 0) return;
    isSeen ??= looks();
    if (!isSeen) {
      clearInterval(timer);
      return;
    }
    const seconds = Math.floor((now() - since) / TICK_MS);
    if (seconds < 1) return;
    put(`${CLEAR}${words(say('command.still-working', { seconds }))}`);
    isShown = true;
  }, TICK_MS);
  timer.unref();
  return {
    clear,
    async while(asking) {
      clear();
      asked += 1;
      try {
        return await asking();
      } finally {
        asked -= 1;
        since = now();
      }
    },
    stop() {
      clearInterval(timer);
      clear();
    },
  };
}

export const tellsByItself = (name: string): boolean => (BY_THEMSELVES as readonly string[]).includes(name);
