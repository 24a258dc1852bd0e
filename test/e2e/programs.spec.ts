/** Programs that ask the open app: main's own dialog and the same code at both ends, the screen that shows and ends it, the lock. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { CLI, start, type Running } from '../integration/agent/support/agent-world.ts';
import { Session } from '../integration/agent/support/session.ts';
import type { Said } from '../integration/agent/support/saying.ts';
import { axeViolations, showTheme } from './support/axe.ts';
import { call, lockVault, reply } from './support/bridge.ts';
import { runCommand } from './support/command.ts';
import { holdDialogs, type HeldDialogs } from './support/held-dialogs.ts';
import { startFlowWorld, type FlowWorld } from './support/flow.ts';
import { goTo, MASTER_PASSWORD } from './support/main-job.ts';

test.skip(process.platform !== 'linux', 'Only Linux says who connects.');

let world: FlowWorld;
let session: Session;
let environment: NodeJS.ProcessEnv;
let keyId: string;
let dialogs: HeldDialogs;
const running: Running[] = [];

/** Does what each line of its standard input says, and prints what came of it. */
const PROGRAM = `
const { AUGNO_BASE_URL: base, AUGNO_API_KEY: key } = process.env;
require('node:readline').createInterface({ input: process.stdin }).on('line', async (line) => {
  const [method, target, ...body] = line.split(' ');
  const headers = { authorization: 'Bearer ' + key, 'content-type': 'application/json' };
  try {
    const reply = await fetch(base + target, { method, headers, body: body.length ? body.join(' ') : undefined });
    console.log('ANSWER ' + target + ' ' + reply.status + ' ' + (await reply.text()).replaceAll('\\n', ' '));
  } catch (thrown) {
    console.log('NO ANSWER ' + target);
  }
});
console.log('ENVIRONMENT ' + JSON.stringify(process.env));
`;

