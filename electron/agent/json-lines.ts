/**
 * Messages over a socket: one JSON document a line, of a bounded length. Whoever sends more than is read has to wait, and who
 * sends a line without an end is cut off.
 */
import type { Socket } from 'node:net';
import { certain } from '../../shared/certain.ts';

const NEWLINE = 0x0a;
/** Lines that wait to be read. */
const MOST_WAITING = 8;

export class JsonLines {
  readonly #socket: Socket;
  readonly #longest: number;
  readonly #lines: Buffer[] = [];
  #rest: Buffer = Buffer.alloc(0);
  #wake: (() => void) | null = null;
  #isOver = false;
  readonly #over = new AbortController();

  /** @param longest of a line that is received, in bytes */
  constructor(socket: Socket, longest: number) {
    this.#socket = socket;
    this.#longest = longest;
    socket.on('data', (chunk: Buffer) => {
      this.#take(chunk);
    });
    // What failed is over; `close` follows.
    socket.on('error', () => undefined);
    const end = (): void => {
      this.#isOver = true;
      this.#over.abort();
      this.#wake?.();
    };
    socket.once('end', end);
    socket.once('close', end);
  }

  /** Aborted once the other end is gone. */
  get over(): AbortSignal {
    return this.#over.signal;
  }

  #take(chunk: Buffer): void {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    for (let end = this.#rest.indexOf(NEWLINE); end >= 0; end = this.#rest.indexOf(NEWLINE)) {
      this.#lines.push(this.#rest.subarray(0, end));
      this.#rest = this.#rest.subarray(end + 1);
    }
    const isTooLong = [this.#rest, ...this.#lines].some(({ length }) => length > this.#longest);
    if (isTooLong) this.#socket.destroy();
    else if (this.#lines.length > MOST_WAITING) this.#socket.pause();
    this.#wake?.();
  }

  /** The next message; null where there is none any more, undefined where it is no JSON. */
  async next(): Promise<unknown> {
    while (this.#lines.length === 0) {
      this.#socket.resume();
      if (this.#isOver || this.#socket.destroyed) return null;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#wake = null;
    }
    const line = certain(this.#lines.shift());
    try {
      return JSON.parse(line.toString('utf8')) as unknown;
    } catch {
      return undefined;
    } finally {
      // SECURITY: it may have held a secret.
      line.fill(0);
    }
  }

  /** Resolves once the other end takes more. */
  async send(message: unknown): Promise<void> {
    if (this.#socket.destroyed || this.#socket.writableEnded) return;
    if (this.#socket.write(`${JSON.stringify(message)}\n`)) return;
    await new Promise<void>((resolve) => {
      const settle = (): void => {
        this.#socket.off('drain', settle);
        this.#socket.off('close', settle);
        resolve();
      };
      this.#socket.once('drain', settle);
      this.#socket.once('close', settle);
    });
  }

  end(): void {
    this.#socket.end();
  }

  destroy(): void {
    this.#socket.destroy();
  }
}
