/** Another program exchanges the vault's file while it is open: the window says so by itself, and leads out of it. */
import { expect, test } from '@playwright/test';
import { copyFileSync, existsSync, renameSync } from 'node:fs';
import path from 'node:path';
import { openVault } from '../../electron/vault/index.ts';
import { SecretBytes } from '../../electron/vault/secret-bytes.ts';
import { closeStarted, launchApp, makeTemporaryFolder, type RunningApp } from './support/app.ts';
import { call } from './support/bridge.ts';
import { makeVault } from './support/vault.ts';
import { say } from '../../shared/messages/say.ts';

const PASSWORD = 'marmalade cupboard twelve';
const FOREIGN_PASSWORD = 'seven lanterns by the harbour';
const REPLACED = 'Another program replaced the vault’s file while it was open.';

const temporary = makeTemporaryFolder();
const folder = path.join(temporary.path, 'vault');
const file = path.join(folder, 'vault.db');
const older = path.join(temporary.path, 'older.db');
const foreign = path.join(temporary.path, 'foreign');
let running: RunningApp;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  await makeVault(folder, 'Acme vault', PASSWORD);
  await makeVault(foreign, 'Somebody’s vault', FOREIGN_PASSWORD);
  copyFileSync(file, older);
  const vault = await openVault({
    folder,
    credential: { kind: 'password', password: SecretBytes.fromText(PASSWORD) },
  });
  vault.transaction((transaction) =>
    transaction.audit({ action: 'note', detail: say('file.as-it-is', { text: 'Written later.' }) }),
  );
  vault.close();
  running = await launchApp({ vaultFolder: folder });
  await call(await running.page(), 'vault.unlock', { password: PASSWORD });
});
test.afterAll(async () => {
  await closeStarted(running);
  temporary.remove();
});

/** As sync tools do it: written under another name, then renamed over the file. */
function exchange(from: string): void {
  copyFileSync(from, `${file}.tmp`);
  renameSync(`${file}.tmp`, file);
}

/** The window of the open vault goes; the one that comes says why. */
async function lockedPage(words: string): Promise<Awaited<ReturnType<RunningApp['page']>>> {
  await expect
    .poll(
      async () => {
        const page = await running.page().catch(() => null);
        return page === null
          ? ''
          : await page
              .locator('body')
              .innerText()
              .catch(() => '');
      },
      { timeout: 30_000 },
    )
    .toContain(words);
  return await running.page();
}

async function unlock(password: string): Promise<void> {
  const page = await running.page();
  await page.getByLabel('Master password').fill(password);
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
}

for (const [what, source] of [
  ['an identical copy', () => file],
  ['an older copy', () => older],
] as const) {
  test(`replaced by ${what}, the vault is locked with the reason, and opens again`, async () => {
    await (await running.page()).getByRole('navigation').first().waitFor();
    exchange(source());
    const page = await lockedPage(REPLACED);
    await expect(page.getByText('Unlock again to go on with the one that is there now')).toBeVisible();
    await unlock(PASSWORD);
    await (await running.page()).getByRole('navigation').first().waitFor();
    expect((await call(await running.page(), 'vault.verify', undefined)).sound).toBe(true);
  });
}

test('replaced by another vault, it is locked with the reason, and the password opens nothing', async () => {
  copyFileSync(file, path.join(temporary.path, 'ours.db'));
  exchange(path.join(foreign, 'vault.db'));
  await lockedPage(REPLACED);
  await unlock(PASSWORD);
  const page = await running.page();
  await expect(page.getByRole('alert').filter({ hasText: 'password' }).first()).toBeVisible();
  await expect(page.getByRole('navigation')).toHaveCount(0);
  exchange(path.join(temporary.path, 'ours.db'));
});

test('deleted with its folder, it is said, and no new vault is offered', async () => {
  await call(await running.page(), 'vault.unlock', { password: PASSWORD });
  await (await running.page()).getByRole('navigation').first().waitFor();
  const kept = path.join(temporary.path, 'kept');
  renameSync(folder, kept);
  const page = await lockedPage('was moved or deleted while it was open');
  await expect(page.getByRole('button', { name: 'Create vault' })).toHaveCount(0);
  expect(existsSync(file)).toBe(false);
  // The way out: the folder is put back.
  renameSync(kept, folder);
  await call(page, 'vault.unlock', { password: PASSWORD });
  await (await running.page()).getByRole('navigation').first().waitFor();
});