function script(name: string, args: readonly string[]): Said {
  const words = [process.execPath, '--', CLI, ...args].map((word) => `'${word}'`).join(' ');
  const file = path.join(world.folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${words} < /dev/null\nexit $?\n`);
  return session.start('/bin/sh', [file]);
}

function brokered(...options: readonly string[]): Running {
  const file = path.join(world.folder, 'program.cjs');
  writeFileSync(file, PROGRAM);
  const args = ['--', CLI, 'agent', 'run', '--key', 'ERP Sync', ...options, '--', process.execPath, file];
  const started = start(process.execPath, args, { env: environment });
  running.push(started);
  return started;
}

const tell = ({ child }: Running, line: string): void => void child.stdin!.write(`${line}\n`);
const codeOf = (said: Said): Promise<string> => said.until(/\d{3}-\d{3}/);

async function shoot(name: string): Promise<void> {
  const folder = process.env['SCREENSHOTS'];
  if (folder !== undefined) await world.page.screenshot({ path: path.join(folder, `${name}.png`) });
}

test.beforeAll(async () => {
  world = await startFlowWorld('test', 'floor');
  keyId = await world.createKey('ERP Sync', 'Admin');
  const { NODE_OPTIONS: _options, CI: _ci, ...rest } = process.env;
  environment = { ...rest, AUGNO_VAULT_DIR: path.join(world.folder, 'vault'), LANG: 'C.UTF-8' };
  session = new Session(environment);
  dialogs = await holdDialogs(world.running.app);
});
test.afterAll(async () => {
  session.end();
  for (const { child } of running) if (child.exitCode === null) child.kill('SIGKILL');
  await world.close();
});

test('a program is asked about in main’s own dialog, with the code that it shows, and its grant is revoked here', async () => {
  const first = script('list.sh', ['keys', 'list', '--json']);
  const code = await codeOf(first);
  const asked = await dialogs.showing(code);
  expect(asked.message).toBe('Let a program list your keys and accounts?');
  expect(asked.detail).toContain('list.sh');
  expect(asked.buttons).toEqual(['Refuse', 'This once', 'For 10 minutes', 'For 1 hour']);
  await goTo(world.page, 'Access by programs');
  await expect(world.page.getByText('A program waits for your answer.')).toBeVisible();
  await shoot('programs-waiting');
  expect(first.out()).toBe('');
  await dialogs.answer(code, 'For 10 minutes');
  expect(await first.ended).toBe(0);
  expect(first.out()).toContain(keyId);

  const grants = world.page.getByRole('region', { name: 'What is allowed' });
  await expect(grants).toContainText('List keys and accounts');
  await expect(grants).toContainText('list.sh');
  const again = script('list.sh', ['keys', 'list', '--json']);
  expect(await again.ended).toBe(0);
  expect(again.err()).toMatch(/Allowed by grant-\d+/);
  await expect(grants).toContainText('Used 2 times');
  await shoot('programs-granted');
  await grants.getByRole('button', { name: /^Revoke/ }).click();
  await expect(grants).toBeHidden();

  const third = script('list.sh', ['keys', 'list', '--json']);
  await dialogs.answer(await codeOf(third), 'Refuse');
  expect(await third.ended).toBe(1);
  expect(third.out()).toBe('');
  const { entries } = await call(world.page, 'audit.list', { limit: 100, before: null, subjectId: null });
  const said = JSON.stringify(entries);
  for (const id of ['agent.log-allowed', 'agent.log-refused', 'agent.log-grant-ended'])
    expect(said).toContain(id);
});

test('a question goes when its program does, and the page can answer none', async () => {
  const asking = start(process.execPath, ['--', CLI, 'keys', 'reveal', 'ERP Sync'], { env: environment });
  running.push(asking);
  asking.child.stdin!.end();
  const code = await codeOf(asking);
  const asked = await dialogs.showing(code);
  expect(asked.buttons).toEqual(['Refuse', 'This once']);
  expect((await reply(world.page, 'programs.end', { id: code })).ok).toBe(false);
  asking.child.kill('SIGKILL');
  await expect.poll(async () => (await dialogs.all()).length).toBe(0);
});

test('a program uses a key through the app, is seen while it does, and is stopped here', async () => {
  await goTo(world.page, 'Access by programs');
  const program = brokered('--reason', 'monthly report');
  const code = await codeOf(program);
  const asked = await dialogs.showing(code);
  expect(asked.message).toBe('Let a program use a key that it does not get to see?');
  expect(asked.detail).toContain('ERP Sync');
  await dialogs.answer(code, 'This once');
  const environmentOfProgram = await program.until(/ENVIRONMENT .*/);
  const vaultFolder = path.join(world.folder, 'vault');
  const revealed = await runCommand(
    ['keys', 'reveal', 'ERP Sync', '--vault', vaultFolder],
    [MASTER_PASSWORD],
  );
  expect(revealed.code, revealed.stderr).toBe(0);
  expect(environmentOfProgram).not.toContain(revealed.stdout.trim());
  tell(program, 'GET /v1/catalog/units');
  expect(await program.until(/ANSWER \/v1\/catalog\/units \d+/)).toBe('ANSWER /v1/catalog/units 200');

  const sessions = world.page.getByRole('region', { name: 'Sessions under way' });
  await expect(sessions).toContainText('monthly report');
  const requests = world.page.getByRole('table', { name: 'Last requests' });
  await expect(requests).toContainText('GET /v1/catalog/units');
  await expect(requests).toContainText('200');

  // No column is made narrow by what stands in another.
  const widths = await requests
    .locator('th')
    .evaluateAll((cells) => cells.map((cell) => cell.getBoundingClientRect().width));
  const whole = (await requests.boundingBox())!.width;
  expect(widths).toHaveLength(5);
  for (const width of widths) expect(width).toBeGreaterThan(whole / 8);

  tell(program, 'POST /v1/catalog/units {"name":"Crate"}');
  await expect.poll(async () => (await dialogs.all()).length).toBe(1);
  const [write] = await dialogs.all();
  expect(write?.detail).toContain('POST /v1/catalog/units');
  expect(write?.detail).toContain('name: Crate');
  expect(write?.buttons).toEqual(['Refuse', 'This once', 'For this session']);
  await dialogs.answer(/\d{3}-\d{3}/.exec(write!.detail)![0], 'Refuse');
  expect(await program.until(/ANSWER \/v1\/catalog\/units 403.*/)).toContain(
    'A person was asked and did not allow it.',
  );
  await expect(requests).toContainText('not allowed');
  for (const theme of ['light', 'dark'] as const) {
    await showTheme(world.page, theme);
    expect(await axeViolations(world.page)).toEqual([]);
    await shoot(`programs-${theme}`);
  }
  await call(world.page, 'settings.update', { language: 'de' });
  const inGerman = world.page.getByRole('table', { name: 'Letzte Anfragen' });
  await expect(world.page.getByRole('region', { name: 'Laufende Sitzungen' })).toContainText('Darf: lesen');
  await expect(inGerman).toContainText('nicht erlaubt');
  await expect(inGerman).not.toContainText(/not allowed|insufficient_permissions|refused/);
  for (const theme of ['light', 'dark'] as const) {
    await showTheme(world.page, theme);
    expect(await axeViolations(world.page)).toEqual([]);
    await shoot(`programs-de-${theme}`);
  }
  await call(world.page, 'settings.update', { language: 'en' });

  await sessions.getByRole('button', { name: /^Stop/ }).click();
  await expect(sessions).toBeHidden();
  await program.until('The session has ended');
  tell(program, 'GET /v1/catalog/units?again');
  await program.until('NO ANSWER /v1/catalog/units?again');
  program.child.kill('SIGKILL');
});

test('locking ends sessions, grants and questions at once', async () => {
  const program = brokered();
  await dialogs.answer(await codeOf(program), 'For 1 hour');
  await program.until(/ENVIRONMENT .*/);
  tell(program, 'POST /v1/catalog/units {"name":"Pallet"}');
  await expect.poll(async () => (await dialogs.all()).length).toBe(1);
  const asking = script('waiting.sh', ['keys', 'list']);
  await codeOf(asking);
  world.page = await lockVault(world.running, world.page);
  // Main answers the new page: what is evaluated while that still loads is lost.
  await call(world.page, 'app.state', undefined);
  expect(await program.until(/ANSWER \/v1\/catalog\/units 503.*|NO ANSWER.*/)).toBeTruthy();
  expect(await asking.ended).not.toBe(0);
  expect(asking.out()).toBe('');
  await expect.poll(async () => (await dialogs.all()).length).toBe(0);
  const after = start(process.execPath, ['--', CLI, 'agent', 'stop'], { env: environment });
  running.push(after);
  expect(await after.ended).toBe(3);
  expect(after.err()).toContain('Nobody holds this vault open');

  await call(world.page, 'vault.unlock', { password: MASTER_PASSWORD });
  const access = await call(world.page, 'programs.access', undefined);
  expect(access).toMatchObject({ problem: null, grants: [], sessions: [], waiting: 0 });
  expect(access.requests.length).toBeGreaterThan(0);
});
