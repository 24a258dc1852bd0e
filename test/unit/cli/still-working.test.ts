/** A person who waits sees that something is done; a pipe, a file and a person who is asked see nothing of it. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { tellStillWorking, type StillWorking } from '../../../electron/cli/still-working.ts';
import { inEnglish } from '../../../shared/messages/words.ts';

let put: string[];
let looks: boolean;
let working: StillWorking;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  put = [];
  looks = true;
  working = tellStillWorking({ words: inEnglish, put: (text) => void put.push(text), looks: () => looks });
});
afterEach(() => {
  working.stop();
  vi.useRealTimers();
});

const CLEAR = '\r\u001B[K';

it('says so after a second, and is gone before anything else is written', () => {
  vi.advanceTimersByTime(900);
  expect(put).toEqual([]);
  vi.advanceTimersByTime(1200);
  expect(put).toEqual([`${CLEAR}Working… 1 s`, `${CLEAR}Working… 2 s`]);
  working.clear();
  working.clear();
  expect(put.slice(2)).toEqual([CLEAR]);
  working.stop();
  vi.advanceTimersByTime(5000);
  expect(put).toHaveLength(3);
});

it('says nothing where nobody looks, and while a person is asked', async () => {
  looks = false;
  vi.advanceTimersByTime(5000);
  expect(put).toEqual([]);
  working.stop();
  looks = true;
  working = tellStillWorking({ words: inEnglish, put: (text) => void put.push(text), looks: () => looks });
  let answer: (text: string) => void = () => undefined;
  const asked = working.while(() => new Promise<string>((resolve) => (answer = resolve)));
  vi.advanceTimersByTime(60_000);
  expect(put).toEqual([]);
  answer('yes');
  expect(await asked).toBe('yes');
  // The time that the person took is not counted.
  vi.advanceTimersByTime(1000);
  expect(put).toEqual([`${CLEAR}Working… 1 s`]);
});
