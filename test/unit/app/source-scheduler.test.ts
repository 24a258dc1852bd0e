/** Watched folders under failure: whatever fails once, the folders are scanned at the next turn. */
import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import type { ScanOutcome } from '../../../electron/app/scan-controller.ts';
import { createSourceScheduler } from '../../../electron/app/source-scheduler.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Source, SourceResult } from '../../../shared/ipc/source-channels.ts';
import { say } from '../../../shared/messages/say.ts';

const busy = (): AppError =>
  new AppError({
    code: 'vault-busy',
    message: say('file.as-it-is', { text: 'The vault is busy.' }),
    hint: say('file.as-it-is', { text: 'Try again.' }),
  });

const DONE: ScanOutcome = { outcome: 'done', error: null, report: null, newFindings: 0, findings: 1 };

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function world(faults: { sources?: number; scan?: number; record?: number } = {}, onScan?: () => void) {
  const left = { sources: 0, scan: 0, record: 0, ...faults };
  const fails = (what: keyof typeof left): boolean => {
    left[what] -= 1;
    return left[what] >= 0;
  };
  let sources: Source[] = ['first', 'second'].map((id) => ({
    id,
    path: tmpdir(),
    history: false,
    schedule: 'hour',
    addedAt: '2026-01-01T00:00:00Z',
    last: null,
    confirmed: true,
  }));
  let time = Date.parse('2026-01-01T00:00:00Z');
  let timer: { work: () => void; at: number } | null = null;
  const scanned: string[] = [];
  const diagnosed: unknown[] = [];
  const scheduler = createSourceScheduler({
    sources: () => (fails('sources') ? Promise.reject(busy()) : Promise.resolve(sources)),
    record: (id: string, last: SourceResult) => {
      if (fails('record')) return Promise.reject(busy());
      sources = sources.map((source) => (source.id === id ? { ...source, last } : source));
      return Promise.resolve();
    },
    scan: (source) => {
      if (fails('scan')) throw busy();
      scanned.push(`${source.id}${source.history ? ' with its history' : ''}`);
      onScan?.();
      return { scanId: source.id, outcome: Promise.resolve(DONE) };
    },
    diagnose: (thrown) => diagnosed.push(thrown),
    now: () => new Date(time),
    setTimer: (work, milliseconds) => {
      const made = { work, at: time + milliseconds };
      timer = made;
      return {
        cancel: () => {
          if (timer === made) timer = null;
        },
      };
    },
  });
  /** To the next turn, and through it. @returns false where none is planned */
  const turn = async (): Promise<boolean> => {
    if (timer === null) return false;
    const { work, at } = timer;
    timer = null;
    time = at;
    work();
    await settle();
    return true;
  };
  return {
    ...{ scheduler, scanned, diagnosed, turn, recorded: () => sources.filter(({ last }) => last !== null) },
    change: (by: (sources: readonly Source[]) => readonly Source[]) => {
      sources = [...by(sources)];
    },
  };
}

it.each(['sources', 'scan', 'record'] as const)('goes on after one failure of: %s', async (what) => {
  const { scheduler, diagnosed, turn, recorded } = world({ [what]: 1 });
  scheduler.look();
  await turn();
  expect(diagnosed).toHaveLength(1);
  expect(await turn()).toBe(true);
  expect(recorded()).toHaveLength(2);
  // And at the hour as ever.
  expect(await turn()).toBe(true);
  expect(diagnosed).toHaveLength(1);
});

it('one folder that fails keeps no other from being scanned in the same turn', async () => {
  const { scheduler, scanned, turn } = world({ scan: 1 });
  scheduler.look();
  await turn();
  expect(scanned).toEqual(['second']);
  await turn();
  expect(scanned).toEqual(['second', 'first']);
});

it('goes on after failing many times in a row', async () => {
  const { scheduler, diagnosed, turn, recorded } = world({ sources: 20 });
  scheduler.look();
  for (let turns = 0; turns < 21; turns += 1) expect(await turn()).toBe(true);
  expect(diagnosed).toHaveLength(20);
  expect(recorded()).toHaveLength(2);
});

it('plans nothing after a lock that comes while a turn fails', async () => {
  const { scheduler, turn } = world({ sources: 1 });
  scheduler.look();
  const failing = turn();
  scheduler.stop();
  await failing;
  expect(await turn()).toBe(false);
});

it.each([
  ['removed is not scanned', (sources: readonly Source[]) => sources.slice(0, 1), ['first']],
  [
    'changed is scanned as it is now',
    (sources: readonly Source[]) => sources.map((source) => ({ ...source, history: true })),
    ['first', 'second with its history'],
  ],
] as const)('a folder that was %s while the one before it was scanned', async (_name, by, expected) => {
  const made = world({}, () => {
    made.change(by);
  });
  made.scheduler.look();
  await made.turn();
  expect(made.scanned).toEqual(expected);
});
