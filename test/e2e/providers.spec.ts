/** Keys of another service in the real window, against an Auxot-shaped server: a user's key and a team's, to the end. */
import { expect, test } from '@playwright/test';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright';
import { closeStarted, launchApp, makeTemporaryFolder, type RunningApp } from './support/app.ts';
import { call } from './support/bridge.ts';
import { answerDialogs, askedQuestions } from './support/dialogs.ts';
import { plaintextIn } from './support/files.ts';
import { answerFolderDialog, choose, createVault, goTo, MASTER_PASSWORD } from './support/main-job.ts';
import { answerPassword } from './support/password.ts';
import { startSandboxServer, type SandboxServer } from './support/sandbox-server.ts';

const temporary = makeTemporaryFolder();
const repository = path.join(temporary.path, 'work');
const secrets: string[] = [];
test.describe.configure({ mode: 'serial' });

let server: SandboxServer;
let running: RunningApp;
let page: Page;

interface MadeKey {
  readonly id: string;
  readonly secret: string;
}

/** What a person does in Auxot's own pages. */
async function makeThere(kind: 'user' | 'team'): Promise<MadeKey> {
  const response = await fetch(`${server.auxotUrl}/__sandbox/keys`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ kind, name: 'made by hand' }),
  });
  const made = (await response.json()) as MadeKey;
  secrets.push(made.secret);
  return made;
}

async function deleteThere({ id }: MadeKey): Promise<void> {
  expect((await fetch(`${server.auxotUrl}/__sandbox/keys/${id}`, { method: 'DELETE' })).status).toBe(204);
}

const shot = async (name: string): Promise<void> => {
  const folder = process.env['AUGNO_VAULT_SHOTS'];
  if (folder !== undefined) await page.screenshot({ path: path.join(folder, `${name}.png`) });
};

/** Toasts are dialogs too; ours can be closed. */
const dialogOf = (shown: Page) =>
  shown.getByRole('dialog').filter({ has: shown.getByRole('button', { name: 'Close' }) });

async function scanFolder(): Promise<void> {
  await goTo(page, 'Findings');
  const history = page.getByRole('checkbox', { name: 'Include the Git history' });
  if (await history.isChecked()) await history.click();
  await answerFolderDialog(running, repository);
  await page.getByRole('button', { name: 'Choose folder and scan' }).click();
  await expect(page.getByText(/The scan found/)).toBeVisible();
}

test.beforeAll(async () => {
  mkdirSync(repository);
  server = await startSandboxServer();
  running = await launchApp({ vaultFolder: path.join(temporary.path, 'vault') });
  page = await running.page();
  await createVault(page);
  await call(page, 'connections.connect-sandbox', undefined);
  await page.getByRole('button', { name: 'Skip for now' }).click();
  await page.getByRole('button', { name: 'Skip for now' }).click();
});
test.afterAll(async () => {
  await closeStarted(running);
  await server.stop();
  temporary.remove();
});

