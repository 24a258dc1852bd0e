/** The owner of a selection against programs that ask in every way: what is not offered is refused, and what left is wiped. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { X11Connection } from '../../../electron/x11/connection.ts';
import { ownSelection, type OwnedSelection } from '../../../electron/x11/selection-owner.ts';

const SECRET = Buffer.from('a secret of thirty-two bytes 0123');
const CHANGE_PROPERTY = 18;
const SEND_EVENT = 25;
const OURS = 77;
const THEIRS = 1234;

interface Sent {
  /** As it left. */
  readonly copy: Buffer;
  /** The program's own bytes, looked at afterwards. */
  readonly own: Buffer;
}

/** A server that says yes to everything, and whose events the test makes. */
class Server implements X11Connection {
  readonly root = 1;
  readonly sent: Sent[] = [];
  readonly names = new Map<string, number>();
  readonly closed: Promise<void>;
  isClosed = false;
  #listeners: ((event: Buffer) => void)[] = [];
  #close: () => void = () => undefined;

  constructor() {
    this.closed = new Promise((resolve) => {
      this.#close = resolve;
    });
  }
  newId(): number {
    return OURS;
  }
  send(request: Buffer): Promise<void> {
    this.sent.push({ copy: Buffer.from(request), own: request });
    // The window's own property changed: the server's time.
    if (request[0] === CHANGE_PROPERTY && request.readUInt32LE(4) === OURS) this.event(28, [OURS, 0, 4711]);
    return Promise.resolve();
  }
  ask(request: Buffer): Promise<Buffer | null> {
    const reply = Buffer.alloc(32);
    if (request[0] === 16) {
      const name = request.subarray(8, 8 + request.readUInt16LE(4)).toString('latin1');
      const atom = 100 + this.names.size;
      this.names.set(name, atom);
      reply.writeUInt32LE(atom, 8);
    } else reply.writeUInt32LE(OURS, 8);
    return Promise.resolve(reply);
  }
  onEvent(listener: (event: Buffer) => void): void {
    this.#listeners.push(listener);
  }
  close(): void {
    this.isClosed = true;
    this.#close();
  }
  /** @param words from the fifth byte on */
  event(kind: number, words: readonly number[]): void {
    const event = Buffer.alloc(32);
    event.writeUInt8(kind, 0);
    words.forEach((word, index) => event.writeUInt32LE(word, 4 + index * 4));
    for (const listener of this.#listeners) listener(event);
  }
  request(target: number, property = 500, selection = this.names.get('CLIPBOARD')!): void {
    this.event(30, [9, OURS, THEIRS, selection, target, property]);
  }
}

let server: Server;
let owned: OwnedSelection;
const atom = (name: string): number => server.names.get(name) ?? 9999;
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const toThem = (): readonly Sent[] =>
  server.sent.filter(({ copy }) => copy[0] === CHANGE_PROPERTY && copy.readUInt32LE(4) === THEIRS);
/** The property that each asker was told; 0: refused. */
const told = (): readonly number[] =>
  server.sent.filter(({ copy }) => copy[0] === SEND_EVENT).map(({ copy }) => copy.readUInt32LE(12 + 20));

beforeEach(async () => {
  server = new Server();
  owned = (await ownSelection(server, SECRET))!;
});

describe('a program that asks', () => {
  it('for the text gets it, and the bytes that left are wiped', async () => {
    server.request(atom('UTF8_STRING'));
    await settle();
    const [given] = toThem();
    expect(given!.copy.includes(SECRET)).toBe(true);
    expect(given!.own.every((byte) => byte === 0)).toBe(true);
    expect(told()).toEqual([500]);
  });

  it('for the kinds, the time and the mark gets nothing of the text', async () => {
    for (const name of ['TARGETS', 'TIMESTAMP', 'x-kde-passwordManagerHint']) server.request(atom(name));
    await settle();
    expect(toThem()).toHaveLength(3);
    for (const { copy } of toThem()) expect(copy.includes(SECRET)).toBe(false);
    // The kinds are those that are answered, and of no other.
    const kinds = toThem()[0]!.copy.subarray(24);
    for (const name of ['MULTIPLE', 'INCR', 'SAVE_TARGETS', 'DELETE'])
      expect(kinds.includes(Buffer.from(Uint32Array.of(atom(name)).buffer)), name).toBe(false);
  });

  it('for several at once, in parts, another kind or another selection is refused', async () => {
    const primary = 1;
    for (const target of [atom('MULTIPLE'), atom('INCR'), 0, 0xffff_ffff]) server.request(target);
    server.request(atom('UTF8_STRING'), 500, primary);
    await settle();
    expect(toThem()).toEqual([]);
    expect(told()).toEqual([0, 0, 0, 0, 0]);
  });

  it('after the end gets nothing', async () => {
    owned.end();
    server.request(atom('UTF8_STRING'));
    await settle();
    expect(toThem()).toEqual([]);
    expect(told()).toEqual([0]);
    await owned.ended;
  });

  it('after another program copied something gets nothing', async () => {
    server.event(29, [9, OURS, atom('CLIPBOARD')]);
    server.request(atom('UTF8_STRING'));
    await settle();
    expect(server.isClosed).toBe(true);
    expect(toThem()).toEqual([]);
  });

  it('ten thousand times leaves no copy behind', async () => {
    for (let count = 0; count < 10_000; count += 1) server.request(atom('STRING'));
    await settle();
    expect(toThem()).toHaveLength(10_000);
    expect(server.sent.filter(({ own }) => own.includes(SECRET))).toEqual([]);
  });
});
