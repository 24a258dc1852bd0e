/**
 * Whether an X11 desktop has a tray: the owner of a selection says so, and asking takes three messages of the X11
 * protocol. Electron makes a tray icon without complaint where nobody shows it.
 */
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { homedir } from 'node:os';
import path from 'node:path';

const COOKIE = 'MIT-MAGIC-COOKIE-1';
const ANSWER_MS = 2000;
const REPLY_BYTES = 32;

/** `:1`, `unix:1.0`; null for a display on another machine. */
export function localDisplay(display: string): { readonly number: string; readonly screen: string } | null {
  const match = /^(?:unix)?:(\d+)(?:\.(\d+))?$/.exec(display);
  return match === null ? null : { number: match[1]!, screen: match[2] ?? '0' };
}

/** The cookie that the display's server asks for, out of an Xauthority file; empty where there is none. */
export function cookieFor(authority: Buffer, displayNumber: string): Buffer {
  let at = 0;
  const field = (): Buffer => {
    const length = authority.readUInt16BE(at);
    if (at + 2 + length > authority.length) throw new RangeError('cut off');
    const value = authority.subarray(at + 2, at + 2 + length);
    at += 2 + length;
    return value;
  };
  try {
    while (at < authority.length) {
      at += 2;
      field();
      const number = field().toString('latin1');
      const name = field().toString('latin1');
      const data = field();
      if (name === COOKIE && (number === '' || number === displayNumber)) return data;
    }
  } catch {
    // Cut off: as if there were none.
  }
  return Buffer.alloc(0);
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
}

function setupRequest(cookie: Buffer): Buffer {
  const name = Buffer.from(cookie.length > 0 ? COOKIE : '', 'latin1');
  const head = Buffer.alloc(12);
  head.write('l', 0, 'latin1');
  head.writeUInt16LE(11, 2);
  head.writeUInt16LE(name.length, 6);
  head.writeUInt16LE(cookie.length, 8);
  return Buffer.concat([head, padded(name), padded(cookie)]);
}

/** InternAtom, only if it exists. */
function atomRequest(name: string): Buffer {
  const text = padded(Buffer.from(name, 'latin1'));
  const head = Buffer.alloc(8);
  head.writeUInt8(16, 0);
  head.writeUInt8(1, 1);
  head.writeUInt16LE(2 + text.length / 4, 2);
  head.writeUInt16LE(name.length, 4);
  return Buffer.concat([head, text]);
}

/** GetSelectionOwner. */
function ownerRequest(atom: number): Buffer {
  const request = Buffer.alloc(8);
  request.writeUInt8(23, 0);
  request.writeUInt16LE(2, 2);
  request.writeUInt32LE(atom, 4);
  return request;
}

/** The conversation; each answer is read as soon as it is there whole. */
function talk(socket: Socket, cookie: Buffer, selection: string): Promise<boolean> {
  return new Promise((resolve) => {
    let received = Buffer.alloc(0);
    let step: 'setup' | 'atom' | 'owner' = 'setup';
    const end = (found: boolean): void => {
      socket.destroy();
      resolve(found);
    };
    const read = (): void => {
      if (step === 'setup') {
        if (received.length < 8) return;
        const length = 8 + received.readUInt16LE(6) * 4;
        if (received[0] !== 1) {
          end(false);
          return;
        }
        if (received.length < length) return;
        received = received.subarray(length);
        step = 'atom';
        socket.write(atomRequest(selection));
        return;
      }
      if (received.length < REPLY_BYTES) return;
      const value = received[0] === 1 ? received.readUInt32LE(8) : 0;
      received = received.subarray(REPLY_BYTES);
      if (value === 0 || step === 'owner') {
        end(value !== 0);
        return;
      }
      step = 'owner';
      socket.write(ownerRequest(value));
    };
    socket.setTimeout(ANSWER_MS, () => {
      end(false);
    });
    socket.on('error', () => {
      end(false);
    });
    socket.on('connect', () => socket.write(setupRequest(cookie)));
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      read();
    });
  });
}

/** False where there is none, and where nobody can be asked. */
export async function x11HasTray(environment: NodeJS.ProcessEnv): Promise<boolean> {
  const display = localDisplay(environment['DISPLAY'] ?? '');
  if (display === null) return false;
  let authority = Buffer.alloc(0);
  try {
    authority = readFileSync(environment['XAUTHORITY'] ?? path.join(homedir(), '.Xauthority'));
  } catch {
    // Many displays let the user's own programs in without one.
  }
  const socket = connect(`/tmp/.X11-unix/X${display.number}`);
  return talk(socket, cookieFor(authority, display.number), `_NET_SYSTEM_TRAY_S${display.screen}`);
}
