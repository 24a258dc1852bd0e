/** Settings: the command, updates of a build that takes none, the licences of what the app is made of. */
import { expect, test } from '@playwright/test';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { closeStarted, launchApp, makeTemporaryFolder, type RunningApp } from './support/app.ts';
import { axeViolations } from './support/axe.ts';
import { call } from './support/bridge.ts';
import { goTo, readClipboard } from './support/main-job.ts';
import { makeVault } from './support/vault.ts';

const PASSWORD = 'marmalade cupboard twelve';
const temporary = makeTemporaryFolder();
const prefix = path.join(temporary.path, 'npm');
let running: RunningApp;

test.beforeAll(async () => {
  mkdirSync(path.join(prefix, 'bin'), { recursive: true });
  await makeVault(path.join(temporary.path, 'vault'), 'Acme vault', PASSWORD);
  running = await launchApp({
    vaultFolder: path.join(temporary.path, 'vault'),
    environment: { PATH: `${path.join(prefix, 'bin')}:/usr/bin:/bin` },
  });
  const page = await running.page();
  await call(page, 'vault.unlock', { password: PASSWORD });
  await goTo(page, 'Settings');
});
test.afterAll(async () => {
  await closeStarted(running);
  temporary.remove();
});

test('the command is looked for without being run, and its installation can be copied', async () => {
  const page = await running.page();
  const section = page
    .getByRole('region')
    .or(page.locator('section'))
    .filter({ hasText: 'The command augno-vault' });
  const { version } = await call(page, 'app.state', undefined);
  const installed = await call(page, 'about.command', undefined);
  test.skip(installed.found !== null, 'This machine has the command in a usual folder.');
  await section.getByText('Not found on this computer.').waitFor();
  await section.getByRole('button', { name: 'Copy command' }).click();
  await section.getByRole('button', { name: 'Copied' }).waitFor();
  expect(await readClipboard(running)).toBe(`npm install --global augno-vault@${version}`);

  const home = path.join(prefix, 'lib', 'node_modules', 'augno-vault');
  mkdirSync(path.join(home, 'dist'), { recursive: true });
  writeFileSync(path.join(home, 'package.json'), '{ "name": "augno-vault", "version": "0.0.9" }');
  const mark = path.join(temporary.path, 'ran');
  writeFileSync(path.join(home, 'dist', 'cli.js'), `#!/bin/sh\ntouch '${mark}'\n`, { mode: 0o755 });
  symlinkSync(path.join(home, 'dist', 'cli.js'), path.join(prefix, 'bin', 'augno-vault'));
  await section.getByRole('button', { name: 'Look again' }).click();
  await section.getByText('Version 0.0.9 is installed.').waitFor();
  await section.getByText('Bring it to the version of the app with').waitFor();

  writeFileSync(path.join(home, 'package.json'), JSON.stringify({ name: 'augno-vault', version }));
  await section.getByRole('button', { name: 'Look again' }).press('Enter');
  await section.getByText(`Version ${version} is installed, the same as the app.`).waitFor();
  await expect(section.getByText('Bring it to the version')).toHaveCount(0);
  expect(existsSync(mark)).toBe(false);
});

test('a build without a key says that it takes no updates, and asks nobody', async () => {
  const page = await running.page();
  await page.getByText('This build takes no updates').waitFor();
  await expect(page.getByRole('button', { name: 'Check now' })).toHaveCount(0);
  expect(await call(page, 'updates.check', undefined)).toEqual({ kind: 'unsupported', reason: 'no-key' });
});

test('every package of others is listed with its licence, by keyboard alone', async () => {
  const page = await running.page();
  await page.getByRole('button', { name: 'Show licences…' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Open-source licences' });
  const { packages } = await call(page, 'about.third-party', undefined);
  await dialog.getByText(`${String(packages.length)} packages`).waitFor();
  expect(packages.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['react', 'zod', 'better-sqlite3']),
  );
  await dialog.getByLabel('Filter by name or licence').fill('react-dom');
  const entry = dialog.getByText('react-dom', { exact: false }).first();
  await entry.press('Enter');
  await dialog.getByText('Permission is hereby granted').first().waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await dialog.getByLabel('Filter by name or licence').fill('no such package');
  await dialog.getByText('No package has this').waitFor();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Show licences…' })).toBeFocused();
});

test('in German as well, without what was open and typed going away', async () => {
  const page = await running.page();
  await page.getByRole('button', { name: 'Show licences…' }).click();
  const english = page.getByRole('dialog', { name: 'Open-source licences' });
  await english.getByLabel('Filter by name or licence').fill('react-dom');
  // German is loaded now for the first time: the page that stands waits for it as it is.
  await call(page, 'settings.update', { language: 'de' });
  const dialog = page.getByRole('dialog', { name: 'Open-Source-Lizenzen' });
  await dialog.waitFor();
  expect(await page.evaluate('document.documentElement.lang')).toBe('de');
  await expect(dialog.getByRole('textbox').or(dialog.getByRole('searchbox'))).toHaveValue('react-dom');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await page.getByText('Diese Fassung nimmt keine Aktualisierungen an').waitFor();
  await page.getByText('Der Befehl augno-vault').waitFor();
  await call(page, 'settings.update', { language: 'en' });
});
