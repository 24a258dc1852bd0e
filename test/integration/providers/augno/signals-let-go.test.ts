/** What lasts as long as the vault is open keeps nothing of a request that is over. */
import { getEventListeners } from 'node:events';
import { afterEach, expect, it, vi } from 'vitest';
import { World } from './support/world.ts';

let world: World;
afterEach(async () => {
  vi.restoreAllMocks();
  await world.close();
});

/** Signals that were made out of this one, and that it keeps: Node has no public count of them. */
function keptBy(signal: AbortSignal): number {
  const symbol = Object.getOwnPropertySymbols(signal).find(
    ({ description }) => description === 'kDependantSignals',
  );
  const kept =
    symbol === undefined ? null : (signal as unknown as Record<symbol, Set<unknown> | null>)[symbol];
  return kept?.size ?? 0;
}

it('the signals of a service have as little on them after ten synchronisations as before', async () => {
  world = await World.start();
  const { service } = await world.open();
  const { id } = await service.connect({
    url: world.sandbox.url,
    name: 'Acme',
    adminKey: world.adminKey(),
  });
  let used = new Set<AbortSignal>();
  const { addEventListener } = AbortSignal.prototype;
  vi.spyOn(AbortSignal.prototype, 'addEventListener').mockImplementation(function (
    this: AbortSignal,
    ...given: unknown[]
  ) {
    used.add(this);
    Reflect.apply(addEventListener, this, given);
  });
  const any = AbortSignal.any.bind(AbortSignal);
  vi.spyOn(AbortSignal, 'any').mockImplementation((signals) => {
    for (const signal of signals) used.add(signal);
    return any(signals);
  });
  const callers = new AbortController();
  const rounds: ReadonlySet<AbortSignal>[] = [];
  for (let round = 0; round < 10; round += 1) {
    used = new Set();
    await service.sync(id, callers.signal);
    await service.sync(null);
    await service.listRoles(id);
    rounds.push(used);
  }
  const [first, second] = rounds;
  const lasting = [...first!].filter((signal) => second!.has(signal));
  expect(lasting).toContain(callers.signal);
  // The caller's, and the service's own.
  expect(lasting.length).toBeGreaterThanOrEqual(2);
  expect(lasting.map((signal) => getEventListeners(signal, 'abort').length + keptBy(signal))).toEqual(
    lasting.map(() => 0),
  );
});
