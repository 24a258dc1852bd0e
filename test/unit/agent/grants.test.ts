/** What is allowed to whom, for how long, and how it ends. */
import { describe, expect, it } from 'vitest';
import { GrantBook, type Need, type Question } from '../../../electron/agent/grants.ts';
import { otherEnd } from '../../../electron/agent/peer.ts';
import type { Program } from '../../../electron/agent/program.ts';

const program = (pid: number): Program => ({
  subject: { kind: 'process', pid, startedAt: '1', hash: 'h' },
  label: `program ${String(pid)}`,
  startedBy: [],
});
const keys = (...ids: string[]): Need['keys'] => ids.map((id) => ({ id, name: id }));

class Person {
  now = new Date('2027-01-01T00:00:00Z');
  readonly asked: Question[] = [];
  readonly said: string[] = [];
  readonly book = new GrantBook(
    {
      asked: (question) => void this.asked.push(question),
      granted: () => void this.said.push('granted'),
      refused: () => void this.said.push('refused'),
      offered: () => void this.said.push('offered'),
      ended: () => void this.said.push('ended'),
      used: () => undefined,
    },
    () => this.now,
  );

  async allow(who: Program, need: Need, forMs: number | null): Promise<unknown> {
    const wanted = this.book.require(who, need, () => undefined, new AbortController().signal);
    this.book.answer(this.asked.at(-1)!.code, { forMs });
    return await wanted;
  }
}

describe('a grant', () => {
  it('covers its program, its purpose and its keys, until its time is over', async () => {
    const person = new Person();
    await person.allow(program(1), { purpose: 'inject', keys: keys('a', 'b') }, 60_000);
    const covers = (who: number, need: Need): boolean => person.book.covering(program(who), need) !== null;
    expect(covers(1, { purpose: 'inject', keys: keys('a') })).toBe(true);
    expect(covers(1, { purpose: 'inject', keys: keys('a', 'b') })).toBe(true);
    expect(covers(1, { purpose: 'inject', keys: keys('a', 'c') })).toBe(false);
    expect(covers(1, { purpose: 'inject', keys: null })).toBe(false);
    expect(covers(1, { purpose: 'use', keys: keys('a') })).toBe(false);
    expect(covers(1, { purpose: 'list', keys: keys('a') })).toBe(false);
    expect(covers(1, { purpose: 'inject', keys: keys('a'), scope: 'write' })).toBe(false);
    expect(covers(2, { purpose: 'inject', keys: keys('a') })).toBe(false);
    person.now = new Date(person.now.getTime() + 60_000);
    expect(covers(1, { purpose: 'inject', keys: keys('a') })).toBe(false);
    expect(person.said).toEqual(['granted', 'ended']);
  });

  it('is none for this once, and never one for showing a secret', async () => {
    const person = new Person();
    expect(await person.allow(program(1), { purpose: 'inject', keys: keys('a') }, null)).toBeNull();
    expect(await person.allow(program(1), { purpose: 'reveal', keys: keys('a') }, 60_000)).toBeNull();
    const newKey: Need = { purpose: 'use', keys: keys('a'), scope: 'POST /v1/auth/api-keys', isOnce: true };
    expect(await person.allow(program(1), newKey, 60_000)).toBeNull();
    expect(person.book.covering(program(1), newKey)).toBeNull();
    expect(person.book.grants()).toEqual([]);
  });
});

describe('a question', () => {
  it('ends with whoever asked, and its code answers nothing then', async () => {
    const person = new Person();
    const over = new AbortController();
    const wanted = person.book.require(
      program(1),
      { purpose: 'list', keys: null },
      () => undefined,
      over.signal,
    );
    over.abort();
    await expect(wanted).rejects.toMatchObject({ code: 'cancelled' });
    expect(() => person.book.answer(person.asked[0]!.code, { forMs: 1 })).toThrow('Nothing waits');
  });

  it('is one of eight at most', async () => {
    const person = new Person();
    const over = new AbortController();
    const ask = (pid: number): Promise<unknown> =>
      person.book.require(program(pid), { purpose: 'list', keys: null }, () => undefined, over.signal);
    const waiting = [...Array(8).keys()].map((pid) => ask(pid).catch(() => 'refused'));
    await expect(ask(9)).rejects.toMatchObject({ code: 'cancelled' });
    expect(new Set(person.book.questions().map(({ code }) => code)).size).toBe(8);
    person.book.endAll();
    expect(await Promise.all(waiting)).toEqual(Array(8).fill('refused'));
  });
});

