/** Where an X11 server listens on this machine, and what it asks to be shown. */
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { certain } from '../../shared/certain.ts';

const COOKIE = 'MIT-MAGIC-COOKIE-1';

/** `:1`, `unix:1.0`; null for a display on another machine. */
export function localDisplay(display: string): { readonly number: string; readonly screen: string } | null {
  const match = /^(?:unix)?:(\d+)(?:\.(\d+))?$/.exec(display);
  return match === null ? null : { number: certain(match[1]), screen: match[2] ?? '0' };
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

/** The first words of a connection: little-endian numbers, protocol 11, the cookie if there is one. */
export function setupRequest(displayNumber: string, environment: NodeJS.ProcessEnv): Buffer {
  let authority = Buffer.alloc(0);
  try {
    authority = readFileSync(environment['XAUTHORITY'] || path.join(homedir(), '.Xauthority'));
  } catch {
    // Many displays let the user's own programs in without one.
  }
  const cookie = cookieFor(authority, displayNumber);
  const name = Buffer.from(cookie.length > 0 ? COOKIE : '', 'latin1');
  const head = Buffer.alloc(12);
  head.write('l', 0, 'latin1');
  head.writeUInt16LE(11, 2);
  head.writeUInt16LE(name.length, 6);
  head.writeUInt16LE(cookie.length, 8);
  return Buffer.concat([head, padded(name), padded(cookie)]);
}
