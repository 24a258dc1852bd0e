import { describe, expect, it } from 'vitest';
import { cookieFor, localDisplay } from '../../../electron/x11/display.ts';

function record(family: number, address: string, number: string, name: string, data: Buffer): Buffer {
  const field = (bytes: Buffer): Buffer => {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(bytes.length);
    return Buffer.concat([length, bytes]);
  };
  const head = Buffer.alloc(2);
  head.writeUInt16BE(family);
  return Buffer.concat([
    head,
    ...[address, number, name].map((text) => field(Buffer.from(text))),
    field(data),
  ]);
}

describe('an X11 display', () => {
  it('is asked only where it is on this machine', () => {
    expect(localDisplay(':1')).toEqual({ number: '1', screen: '0' });
    expect(localDisplay('unix:0.2')).toEqual({ number: '0', screen: '2' });
    expect(localDisplay('localhost:10.0')).toBeNull();
    expect(localDisplay('')).toBeNull();
  });

  it('is shown the cookie that belongs to it', () => {
    const mine = Buffer.from('0123456789abcdef');
    const file = Buffer.concat([
      record(256, 'host', '7', 'MIT-MAGIC-COOKIE-1', Buffer.alloc(16)),
      record(256, 'host', '1', 'XDM-AUTHORIZATION-1', Buffer.alloc(16)),
      record(256, 'host', '1', 'MIT-MAGIC-COOKIE-1', mine),
    ]);
    expect(cookieFor(file, '1')).toEqual(mine);
    expect(cookieFor(file, '2')).toHaveLength(0);
    expect(cookieFor(file.subarray(0, file.length - 3), '1')).toHaveLength(0);
  });
});
