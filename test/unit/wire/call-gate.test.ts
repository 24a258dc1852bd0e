/** A page that floods: what is under way for it is bounded in number and in size, and what is too much is refused. */
import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { answerWithin } from '../../../electron/wire/answer.ts';
import { createCallGate, LARGEST_CALL, sizeOf } from '../../../electron/wire/call-gate.ts';
import type { ProcessPort } from '../../../electron/wire/parent-link.ts';
import { servePage } from '../../../electron/wire/page-line.ts';
import type { IpcReply } from '../../../shared/ipc-contract.ts';

const huge = 'x'.repeat(LARGEST_CALL + 1);
const cyclic: Record<string, unknown> = {};
cyclic['self'] = [cyclic, cyclic];

describe('the size of a call', () => {
  it('counts what it holds', () => {
    expect(sizeOf(['name', { keyId: 'apke_1' }], 1000)).toBe(16 + 16 + 4 + 16 + 5 + 16 + 6);
    expect(sizeOf(undefined, 1000)).toBe(16);
  });

  it.each([
    ['one long text', huge],
    ['a long text deep inside', { a: [{ b: huge }] }],
    ['a long name of a field', { [huge]: 1 }],
    ['many texts', Array.from({ length: 200 }, () => 'x'.repeat(LARGEST_CALL / 100))],
    ['many small values', Array.from({ length: LARGEST_CALL / 8 }, () => 0)],
    ['holes', Array.from({ length: 3 }).concat(new Array(2 ** 31))],
    ['what refers to itself', cyclic],
    ['bytes', new Uint8Array(1)],
    ['a buffer', new ArrayBuffer(1)],
    ['a map', new Map()],
    ['a set in a field', { a: new Set() }],
  ])('is too large for %s', (_what, input) => {
    expect(createCallGate().enter(['keys.detail', input])).toBe('too-large');
  });

  it('is no matter for the largest that a screen sends', () => {
    const keyIds = Array.from({ length: 100_000 }, (_, index) => `apke_${String(index).padStart(20, '0')}`);
    expect(typeof createCallGate().enter(['export.keys', { keyIds }])).toBe('function');
    expect(typeof createCallGate().enter(['providers.import', { text: 'x'.repeat(500_000) }])).toBe(
      'function',
    );
  });
});

describe('the calls under way', () => {
  it('are bounded in number, and go on once some are answered', () => {
    const gate = createCallGate();
    const leave: (() => void)[] = [];
    let refused = 0;
    for (let index = 0; index < 10_000; index += 1) {
      const entered = gate.enter(['keys.list', undefined]);
      if (entered === 'too-many') refused += 1;
      else leave.push(entered as () => void);
    }
    expect({ under: leave.length, refused }).toEqual({ under: 200, refused: 9800 });
    // Leaving twice frees no place of another's.
    leave[0]!();
    leave[0]!();
    expect(typeof gate.enter(['keys.list', undefined])).toBe('function');
    expect(gate.enter(['keys.list', undefined])).toBe('too-many');
  });

  it('are bounded in what they hold together', () => {
    const gate = createCallGate();
    const half = { text: 'x'.repeat(LARGEST_CALL / 2) };
    const entered = Array.from({ length: 20 }, () => gate.enter(['drafts.save', half]));
    expect(entered.filter((one) => typeof one === 'function').length).toBeLessThanOrEqual(4);
    expect(entered.at(-1)).toBe('too-many');
    for (const one of entered) if (typeof one === 'function') one();
    expect(typeof gate.enter(['drafts.save', half])).toBe('function');
  });

  it('are refused in a sentence, without being looked at; one that fails gives its place back', async () => {
    const gate = createCallGate();
    let looked = 0;
    const answer = (): Promise<IpcReply<'app.state'>> => {
      looked += 1;
      return Promise.reject(new Error('no'));
    };
    expect(await answerWithin(gate, [huge, undefined], answer)).toMatchObject({
      ok: false,
      error: { code: 'invalid-input', hint: 'Nothing was changed. Do it in smaller parts.' },
    });
    expect(looked).toBe(0);
    for (let index = 0; index < 1000; index += 1)
      await expect(answerWithin(gate, ['app.state', undefined], answer)).rejects.toThrow('no');
    expect(looked).toBe(1000);
  });
});

it('the vault’s process refuses a page’s flood, and answers it each time', async () => {
  class Port extends EventEmitter implements ProcessPort {
    readonly said: { id: number; reply: { ok: boolean; error?: { message: string } } }[] = [];
    start(): void {
      // Nothing waits here.
    }
    postMessage(message: unknown): void {
      this.said.push(message as (typeof this.said)[number]);
    }
  }
  const port = new Port();
  let running = 0;
  let most = 0;
  const finish: (() => void)[] = [];
  servePage(
    { data: null, ports: [port] },
    {
      handlers: {
        'keys.list': () => {
          running += 1;
          most = Math.max(most, running);
          return new Promise((resolve) => {
            finish.push(() => {
              running -= 1;
              resolve({ keys: [] });
            });
          });
        },
      },
      isUnlocked: () => true,
      onInternalError: () => undefined,
    },
  );
  port.emit('message', { data: { id: 0, name: 'keys.detail', input: { keyId: huge } } });
  for (let id = 1; id <= 2000; id += 1)
    port.emit('message', { data: { id, name: 'keys.list', input: undefined } });
  await expect.poll(() => port.said.length).toBeGreaterThan(1700);
  expect(port.said.find(({ id }) => id === 0)!.reply).toMatchObject({
    ok: false,
    error: { message: 'This is more than can be done in one step.' },
  });
  expect(most).toBeLessThanOrEqual(200);
  for (const one of finish) one();
  await expect.poll(() => port.said.length).toBe(2001);
  expect(port.said.filter(({ reply }) => reply.ok).length).toBe(most);
});