test('an address that would show the key to everybody is refused, and the service is added', async () => {
  await goTo(page, 'Keys');
  await expect(page.getByTestId('key-row').first()).toBeVisible();
  await page.getByRole('button', { name: 'More ways to add a key' }).click();
  await page.getByRole('menuitem', { name: 'Add a key of another service…' }).click();
  const dialog = dialogOf(page);
  await expect(dialog.getByRole('heading', { name: 'Add a service' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Add service' }).click();
  await expect(dialog.getByText('Give the service a name.')).toBeVisible();
  await dialog.getByLabel('Name of the service').fill('Agents');
  await expect(dialog.getByLabel('Address')).toHaveValue('http://localhost:8080');
  await dialog.getByLabel('Address').fill('http://agents.example.com');
  await dialog.getByRole('button', { name: 'Add service' }).click();
  await expect(dialog.getByText(/This address is not encrypted/)).toBeVisible();
  await shot('service');
  await dialog.getByLabel('Address').fill(server.auxotUrl);
  await dialog.getByRole('button', { name: 'Add service' }).click();
  await answerPassword(page, MASTER_PASSWORD);
  await expect(dialog.getByRole('heading', { name: 'Add a key of another service' })).toBeVisible();
  await shot('add-key');
  await dialog.getByRole('button', { name: 'Store key' }).click();
  await expect(dialog.getByText('Paste the key.')).toBeVisible();
  await dialog.getByLabel('Name', { exact: true }).fill('CI');
  await dialog.getByLabel('Key', { exact: true }).fill('sk-something-else-altogether');
  await dialog.getByRole('button', { name: 'Store key' }).click();
  await expect(dialog.getByText(/This is not an Auxot API key/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
});

for (const kind of ['user', 'team'] as const) {
  test(`a ${kind} key: stored, tested, leaked, rotated, the old one refused, resolved`, async () => {
    const name = kind === 'user' ? 'CI Pipeline' : 'Intake webhook';
    const old = await makeThere(kind);
    await goTo(page, 'Keys');
    await page.getByRole('button', { name: 'More ways to add a key' }).click();
    await page.getByRole('menuitem').click();
    const dialog = dialogOf(page);
    await dialog.getByText(kind === 'user' ? 'A person’s' : 'A team’s').click();
    await dialog.getByLabel('Name', { exact: true }).fill(name);
    if (kind === 'user') {
      await expect(dialog.getByText('Create an API key for me called "CI Pipeline"')).toBeVisible();
    }
    await dialog.getByLabel('Key', { exact: true }).fill(old.secret);
    await dialog.getByRole('textbox', { name: kind === 'user' ? /^Owner/ : /^Team/ }).fill('Ann');
    await choose(page, 'Rotate by', '30 days');
    await dialog.getByRole('button', { name: 'Store key' }).click();
    await expect(dialog.getByText(/Accepted by .*Bearer, x-api-key, x-api-key, anth/)).toBeVisible();
    await shot(`stored-${kind}`);
    await dialog.getByRole('button', { name: 'Done' }).click();

    // It shows as what it is: mark, filter, search.
    const panel = page.getByLabel('Key details');
    await expect(panel.getByRole('heading', { name })).toBeVisible();
    await page.getByLabel('Search keys').fill('provider:auxot');
    const rows = page.getByTestId('key-row');
    await expect(rows).toHaveCount(kind === 'user' ? 1 : 2);
    await expect(rows.first().locator('[data-provider="auxot"]')).toBeVisible();
    await page.getByLabel('Search keys').fill('');
    await panel.getByRole('button', { name: 'Test key' }).click();
    await expect(panel.getByText(/Accepted by 127\.0\.0\.1/)).toBeVisible();
    await shot(`panel-${kind}`);

    const file = path.join(repository, `${kind}.md`);
    writeFileSync(file, `Ask Ann, or use ${old.secret} until then.\n`);
    await scanFolder();
    const group = page.getByTestId('finding-group').filter({ hasText: name });
    await expect(group.getByText('Still works', { exact: true })).toBeVisible();
    await shot(`finding-${kind}`);
    await group.getByRole('button', { name: 'Rotate now' }).click();

    const next = await makeThere(kind);
    await dialogOf(page).getByLabel('New key', { exact: true }).fill(next.secret);
    await shot(`rotate-${kind}`);
    await dialogOf(page).getByRole('button', { name: 'Store new key' }).click();
    await expect(dialogOf(page).getByText(/Accepted by/)).toBeVisible();
    await dialogOf(page).getByRole('button', { name: 'Go to the checklist' }).click();
    const rotation = page.getByRole('region', { name: 'Rotation' });
    await rotation.getByText(`${kind}.md`).click();
    await rotation.getByRole('button', { name: 'Check the old key' }).click();
    // Not deleted yet: it is not taken for gone.
    await expect(rotation.getByText(/This rotation needs you/)).toBeVisible();
    await deleteThere(old);
    await rotation.getByRole('button', { name: 'Check the old key' }).click();
    await expect(rotation.getByText(/was seen refused/)).toBeVisible();
    await shot(`rotated-${kind}`);

    await goTo(page, 'Findings');
    await expect(group.getByText('no longer works')).toBeVisible();
    writeFileSync(file, 'Ask Ann.\n');
    await scanFolder();
    await page.getByRole('button', { name: /^Resolved/ }).click();
    await expect(page.getByTestId('finding-group').filter({ hasText: name })).toBeVisible();
    await page.getByRole('button', { name: /^Open/ }).first().click();
  });
}

test('with many keys at once they are left out, and it says why', async () => {
  await goTo(page, 'Keys');
  await page.getByLabel('Search keys').fill('CI Pipeline');
  await expect(page.getByTestId('key-row')).toHaveCount(1);
  await page.getByTestId('key-row').getByRole('checkbox').click();
  for (const action of ['Rotate', 'Revoke']) {
    await page.getByRole('toolbar').getByRole('button', { name: action }).click();
    const dialog = dialogOf(page);
    await expect(dialog.getByText(/^Agents has no API to .* CI Pipeline\. Open the key/)).toBeVisible();
    await expect(
      dialog.getByRole('heading', {
        name: `This key can’t be ${action === 'Rotate' ? 'rotated' : 'revoked'} from here`,
      }),
    ).toBeVisible();
    await expect(dialog.getByRole('button', { name: 'Show CI Pipeline' })).toBeVisible();
    await expect(dialog.getByRole('button', { name: new RegExp(`^${action}`) })).toHaveCount(0);
    await shot(`bulk-${action}`);
    await dialog.getByRole('button', { name: 'Close' }).last().click();
  }
  await page.getByRole('toolbar').getByRole('button').last().click();
  await page.getByLabel('Search keys').fill('');
});

test('several at once, from the keyboard; and a service that still has keys stays', async () => {
  const made = await makeThere('user');
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Search or do…' }).fill('another service');
  await page.keyboard.press('Enter');
  const dialog = dialogOf(page);
  await dialog.getByRole('button', { name: 'Several at once…' }).press('Enter');
  await dialog.getByLabel('Text with keys').fill(`export NIGHTLY_KEY="${made.secret}"\nPORT=1\n`);
  await dialog.getByRole('button', { name: 'Look for keys' }).press('Enter');
  await expect(dialog.getByText('NIGHTLY_KEY')).toBeVisible();
  await shot('import');
  await dialog.getByRole('button', { name: 'Store 1 key' }).press('Enter');
  await expect(dialog).toBeHidden();

  await goTo(page, 'Settings');
  const service = page.getByRole('group', { name: 'Agents' });
  await service.scrollIntoViewIfNeeded();
  await shot('settings');
  await service.getByRole('button', { name: 'Remove' }).click();
  await dialog.getByRole('button', { name: 'Remove Agents' }).click();
  await expect(dialog.getByText(/still has 5 keys/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
});

test('a key nobody replaces is gone when it is refused, and its record can be deleted then', async () => {
  await goTo(page, 'Keys');
  await page.getByLabel('Search keys').fill('NIGHTLY');
  await page.getByTestId('key-row').filter({ hasText: 'NIGHTLY' }).click();
  const panel = page.getByLabel('Key details');
  await panel.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'I deleted it there…' }).click();
  const dialog = dialogOf(page);
  await dialog.getByRole('button', { name: 'Check that it is refused' }).click();
  await expect(dialog.getByText('The key still counts as alive')).toBeVisible();
  await shot('revoke');
  const keys = (await (await fetch(`${server.auxotUrl}/__sandbox/keys`)).json()) as {
    keys: { id: string }[];
  };
  await deleteThere({ id: keys.keys.at(-1)!.id, secret: '' });
  await dialog.getByRole('button', { name: 'Check that it is refused' }).click();
  await expect(dialog).toBeHidden();
  await expect(panel.getByText('Revoked').first()).toBeVisible();
  await panel.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Delete…' }).click();
  await dialog
    .getByRole('button', { name: /Delete/ })
    .last()
    .click();
  await expect(panel).toBeHidden();
  await page.getByLabel('Search keys').fill('');
});

test('nothing of it lies in the clear, and it is all there after a restart', async () => {
  await call(page, 'settings.update', { language: 'de' });
  await expect(
    page.getByRole('button', { name: 'Weitere Wege, einen Schlüssel hinzuzufügen' }),
  ).toBeVisible();
  await shot('german');
  expect(running.consoleErrors).toEqual([]);
  expect(plaintextIn(running.vaultFolder, [...secrets, 'CI Pipeline', server.auxotUrl])).toEqual([]);
  await running.close();
  running = await launchApp({ vaultFolder: path.join(temporary.path, 'vault'), colorScheme: 'dark' });
  page = await running.page();
  await call(page, 'vault.unlock', { password: MASTER_PASSWORD });
  const { keys } = await call(page, 'keys.list', undefined);
  const others = keys.filter(({ provider }) => !provider.abilities.lists);
  expect(others.map(({ status }) => status).sort()).toEqual(['active', 'active', 'revoked', 'revoked']);
  expect(others.filter(({ secretHeld }) => secretHeld)).toHaveLength(2);
  await call(page, 'keys.detail', { keyId: others.find(({ status }) => status === 'active')!.id });
  await shot('dark');
});

test('on another computer it sleeps until its address is confirmed, beside it and in main’s dialog', async () => {
  await call(page, 'settings.update', { language: 'en' });
  await running.close();
  running = await launchApp({
    vaultFolder: path.join(temporary.path, 'vault'),
    environment: { XDG_DATA_HOME: path.join(temporary.path, 'another computer') },
  });
  page = await running.page();
  await page.getByLabel('Master password').fill(MASTER_PASSWORD);
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  const sleeping = async (): Promise<readonly string[]> =>
    (await call(page, 'providers.list', undefined)).connections.flatMap(({ asleep, name }) =>
      asleep === true ? [name] : [],
    );
  await goTo(page, 'Settings');
  const [name] = await sleeping();
  const service = page.getByRole('group', { name: name!, exact: true });
  await expect(service.getByText('before you confirm the address')).toBeVisible();
  await shot('asleep');
  await answerDialogs(running, { yes: false });
  await service.getByRole('button', { name: 'Confirm address…' }).click();
  await expect.poll(async () => (await askedQuestions(running)).length).toBe(1);
  expect(await sleeping()).toContain(name);
  await answerDialogs(running);
  await service.getByRole('button', { name: 'Confirm address…' }).click();
  await expect(service.getByText('before you confirm the address')).toBeHidden();
  await expect(service.getByRole('button', { name: 'Confirm address…' })).toHaveCount(0);
  const [question] = await askedQuestions(running);
  expect(question?.detail).toContain(server.auxotUrl);
  expect(await sleeping()).toEqual([]);
});
