/** What a page puts off is remembered only where there is something to be put off. */
import { expect, it } from 'vitest';
import { date, DAY, machine, START } from '../../fixtures/app/machine.ts';

it('notices are put off only where they are there: what a page makes up is not remembered', async () => {
  const world = machine();
  world.schedule.push(date('ERP Sync', START + 3 * DAY));
  await world.start();
  await world.unlock();
  await world.snooze([...Array.from({ length: 10_000 }, (_, at) => `made-up-${String(at)}`), 'id-ERP Sync']);
  expect([...world.vault.snoozed.keys()]).toEqual(['id-ERP Sync']);
});
