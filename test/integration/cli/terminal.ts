/** A terminal for tests, with the built-in line discipline: what a program prints, and keys pressed at the right moment. */
import { createRequire } from 'node:module';
import type * as Pty from '@lydell/node-pty';

const pty = createRequire(import.meta.url)('@lydell/node-pty') as typeof Pty;

export interface Terminal {
  readonly pid: number;
  /** All that was printed so far. */
  readonly text: () => string;
  readonly type: (keys: string) => void;
  /** Resolves once the text holds `words` (from `from` on). */
  readonly until: (words: string | RegExp) => Promise<void>;
  readonly ended: Promise<{ readonly code: number; readonly signal: number }>;
}

export function openTerminal(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Terminal {
  const child = pty.spawn(command, [...args], { cols: 100, rows: 30, env: { ...env } });
  let text = '';
  const waiting = new Set<() => void>();
  const look = (): void => {
    for (const each of waiting) each();
  };
  child.onData((data) => {
    text += data;
    look();
  });
  const ended = new Promise<{ code: number; signal: number }>((resolve) => {
    child.onExit(({ exitCode, signal }) => {
      resolve({ code: exitCode, signal: signal ?? 0 });
    });
  });
  return {
    pid: child.pid,
    text: () => text,
    type: (keys) => {
      child.write(keys);
    },
    until: (words) =>
      new Promise((resolve, reject) => {
        const check = (): void => {
          if (typeof words === 'string' ? !text.includes(words) : !words.test(text)) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
        void ended.then(() => {
          if (waiting.has(check)) reject(new Error(`It ended before it said ${String(words)}: ${text}`));
        });
      }),
    ended,
  };
}
