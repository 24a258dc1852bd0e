/** One question about an address, not two and not none: in the password window, or in main's dialog where no password is asked. */
import { expect, test } from '@playwright/test';
import { closeStarted } from './support/app.ts';
import { call } from './support/bridge.ts';
import { answerDialogs, askedQuestions, grantAddress } from './support/dialogs.ts';
import { startFlowWorld, type FlowWorld } from './support/flow.ts';
import { MASTER_PASSWORD } from './support/main-job.ts';
import { askedPassword, callConfirmed, cancelPassword } from './support/password.ts';

let world: FlowWorld;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  world = await startFlowWorld();
});
test.afterAll(async () => {
  await closeStarted(world);
});

const address = (purpose: 'account' | 'service', text: string): Promise<number> =>
  grantAddress(
    world.running,
    world.page,
    purpose === 'account' ? { purpose, address: text } : { purpose, provider: 'generic', address: text },
  );
const windows = (): Promise<number> =>
  world.running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);

test('an address is asked about once: in the password window, or where keys go there already in main’s dialog', async () => {
  const { name, adminKey } = world.server.account('prod');
  await answerDialogs(world.running);
  await askedQuestions(world.running);
  // Neither of these is confirmed by a number alone: their use asks, as the test before saw.
  await address('account', 'http://127.0.0.1:9');
  await address('account', 'https://api.augno.com');
  await address('service', 'http://127.0.0.1:9/test');
  expect(await askedQuestions(world.running)).toEqual([]);
  // A second account at an address that is known.
  await answerDialogs(world.running, { yes: false });
  expect(await call(world.page, 'grants.address', { purpose: 'account', address: world.server.url })).toEqual(
    { granted: null },
  );
  const [question] = await askedQuestions(world.running);
  expect(question?.detail).toContain(new URL(world.server.url).port);
  const grant = await address('account', world.server.url);
  await call(world.page, 'connections.connect', { grant, name, adminKey });
  // The embedded sandbox asks nothing.
  await askedQuestions(world.running);
  await call(world.page, 'connections.connect-sandbox', undefined);
  expect(await askedQuestions(world.running)).toEqual([]);
  expect(await windows()).toBe(1);
});

test('a number that was given without a question asks for the password though keys go there by then', async () => {
  const { name, adminKey } = world.server.account('prod');
  const { connections } = await call(world.page, 'connections.list', undefined);
  const there = connections.filter(({ url }) => url === world.server.url).map(({ id }) => id);
  for (const connectionId of there)
    await callConfirmed(world.page, MASTER_PASSWORD, 'connections.remove', { connectionId });
  const [first, second] = [
    await address('account', world.server.url),
    await address('account', world.server.url),
  ];
  await callConfirmed(world.page, MASTER_PASSWORD, 'connections.connect', { grant: first, name, adminKey });
  const { window, over } = await askedPassword(world.page, 'connections.connect', {
    grant: second,
    name,
    adminKey,
  });
  await expect(window.getByRole('heading')).toHaveText('Connect an account');
  await cancelPassword(window);
  expect(await over).toMatchObject({ ok: false, error: { code: 'cancelled' } });
});
