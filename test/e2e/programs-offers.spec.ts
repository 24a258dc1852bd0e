/** What a program could be allowed that asks nobody: it waits on the screen, and main's own dialog asks once a person wants it. */
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { ASSISTANT_EVENTS } from '../fixtures/assistants/events.ts';
import { Assistant } from '../integration/agent/support/assistant.ts';
import { Session } from '../integration/agent/support/session.ts';
import { axeViolations, showTheme } from './support/axe.ts';
import { runCommand } from './support/command.ts';
import { startFlowWorld, type FlowWorld } from './support/flow.ts';
import { holdDialogs, type HeldDialogs } from './support/held-dialogs.ts';
import { goTo, MASTER_PASSWORD } from './support/main-job.ts';

test.skip(process.platform !== 'linux', 'Only Linux says who connects.');

let world: FlowWorld;
let session: Session;
let dialogs: HeldDialogs;

test.beforeAll(async () => {
  world = await startFlowWorld('test', 'floor');
  const { NODE_OPTIONS: _options, CI: _ci, ...rest } = process.env;
  session = new Session({ ...rest, AUGNO_VAULT_DIR: path.join(world.folder, 'vault'), LANG: 'C.UTF-8' });
  dialogs = await holdDialogs(world.running.app);
});
test.afterAll(async () => {
  session.end();
  await world.close();
});

test('what the hook of an assistant could recognise waits here, and is allowed in main’s own dialog', async () => {
  const secret = `svc-9${randomBytes(20).toString('base64url')}x`;
  for (const args of [
    ['add', 'Payments', '--provider', 'generic'],
    ['add-key', 'Payments', '--name', 'Payments live'],
  ]) {
    const vault = ['--vault', path.join(world.folder, 'vault')];
    const { code, stderr } = await runCommand(['provider', ...args, ...vault], [MASTER_PASSWORD, secret]);
    expect(code, stderr).toBe(0);
  }
  const assistant = new Assistant(
    (program, args) => session.start(program, args),
    path.join(world.folder, 'assistant'),
  );
  const prompt = ASSISTANT_EVENTS['claude-code'].prompt(`use ${secret} please`, world.folder);
  await goTo(world.page, 'Access by programs');
  const offers = world.page.getByRole('region', { name: 'What could be allowed' });
  await expect(async () => {
    expect(await assistant.sees(prompt)).toMatchObject({ isStopped: false });
    await expect(offers).toContainText('assistant.cjs', { timeout: 1000 });
  }).toPass({ timeout: 60_000 });
  expect(await dialogs.all()).toEqual([]);
  for (const theme of ['light', 'dark'] as const) {
    await showTheme(world.page, theme);
    expect(await axeViolations(world.page)).toEqual([]);
  }
  await offers.getByRole('button', { name: /^Allow/ }).click();
  const asked = await dialogs.showing('assistant.cjs');
  expect(asked.message).toBe('Let the hooks of this program recognise the vault’s keys?');
  expect(asked.buttons).toEqual(['Refuse', 'For 1 hour', 'For 8 hours']);
  await dialogs.answer('assistant.cjs', 'For 1 hour');
  await expect(offers).toBeHidden();
  const grants = world.page.getByRole('region', { name: 'What is allowed' });
  await expect(grants).toContainText('Recognise keys of the vault');
  await expect.poll(() => assistant.sees(prompt), { timeout: 60_000 }).toMatchObject({ isStopped: true });
  expect((await assistant.sees(prompt)).text).toContain('Payments live');
  await grants.getByRole('button', { name: /^Revoke/ }).click();
  await expect(grants).toBeHidden();
  expect(await assistant.sees(prompt)).toMatchObject({ isStopped: false });
});
