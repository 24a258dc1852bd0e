/** Results of scans that wait for the vault: what is wrong with one of them keeps no other back. */
import { expect, it } from 'vitest';
import type { FindingsStore } from '../../../electron/keys/findings/index.ts';
import { KeptScans } from '../../../electron/processes/kept-scans.ts';
import { unwritable } from '../../../electron/vault/errors.ts';

const payloadOf = (root: string): Buffer =>
  Buffer.from(
    JSON.stringify({
      ...{ at: `2026-01-0${root}T00:00:00.000Z`, fingerprintKey: '', findings: [] },
      report: { roots: [root], complete: true, scanned: {} },
    }),
  );

function waitingIn(roots: readonly string[], failures: Map<string, Error>) {
  const recorded: string[] = [];
  const removed: string[] = [];
  const kept = new KeptScans();
  const files = {
    keepScan: () => '',
    removeScan: (file: string) => void removed.push(file),
    waitingScans: () => roots.map((root) => ({ file: root, payload: payloadOf(root) })),
  };
  const findings = {
    recordScan: ({ report }: { readonly report: { readonly roots: readonly string[] } }) => {
      const [root] = report.roots;
      const failure = failures.get(root!);
      if (failure !== undefined) return Promise.reject(failure);
      recorded.push(root!);
      return Promise.resolve({ newFindings: 0 });
    },
  } as unknown as FindingsStore;
  kept.load(files);
  return { recorded, removed, record: () => kept.record(files, findings) };
}

it('one that can’t be recorded at all stays, and those behind it are recorded', async () => {
  const failures = new Map<string, Error>([['1', new TypeError('of another version')]]);
  const { record, recorded, removed } = waitingIn(['1', '2', '3'], failures);
  await record();
  expect([recorded, removed]).toEqual([
    ['2', '3'],
    ['2', '3'],
  ]);
  failures.clear();
  await record();
  expect(recorded).toEqual(['2', '3', '1']);
});

it('a disk that takes nothing is not asked for each of them', async () => {
  const failures = new Map<string, Error>([['2', unwritable('/vault', null)]]);
  const { record, recorded, removed } = waitingIn(['1', '2', '3'], failures);
  await record();
  expect(recorded).toEqual(['1']);
  failures.clear();
  await record();
  expect([recorded, removed]).toEqual([
    ['1', '2', '3'],
    ['1', '2', '3'],
  ]);
});
