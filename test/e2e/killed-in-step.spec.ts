/**
 * A process of the app is killed in the middle of a step: all that was acknowledged is there, the vault opens, the window says
 * what happened, and what was interrupted comes to an end that is true.
 */
import { expect, test } from '@playwright/test';
import type { Tried } from '../faults/support/ledger.ts';
import { tallyOf } from '../faults/support/tally.ts';
import type { Answer } from './support/asking.ts';
import { breakInStep, EVERY, everyPlace, expectNothingLost, tryEach } from './support/in-step.ts';
import { KILLED_STEPS, type KilledStep } from './support/killed-steps.ts';
import { killSandboxAt, onOwnSandbox } from './support/killed-sandbox.ts';
import { killAt, REQUEST_PLACES, type RequestPlace, type Victim } from './support/killing.ts';
import type { AppPlace } from './support/trap.ts';

breakInStep('processes killed in the middle of a step');

const isRemote = ({ name }: KilledStep): boolean => ['create', 'rotate', 'revoke'].includes(name);

/** In the short set: where a commit is done, or what is put in place. And the account has done it, and not answered. */
function fewPlaces(step: KilledStep): readonly (AppPlace | RequestPlace)[] {
  const call = step.name === 'backup' ? 'link' : step.name === 'restore' ? 'rename' : 'unlink';
  return [{ call, count: 1 }, ...(isRemote(step) ? REQUEST_PLACES.slice(1) : [])];
}

const allPlaces = async (step: KilledStep): Promise<readonly (AppPlace | RequestPlace)[]> => [
  ...(isRemote(step) ? REQUEST_PLACES : []),
  ...(await everyPlace(step, 'in the app')),
];

/** In the short set one process for each step, each of them somewhere. */
function victimsOf({ name }: KilledStep, index: number): readonly Victim[] {
  const all = ['vault', 'page', 'main', ...(name === 'scan' ? (['scan'] as const) : [])] as const;
  return EVERY ? all : [all[index % all.length]!];
}

for (const [index, step] of KILLED_STEPS.entries()) {
  const victims = victimsOf(step, index);
  test(`${step.name}: ${victims.join(', ')} killed`, async () => {
    const places = EVERY ? await allPlaces(step) : fewPlaces(step);
    const all: Tried[] = [];
    for (const [turn, victim] of victims.entries()) {
      all.push(
        ...(await tryEach({
          step,
          kind: `${victim} killed`,
          turn,
          places,
          attempt: (world, place) => killAt(world, step, place, victim),
        })),
      );
    }
    expectNothingLost(all);
  });
}

/** A planted bug: the page is told that it is done as soon as it has asked. The harness has to find it. */
const answersEarly = ({ prepare, ...step }: KilledStep): KilledStep => ({
  ...step,
  prepare: async (world) => {
    const prepared = await prepare(world);
    const begin = (): Promise<Answer> => {
      void prepared.begin();
      return Promise.resolve({ ok: true });
    };
    return { ...prepared, begin };
  },
});

test('an answer that goes out before the commit is found', async () => {
  // What is found here is no figure.
  test.skip(EVERY);
  const step = answersEarly(KILLED_STEPS.find(({ name }) => name === 'edit')!);
  const all = await tryEach({
    step,
    kind: 'vault killed',
    places: [{ call: 'fsync', count: 1 }],
    attempt: (world, place) => killAt(world, step, place, 'vault'),
  });
  expect(tallyOf(all).wrong.join('\n')).toContain('Acknowledged:');
});

test.describe('at the app’s own sandbox', () => {
  for (const step of KILLED_STEPS.filter(isRemote)) {
    test(`${step.name}: the sandbox is killed`, async () => {
      const places = EVERY
        ? (await everyPlace(step, 'at the sandbox', onOwnSandbox)).filter(({ call }) => call !== 'pwrite64')
        : [{ call: 'unlink', count: 1 }];
      expectNothingLost(
        await tryEach({
          step,
          kind: 'sandbox killed',
          places,
          attempt: async (world, place) => killSandboxAt(await onOwnSandbox(world), step, place),
        }),
      );
    });
  }
});
