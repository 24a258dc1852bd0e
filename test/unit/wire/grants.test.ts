/** What a person chose, as the vault's process holds it for the page. */
import { describe, expect, it } from 'vitest';
import { GRANT_LIFETIME_MS, GrantBook, newGrantNumber } from '../../../electron/wire/grants.ts';
import { AppError } from '../../../shared/errors.ts';
import { grantSchema } from '../../../shared/ipc/grant.ts';
import { say } from '../../../shared/messages/say.ts';

let now = 0;
function given(purpose: 'open-backup' | 'save-backup' = 'open-backup'): { book: GrantBook; grant: number } {
  now = 1_000_000;
  const book = new GrantBook(() => now);
  const grant = newGrantNumber();
  book.put({ grant, purpose, content: '/home/ann/vault.augnobackup' });
  return { book, grant };
}

const conflict = expect.objectContaining({ code: 'conflict' }) as Error;

describe('a grant', () => {
  it('is a number that says nothing and fits the contract', () => {
    const numbers = Array.from({ length: 500 }, newGrantNumber);
    expect(new Set(numbers).size).toBe(500);
    for (const number of numbers) expect(grantSchema.parse(number)).toBe(number);
    // Not one after the other.
    expect(Math.max(...numbers) - Math.min(...numbers)).toBeGreaterThan(2 ** 40);
  });

  it('is good for one use', async () => {
    const { book, grant } = given();
    expect(await book.use(grant, 'open-backup', (file) => file)).toBe('/home/ann/vault.augnobackup');
    await expect(book.use(grant, 'open-backup', (file) => file)).rejects.toEqual(conflict);
    expect(() => book.take(grant, 'open-backup')).toThrow(AppError);
  });

  it('is not used twice at once', async () => {
    const { book, grant } = given();
    let finish: () => void = () => undefined;
    const first = book.use(grant, 'open-backup', () => new Promise<void>((resolve) => (finish = resolve)));
    await expect(book.use(grant, 'open-backup', () => undefined)).rejects.toEqual(conflict);
    finish();
    await first;
  });

  it('is given back where nothing came of it, and only looked at where nothing is to change', async () => {
    const { book, grant } = given();
    const mistyped = new AppError({
      code: 'vault-wrong-password',
      message: say('file.as-it-is', { text: 'No.' }),
      hint: say('file.as-it-is', { text: 'Nothing was done.' }),
    });
    await expect(book.use(grant, 'open-backup', () => Promise.reject(mistyped))).rejects.toBe(mistyped);
    expect(book.look(grant, 'open-backup')).toBe('/home/ann/vault.augnobackup');
    expect(book.take(grant, 'open-backup')).toBe('/home/ann/vault.augnobackup');
  });

  it('is spent by being shown for another purpose', () => {
    const { book, grant } = given('save-backup');
    expect(() => book.take(grant, 'open-backup')).toThrow(AppError);
    expect(() => book.take(grant, 'save-backup')).toThrow(AppError);
  });

  it('ends after minutes', () => {
    const { book, grant } = given();
    now += GRANT_LIFETIME_MS - 1;
    expect(book.look(grant, 'open-backup')).toBe('/home/ann/vault.augnobackup');
    now += 1;
    expect(() => book.look(grant, 'open-backup')).toThrow(AppError);
    expect(GRANT_LIFETIME_MS).toBeLessThanOrEqual(15 * 60_000);
  });

  it('belongs to one page: another that is loaded has none, not even one that was in use', async () => {
    const { book, grant } = given();
    let fail: (why: Error) => void = () => undefined;
    const under = book.use(grant, 'open-backup', () => new Promise<void>((_, reject) => (fail = reject)));
    book.clear();
    fail(new Error('no'));
    await expect(under).rejects.toThrow('no');
    expect(() => book.look(grant, 'open-backup')).toThrow(AppError);
  });

  it('does not fill the memory, however often a page asks', () => {
    const { book, grant } = given();
    for (let index = 0; index < 1000; index += 1) {
      book.put({ grant: newGrantNumber(), purpose: 'open-backup', content: '/x' });
    }
    expect(() => book.look(grant, 'open-backup')).toThrow(AppError);
  });
});
