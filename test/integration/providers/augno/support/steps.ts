/** Random steps: mostly ordinary work, with what can go wrong in between. */
import fc from 'fast-check';
import type { Actor, Fault, Step } from './person.ts';

const actor = fc.constantFrom<Actor>('app', 'app', 'command');
const pick = fc.nat({ max: 7 });
const overlapHours = fc.constantFrom(0, 0, 1, 48);

const CHANGING = '^/v1/auth/api-keys(/[^/]+/actions/rotate)?$';

const fault: fc.Arbitrary<Fault> = fc
  .tuple(
    fc.constantFrom<Omit<Fault, 'times'>>(
      { dropAfterCommit: true },
      { dropBeforeCommit: true },
      { truncateBody: true },
      { status: 500 },
      { status: 503 },
      { status: 429 },
      { delayMs: 160 },
    ),
    fc.constantFrom<Pick<Fault, 'method' | 'path'>>(
      { method: 'POST', path: CHANGING },
      { method: 'POST', path: CHANGING },
      { method: 'DELETE' },
      {},
    ),
    fc.constantFrom(1, 1, 2, 5),
  )
  .map(([kind, where, times]) => ({ ...kind, ...where, times }));

const change: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('create' as const), actor }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('rotate' as const), actor, pick, overlapHours }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('revoke' as const), actor, pick }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('rotate-connection-key' as const), actor, overlapHours }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('sync' as const), actor }) },
);

const as = (step: Step, who: Actor): Step => ('actor' in step ? { ...step, actor: who } : step);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: change },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('fault' as const), fault }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('kill-at' as const),
      actor,
      request: fc.integer({ min: 1, max: 6 }),
      sent: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(change, change).map(([first, second]): Step => ({
      do: 'both',
      first: as(first, 'app'),
      second: as(second, 'command'),
    })),
  },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'heal' }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('wait' as const), minutes: fc.constantFrom(3, 90, 3000) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('decide' as const),
      pick,
      decision: fc.constantFrom('send-again' as const, 'give-up' as const),
    }),
  },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'create-elsewhere' }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('revoke-elsewhere' as const), pick }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'backup' }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'restore' }) },
);

export const steps: fc.Arbitrary<readonly Step[]> = fc.array(step, { minLength: 3, maxLength: 12 });