describe('what nobody is asked about', () => {
  const need: Need = { purpose: 'recognise', keys: null };

  it('waits in the list, once for each program, until a person looks, and is then allowed for a time', () => {
    const person = new Person();
    expect(person.book.useOrOffer(program(1), need)).toBeNull();
    expect(person.book.useOrOffer(program(1), need)).toBeNull();
    expect([person.asked, person.book.questions(), person.said]).toEqual([[], [], ['offered']]);
    const { code } = person.book.offers()[0]!;
    expect(() => person.book.answer(code, { forMs: null })).toThrow('for a time');
    person.book.answer(code, { forMs: 60_000 });
    expect(person.book.offers()).toEqual([]);
    expect(person.book.useOrOffer(program(1), need)).toMatchObject({ uses: 1, need });
    expect(person.book.covering(program(1), { purpose: 'list', keys: null })).toBeNull();
    expect(person.book.useOrOffer(program(2), need)).toBeNull();
    person.now = new Date(person.now.getTime() + 60_000);
    expect(person.book.useOrOffer(program(1), need)).toBeNull();
    expect(person.said).toEqual(['offered', 'granted', 'offered', 'ended', 'offered']);
  });

  it('does not come up again once it was refused, pushes out what is older, and is forgotten in the end', () => {
    const person = new Person();
    person.book.useOrOffer(program(1), need);
    person.book.answer(person.book.offers()[0]!.code, null);
    person.book.useOrOffer(program(1), need);
    expect([person.book.offers(), person.said]).toEqual([[], ['offered', 'refused']]);
    for (let pid = 2; pid < 30; pid += 1) person.book.useOrOffer(program(pid), need);
    expect(person.book.offers().map((offer) => offer.program.label)).toEqual(
      [22, 23, 24, 25, 26, 27, 28, 29].map((pid) => `program ${String(pid)}`),
    );
    const codes = person.book.offers().map(({ code }) => code);
    expect(new Set(codes).size).toBe(8);
    person.now = new Date(person.now.getTime() + 3_600_000);
    expect(person.book.offers()).toEqual([]);
    expect(() => {
      person.book.answer(codes[0]!, { forMs: 1 });
    }).toThrow('Nothing waits');
    person.book.useOrOffer(program(2), need);
    person.book.endAll();
    expect(person.book.offers()).toEqual([]);
  });
});

describe('a program that asks and asks', () => {
  it('leaves places for others', async () => {
    const person = new Person();
    const over = new AbortController();
    const ask = (pid: number): Promise<unknown> =>
      person.book.require(program(pid), { purpose: 'reveal', keys: keys('a') }, () => undefined, over.signal);
    const flood = Array.from({ length: 50 }, () => ask(1).catch(() => 'refused'));
    const other = ask(2);
    expect(person.asked.filter((question) => question.program.label === 'program 2')).toHaveLength(1);
    expect(person.asked.length).toBeLessThan(8);
    person.book.answer(person.asked.at(-1)!.code, { forMs: null });
    expect(await other).toBeNull();
    person.book.endAll();
    expect(await Promise.all(flood)).toEqual(Array(50).fill('refused'));
  });
});

describe('the other end of a connection', () => {
  const list = [
    'u_str 0      0                         * 100 * 200',
    'u_str 0      0      /run/user/1/a b.sock 300 * 400',
    'u_str 0      0                         * 400 * 300',
    'u_str 0      0                         * 500 * 0',
  ].join('\n');
  it('is the one that the kernel names for ours', () => {
    expect(otherEnd(list, '300')).toBe('400');
    expect(otherEnd(list, '100')).toBe('200');
    expect(otherEnd(list, '200')).toBeNull();
    expect(otherEnd(list, '500')).toBeNull();
  });
  it('is nobody where a name of another socket pretends to be a line of the list', () => {
    expect(otherEnd(`${list}\nu_str 0 0 @x 300 * 999`, '300')).toBeNull();
  });
});
