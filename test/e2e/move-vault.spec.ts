/** The vault moves by a row of the settings: asked in main's dialogs, done at the next start, found from the old place. */
import { expect, test } from '@playwright/test';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { closeStarted, launchApp, makeTemporaryFolder, type RunningApp } from './support/app.ts';
import { call, reply } from './support/bridge.ts';
import { answerDialogs, askedQuestions } from './support/dialogs.ts';
import { goTo } from './support/main-job.ts';
import { launchWithVault } from './support/vault.ts';

const PASSWORD = 'marmalade cupboard twelve';
const temporary = makeTemporaryFolder();
const folder = path.join(temporary.path, 'vault');
const target = path.join(temporary.path, 'new place ü');
let running: RunningApp | undefined;

test.describe.configure({ mode: 'serial' });
test.afterEach(async () => {
  await closeStarted(running);
  running = undefined;
});
test.afterAll(() => {
  temporary.remove();
});

const stateOf = async (app: RunningApp): Promise<{ readonly vaultPath: string; readonly phase: string }> =>
  await call(await app.page(), 'app.state', undefined);

test('where to is asked, and the app ends to start again with it', async () => {
  const started = await launchWithVault({ vaultFolder: folder, name: 'Moving', password: PASSWORD });
  ({ running } = started);
  const { page } = started;
  const told = path.join(temporary.path, 'told.json');
  await running.app.evaluate(({ app }, file) => {
    app.relaunch = (options) => {
      process.getBuiltinModule('node:fs').writeFileSync(file, JSON.stringify(options?.args));
    };
  }, told);
  mkdirSync(target);
  await answerDialogs(running, { yes: false, path: target });
  expect(await reply(page, 'vault.move', undefined)).toEqual({ ok: true, value: { moving: false } });
  expect((await askedQuestions(running)).map(({ kind }) => kind)).toEqual(['open', 'question']);
  // Where a vault is that is not this one's.
  await answerDialogs(running, { path: folder });
  expect(await reply(page, 'vault.move', undefined)).toMatchObject({
    ok: false,
    error: { code: 'invalid-input' },
  });
  await answerDialogs(running, { path: target });
  await goTo(page, 'Settings');
  const section = page.locator('#settings-security');
  await expect(section.getByText(folder)).toBeVisible();
  const ended = running.app.waitForEvent('close');
  await section.getByRole('button', { name: 'Move…' }).click();
  await ended;
  running = undefined;
  expect(JSON.parse(readFileSync(told, 'utf8'))).toEqual(
    expect.arrayContaining([`--vault=${folder}`, `--move-vault-to=${target}`]),
  );
});

test('the app that starts again moves it, says so, and opens it', async () => {
  writeFileSync(path.join(`${folder}.app`, 'mine.json'), '{}');
  running = await launchApp({ vaultFolder: folder, args: [`--move-vault-to=${target}`] });
  expect(await stateOf(running)).toMatchObject({ vaultPath: target, phase: 'locked' });
  const page = await running.page();
  await call(page, 'vault.unlock', { password: PASSWORD });
  await expect(page.getByText(`The vault is in ${target} now`)).toBeVisible();
  expect(existsSync(path.join(`${target}.app`, 'mine.json'))).toBe(true);
  expect(readdirSync(temporary.path).filter((name) => /^vault\.moved-/.test(name))).toHaveLength(2);
});

test('the app that looks in the old place opens the new one', async () => {
  running = await launchApp({ vaultFolder: folder });
  expect(await stateOf(running)).toMatchObject({ vaultPath: target, phase: 'locked' });
});

test('a move that is refused leaves the vault where it is, and says why', async () => {
  const full = path.join(temporary.path, 'full');
  mkdirSync(full);
  writeFileSync(path.join(full, 'x'), 'x');
  running = await launchApp({ vaultFolder: target, args: [`--move-vault-to=${full}`] });
  expect(await stateOf(running)).toMatchObject({ vaultPath: target, phase: 'locked' });
  const page = await running.page();
  await call(page, 'vault.unlock', { password: PASSWORD });
  await expect(page.getByText(`${full} is there already.`)).toBeVisible();
});
