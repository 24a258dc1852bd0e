import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { EventPayload } from '../../../shared/ipc-contract.ts';
import { followChanges } from '../../../renderer/lib/collection.ts';

type Listener = (payload: EventPayload<'vault.changed'>) => void;

let listeners: Set<Listener>;
beforeEach(() => {
  listeners = new Set();
  vi.stubGlobal('window', {
    vault: {
      on: (_name: string, listener: Listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

it('reads a list once for all that changed together, and once at the beginning', () => {
  const [keys, findings, connections] = [vi.fn(), vi.fn(), vi.fn()].map((read) =>
    read.mockResolvedValue(undefined),
  );
  if (keys === undefined || findings === undefined || connections === undefined)
    throw new Error('Three were made.');
  const stop = followChanges({
    keys: [keys, findings, connections],
    findings: [findings, keys],
    connections: [connections],
  });
  const counts = (): readonly number[] => [keys, findings, connections].map((read) => read.mock.calls.length);
  const tell = (...collections: EventPayload<'vault.changed'>['collections'][number][]): void => {
    for (const listener of listeners) listener({ collections });
  };
  expect(counts()).toEqual([1, 1, 1]);
  tell('keys', 'findings', 'connections', 'audit');
  expect(counts()).toEqual([2, 2, 2]);
  tell('connections');
  expect(counts()).toEqual([2, 2, 3]);
  stop();
  tell('keys');
  expect(counts()).toEqual([2, 2, 3]);
});
