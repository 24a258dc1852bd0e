/**
 * A session of its own, as each terminal has one. Grants to scripts hold to it, and the one that the tests run in may have
 * lost its leader (`nohup`, `docker exec`).
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { saying, type Said } from './saying.ts';

/** Leads the session: starts what it is told to, and passes on what that says. */
const LEADER = `
const { spawn } = require('node:child_process');
process.on('message', ({ id, program, args }) => {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of ['stdout', 'stderr'])
    child[stream].setEncoding('utf8').on('data', (text) => process.send({ id, stream, text }));
  child.on('close', (code) => process.send({ id, code }));
});
process.on('disconnect', () => process.kill(-process.pid, 'SIGKILL'));
`;

type Word =
  | { readonly id: number; readonly stream: 'stdout' | 'stderr'; readonly text: string }
  | { readonly id: number; readonly code: number | null };

export class Session {
  readonly #leader: ChildProcess;
  #count = 0;

  constructor(env: NodeJS.ProcessEnv) {
    this.#leader = spawn(process.execPath, ['-e', LEADER], {
      env,
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    // One for each program that is followed.
    this.#leader.setMaxListeners(0);
  }

  start(program: string, args: readonly string[]): Said {
    this.#count += 1;
    const id = this.#count;
    const { said, hear, end } = saying();
    this.#leader.on('message', (word: Word) => {
      if (word.id !== id) return;
      if ('code' in word) end(word.code);
      else hear(word.stream, word.text);
    });
    this.#leader.send({ id, program, args });
    return said;
  }

  /** Ends whatever still runs in it. */
  end(): void {
    if (this.#leader.connected) this.#leader.disconnect();
  }
}
