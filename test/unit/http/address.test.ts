import { describe, expect, it } from 'vitest';
import type { AppError } from '../../../shared/errors.ts';
import { parseApiAddress } from '../../../electron/http/address.ts';

function errorOf(text: string): AppError {
  try {
    parseApiAddress(text);
  } catch (thrown) {
    return thrown as AppError;
  }
  throw new Error(`accepted: ${text}`);
}

describe('the address of an API', () => {
  it.each([
    ['https://api.augno.com', 'https://api.augno.com', 'augno'],
    ['https://api.augno.com/', 'https://api.augno.com', 'augno'],
    ['https://API.augno.com/v1/', 'https://api.augno.com', 'augno'],
    [' api.openmrp.ai ', 'https://api.openmrp.ai', 'openmrp'],
    ['https://proxy.example:8443', 'https://proxy.example:8443', null],
    // Another port of the same host is not known to be the API.
    ['https://api.augno.com:444', 'https://api.augno.com:444', null],
  ])('reads %s', (text, origin, brand) => {
    const address = parseApiAddress(text);
    expect(address.origin).toBe(origin);
    expect(address.brand?.id ?? null).toBe(brand);
    expect(address.loopback).toBe(false);
  });

  it.each([
    'http://127.0.0.1:8081',
    'http://localhost:8081',
    'http://[::1]:8081',
    'http://127.1:80',
    'http://0x7f000001/',
  ])('takes %s without TLS, since it never leaves the machine', (text) => {
    expect(parseApiAddress(text).loopback).toBe(true);
  });

  it.each([
    'http://api.augno.com',
    'http://192.168.1.4',
    // Names and addresses that only look like this machine.
    'http://127.0.0.1.example.com',
    'http://localhost.example.com',
    'http://localhost.',
    // Asked of the network where the system does not know better.
    'http://anything.localhost:8081',
    'http://[::ffff:7f00:1]',
    'http://0.0.0.0',
  ])('refuses %s: not encrypted', (text) => {
    expect(errorOf(text)).toMatchObject({ code: 'api-insecure-url', field: 'url' });
  });

  it.each([
    '',
    '  ',
    'https://',
    'ftp://api.augno.com',
    'javascript:alert(1)',
    'https://a b',
    'https://u:p@api.augno.com',
    'https://api.augno.com/v2',
    'https://api.augno.com/?a=b',
    'https://api.augno.com/#x',
  ])('refuses %j as an address', (text) => {
    expect(errorOf(text)).toMatchObject({ code: 'invalid-input', field: 'url' });
  });

  it('does not repeat a password that was typed into the address', () => {
    const error = errorOf('https://user:hunter2@api.augno.com');
    expect(`${error.message} ${error.hint}`).not.toContain('hunter2');
  });
});
