/**
 * A connection to the X11 server of this machine, as far as selections need it: a few requests of the core protocol, their
 * replies in order, and events. Little-endian throughout, whatever the machine.
 */
import { connect, type Socket } from 'node:net';
import { localDisplay, setupRequest } from './display.ts';
import { certain } from '../../shared/certain.ts';

const ANSWER_MS = 2000;
/** Errors, events, and the fixed part of a reply. */
const PACKET_BYTES = 32;
const ERROR = 0;
const REPLY = 1;
const GENERIC_EVENT = 35;
/** No reply that is asked for here is longer; what is longer is no X server's. */
const LONGEST_PACKET = 1 << 20;

export interface X11Connection {
  readonly root: number;
  /** An id for something of this client's own. */
  newId(): number;
  /** For a request that has no reply. @returns when its bytes have left */
  send(request: Buffer): Promise<void>;
  /** @returns the whole reply; null where the server answers with an error */
  ask(request: Buffer): Promise<Buffer | null>;
  /** Events as they are on the wire, 32 bytes. */
  onEvent(listener: (event: Buffer) => void): void;
  /** Settled once the connection is gone, for whatever reason. */
  readonly closed: Promise<void>;
  readonly isClosed: boolean;
  /** Everything that belongs to this client goes with it. */
  close(): void;
}

interface Setup {
  readonly root: number;
  readonly idBase: number;
  readonly idMask: number;
}

/** What of the server's first words is needed here; the screen's root is that of `screen`, or of the first one. */
function readSetup(bytes: Buffer, screen: number): Setup {
  const vendorLength = bytes.readUInt16LE(24);
  const screens = bytes.readUInt8(28);
  const formats = bytes.readUInt8(29);
  let at = 40 + Math.ceil(vendorLength / 4) * 4 + formats * 8;
  for (let index = 0; index < Math.min(screen, screens - 1); index += 1) {
    const depths = bytes.readUInt8(at + 39);
    at += 40;
    for (let depth = 0; depth < depths; depth += 1) at += 8 + bytes.readUInt16LE(at + 2) * 24;
  }
  return { root: bytes.readUInt32LE(at), idBase: bytes.readUInt32LE(12), idMask: bytes.readUInt32LE(16) };
}

class Client implements X11Connection {
  readonly #socket: Socket;
  readonly #setup: Setup;
  readonly #waiting: { readonly sequence: number; readonly resolve: (reply: Buffer | null) => void }[] = [];
  readonly #listeners: ((event: Buffer) => void)[] = [];
  readonly closed: Promise<void>;
  #received: Buffer;
  #sequence = 0;
  #ids = 0;

  constructor(socket: Socket, setup: Setup, rest: Buffer) {
    this.#socket = socket;
    this.#setup = setup;
    this.#received = rest;
    this.closed = new Promise((resolve) => {
      socket.once('close', () => {
        for (const { resolve: give } of this.#waiting.splice(0)) give(null);
        resolve();
      });
    });
    socket.on('data', (chunk: Buffer) => {
      this.#received = Buffer.concat([this.#received, chunk]);
      this.#read();
    });
  }

  get root(): number {
    return this.#setup.root;
  }

  get isClosed(): boolean {
    return this.#socket.destroyed;
  }

  newId(): number {
    this.#ids += 1;
    return (this.#setup.idBase | (this.#ids & this.#setup.idMask)) >>> 0;
  }

  send(request: Buffer): Promise<void> {
    this.#sequence = (this.#sequence + 1) & 0xffff;
    return new Promise((resolve) => {
      this.#socket.write(request, () => {
        resolve();
      });
    });
  }

  ask(request: Buffer): Promise<Buffer | null> {
    return new Promise((resolve) => {
      if (this.isClosed) {
        resolve(null);
        return;
      }
      void this.send(request);
      this.#waiting.push({ sequence: this.#sequence, resolve });
    });
  }

  onEvent(listener: (event: Buffer) => void): void {
    this.#listeners.push(listener);
  }

  close(): void {
    this.#socket.destroy();
  }

  #read(): void {
    while (this.#received.length >= PACKET_BYTES) {
      const kind = certain(this.#received[0]) & 0x7f;
      const longer = kind === REPLY || kind === GENERIC_EVENT;
      const length = PACKET_BYTES + (longer ? this.#received.readUInt32LE(4) * 4 : 0);
      if (length > LONGEST_PACKET) {
        this.close();
        return;
      }
      if (this.#received.length < length) return;
      const packet = this.#received.subarray(0, length);
      this.#received = this.#received.subarray(length);
      if (kind === ERROR || kind === REPLY) this.#answer(packet, kind);
      else for (const listener of this.#listeners) listener(packet);
    }
  }

  #answer(packet: Buffer, kind: number): void {
    const sequence = packet.readUInt16LE(2);
    const index = this.#waiting.findIndex((waiting) => waiting.sequence === sequence);
    // An error of a request that nobody waits for: a window that asked for the selection has gone, say.
    if (index === -1) return;
    const [answered] = this.#waiting.splice(index, 1);
    certain(answered).resolve(kind === REPLY ? packet : null);
  }
}

/** @returns null where there is no X11 server on this machine, or it lets nobody in */
export function connectX11(environment: NodeJS.ProcessEnv): Promise<X11Connection | null> {
  const display = localDisplay(environment['DISPLAY'] ?? '');
  if (display === null) return Promise.resolve(null);
  return new Promise((resolve) => {
    const socket = connect(`/tmp/.X11-unix/X${display.number}`);
    let received = Buffer.alloc(0);
    const timer = setTimeout(() => {
      socket.destroy();
    }, ANSWER_MS);
    socket.once('close', () => {
      clearTimeout(timer);
      resolve(null);
    });
    // What comes of it is a closed connection.
    socket.on('error', () => undefined);
    socket.on('connect', () => socket.write(setupRequest(display.number, environment)));
    const onData = (chunk: Buffer): void => {
      received = Buffer.concat([received, chunk]);
      if (received.length < 8) return;
      const length = 8 + received.readUInt16LE(6) * 4;
      if (received[0] !== 1) {
        socket.destroy();
        return;
      }
      if (received.length < length) return;
      socket.off('data', onData);
      clearTimeout(timer);
      try {
        const setup = readSetup(received, Number(display.screen));
        resolve(new Client(socket, setup, received.subarray(length)));
      } catch {
        socket.destroy();
      }
    };
    socket.on('data', onData);
  });
}
