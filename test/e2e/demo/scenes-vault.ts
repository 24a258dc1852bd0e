/** Pictures of the vault itself: first run, lock, findings, activity, settings, backups, and what they lead to. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { call } from '../support/bridge.ts';
import { createVault, goTo, MASTER_PASSWORD } from '../support/main-job.ts';
import { answerPassword, cancelPassword, passwordWindow } from '../support/password.ts';
import { answerFileDialogs, closeDialog, dialogOf, shoot, withoutToasts, type Scene } from './scene.ts';

/** A key that opens nothing: the one that was made is replaced in the picture. */
const SHOWN_RECOVERY_KEY = '7K3M9Q-0TX4RB-V8D2HC-5NWJ1F-G6PZ0E-A4YS2M';

async function showOtherKey({ page }: Scene): Promise<void> {
  await page.getByTestId('recovery-key').evaluate((element, shown) => {
    element.textContent = shown;
  }, SHOWN_RECOVERY_KEY);
}

export async function firstRun(scene: Scene): Promise<void> {
  const { page } = scene;
  await page.getByRole('heading', { name: 'Make your vault' }).waitFor();
  await shoot(scene, 'first-run');
  await createVault(page, 'Acme keys');
  await page.getByRole('button', { name: 'Try it with a sandbox account' }).waitFor();
  await shoot(scene, 'first-connect');
  await page.getByRole('button', { name: 'Try it with a sandbox account' }).click();
  await page.getByRole('heading', { name: 'Look for leaked keys' }).waitFor();
  await shoot(scene, 'first-scan');
  await page.getByRole('button', { name: 'Skip for now' }).click();
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
}

export async function findings(scene: Scene): Promise<void> {
  const { page, workFolder } = scene;
  await goTo(page, 'Findings');
  await shoot(scene, 'findings-empty');
  await answerFileDialogs(scene, path.join(workFolder, 'picking'));
  await page.getByRole('button', { name: 'Watch a folder…' }).click();
  await page.getByTestId('finding').first().waitFor();
  await page
    .getByTestId('source')
    .getByText(/places?$/)
    .waitFor();
  await shoot(scene, 'findings');
  await page.getByRole('button', { name: 'Ignore…' }).first().click();
  await dialogOf(scene, /ignore/i).waitFor();
  await shoot(scene, 'ignore');
  await closeDialog(scene);
}

export async function settings(scene: Scene): Promise<void> {
  const { page, workFolder } = scene;
  for (const screen of ['Activity', 'Settings']) {
    await goTo(page, screen);
    await page.waitForTimeout(300);
    await shoot(scene, screen.toLowerCase());
  }
  await page.getByText('Move keys to another vault').scrollIntoViewIfNeeded();
  await shoot(scene, 'backup');
  await page.getByRole('button', { name: 'Back up…', exact: true }).click();
  await answerFileDialogs(scene, path.join(workFolder, 'vault.augnobackup'));
  await dialogOf(scene, 'Back up the vault')
    .getByRole('button', { name: /Choose…/ })
    .click();
  const backup = dialogOf(scene, 'Back up the vault');
  await backup.getByText('vault.augnobackup').waitFor();
  await shoot(scene, 'backup-file');
  await backup.getByRole('button', { name: 'Write backup' }).click();
  const asking = await passwordWindow(page);
  await shoot({ ...scene, page: asking }, 'password-window');
  await cancelPassword(asking);
  await closeDialog(scene);
  await page.getByRole('button', { name: 'Export…', exact: true }).click();
  await dialogOf(scene, 'Export keys').waitFor();
  await shoot(scene, 'export');
  await closeDialog(scene);
  const { keys } = await call(page, 'keys.list', undefined);
  const held = keys.find(({ name }) => name === 'Picking robot');
  const { secret } = await call(page, 'keys.reveal-secret', { keyId: held?.id ?? '' });
  const file = path.join(workFolder, '.env');
  writeFileSync(file, `PORT=3000\nAUGNO_API_KEY=${secret}\nBROKEN=${secret.slice(0, -1)}\n`);
  await page.getByRole('button', { name: 'Import…', exact: true }).click();
  await answerFileDialogs(scene, file);
  const dialog = dialogOf(scene, 'Import secrets from a file');
  await dialog.getByRole('button', { name: /Choose…/ }).click();
  await dialog.getByRole('row').nth(1).waitFor();
  await shoot(scene, 'import');
  await closeDialog(scene);
  await page.getByRole('button', { name: 'New recovery key…' }).click();
  await page.getByRole('button', { name: 'Make recovery key' }).click();
  await answerPassword(page, MASTER_PASSWORD);
  const recoveryKey = (await page.getByTestId('recovery-key').textContent()) ?? '';
  await showOtherKey(scene);
  await shoot(scene, 'recovery');
  await page.getByRole('button', { name: 'Confirm recovery key' }).click();
  await answerPassword(page, recoveryKey);
  await withoutToasts(scene);
}

export async function lockScreen(scene: Scene): Promise<void> {
  const closed = scene.page.waitForEvent('close');
  await scene.page.getByRole('button', { name: 'Lock', exact: true }).click();
  await closed;
  scene.page = await scene.running.page();
  await scene.page.getByLabel('Master password').waitFor();
  await shoot(scene, 'lock');
  await scene.page.getByLabel('Master password').fill('not this one');
  await scene.page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await scene.page.getByRole('alert').first().waitFor();
  await shoot(scene, 'lock-refused');
  await scene.page.getByLabel('Master password').fill(MASTER_PASSWORD);
  await scene.page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await scene.page.getByRole('navigation', { name: 'Main' }).waitFor();
}
