/** What of a text is sent to be compared with a vault's keys, how much of it, and what an answer's places stand for. */
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Candidates } from '../../../electron/assistants/candidates.ts';
import { RECOGNISE } from '../../../electron/agent/spoken.ts';

const secret = `k3y${randomBytes(24).toString('base64url')}`;
/** With everything that an encoding has to say otherwise. */
const awkward = `A"9/+=&<${randomBytes(12).toString('hex')}\\%`;

function of(...texts: readonly (string | Buffer)[]) {
  const candidates = new Candidates();
  for (const text of texts) candidates.add(Buffer.from(text as string));
  const text = candidates.text();
  return {
    candidates,
    text,
    wordsFor: (wanted: string) => {
      const at = text.indexOf(wanted);
      return at < 0 ? null : candidates.wordsAt(at, wanted.length);
    },
  };
}

describe('what is sent', () => {
  it('is every printable word of a key’s length, once, and nothing else', () => {
    const { text } = of(`short words only, über ${secret} and ${secret}`, 'ls -la');
    expect(text).toBe(`${secret}\n`);
    expect(of('ls -la', 'cat .env', '').candidates.isEmpty).toBe(true);
  });

  it.each([
    ['in quotes, behind a name', (value: string) => `API_KEY='${value}'`],
    ['in an address', (value: string) => `postgres://user:${value}@host/db`],
    ['in base64', (value: string) => Buffer.from(`user:${value}`).toString('base64')],
    ['in base64url', (value: string) => `x ${Buffer.from(`{"k":"${value}"}`).toString('base64url')}.sig`],
    [
      'in base64 of base64',
      (value: string) => Buffer.from(Buffer.from(value).toString('base64')).toString('base64'),
    ],
    ['in hexadecimal', (value: string) => Buffer.from(value).toString('hex')],
    ['in UTF-16', (value: string) => Buffer.from(value, 'utf16le').toString('latin1')],
    [
      'in base64 over several lines',
      (value: string) =>
        Buffer.from(`${'-'.repeat(50)} ${value} ${'-'.repeat(50)}`)
          .toString('base64')
          .replaceAll(/.{64}/g, '$&\n'),
    ],
  ])('holds a key that stands %s, and what stands for it is masked', (_, written) => {
    const given = written(secret);
    const words = of(given).wordsFor(secret);
    expect(words).not.toBeNull();
    let masked = given;
    for (const word of words!) masked = masked.replaceAll(word, '****');
    expect(masked).not.toBe(given);
    expect(of(masked).text).not.toContain(secret);
  });

  it.each([
    ['percent', (value: string) => encodeURIComponent(value)],
    ['JSON', (value: string) => JSON.stringify(value)],
    [
      'escapes by number',
      (value: string) =>
        value
          .replaceAll(/["&<]/g, (sign) => `\\u00${Buffer.from(sign).toString('hex')}`)
          .replaceAll('\\%', '\\\\%'),
    ],
    [
      'XML',
      (value: string) => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&#34;'),
    ],
  ])('holds a key with signs that are written in %s', (_, written) => {
    expect(of(`x ${written(awkward)} y`).wordsFor(awkward)).toHaveLength(1);
  });

  it('is bounded, whatever the text, and begins with what looks drawn', () => {
    const names = Array.from(
      { length: 20_000 },
      (_, index) =>
        `plainword-${'abcdefghij'[index % 10]!.repeat(6)}-${'x'.repeat(1 + (index % 97))}${'y'.repeat(1 + (index % 89))}`,
    );
    const { text } = of(names.join('\n'), secret);
    expect(text.length).toBeLessThanOrEqual(RECOGNISE.longestText);
    expect(text.startsWith(secret)).toBe(true);
    expect(text).toMatch(/^[\x21-\x7e\n]*$/);
    const huge = of(randomBytes(3 << 20).toString('base64'), 'x'.repeat(5 << 20), secret);
    expect(huge.text.length).toBeLessThanOrEqual(RECOGNISE.longestText);
  });

  it('holds a key anywhere in a word that is cut', () => {
    for (const before of [0, 4090, 4096, 4100, 8000]) {
      const { wordsFor } = of(`${'.'.repeat(before)}${secret}${'.'.repeat(9000)}`);
      expect(wordsFor(secret), String(before)).toEqual([secret]);
    }
  });
});

describe('a place in the answer', () => {
  it('that can be no key’s stands for nothing', () => {
    const { candidates, text } = of(`${secret} ${secret.toUpperCase()}x`);
    for (const [at, length] of [
      [-1, 20],
      [0, 15],
      [0, -20],
      [0, secret.length + 1],
      [secret.length - 2, 20],
      [text.length, 20],
      [1e9, 20],
    ] as const)
      expect(candidates.wordsAt(at, length), `${String(at)} ${String(length)}`).toEqual([]);
    expect(candidates.wordsAt(0, secret.length)).toEqual([secret]);
  });
});
