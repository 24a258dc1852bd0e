/**
 * The whole main job, done through the screens of the real app as an admin would, and looked up afterwards where it
 * counts: in the server's own state, on disk, on the desktop. The end-to-end test and the demo both run it.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright';
import type { RunningApp } from './app.ts';
import { notificationHistory } from './desktop.ts';
import { makeRepository, plaintextIn } from './files.ts';
import { answerPassword } from './password.ts';
import type { SandboxServer } from './sandbox-server.ts';

export const MASTER_PASSWORD = 'marmalade cupboard twelve';

export interface Evidence {
  readonly step: string;
  readonly did: string;
  /** What was then seen, outside the app's own screens. */
  readonly seen: string;
}

export interface MainJobOptions {
  readonly running: RunningApp;
  readonly server: SandboxServer;
  /** For the repository that gets the leak. */
  readonly workFolder: string;
  /** Absolute path of a file to write; called after each step. */
  readonly screenshot?: (name: string) => Promise<void>;
  readonly onEvidence?: (evidence: Evidence) => void;
}

/** @throws Error that names what was expected and what was seen */
function check(holds: boolean, message: string): asserts holds {
  if (!holds) throw new Error(message);
}

async function until<Value>(what: string, look: () => Promise<Value | null> | Value | null): Promise<Value> {
  for (let tries = 0; tries < 100; tries += 1) {
    const value = await look();
    if (value !== null) return value;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Waited ten seconds in vain: ${what}.`);
}

export async function createVault(page: Page, name = 'Acme keys'): Promise<void> {
  await page.getByLabel('Vault name').fill(name);
  await page.getByLabel('Master password', { exact: true }).fill(MASTER_PASSWORD);
  await page.getByLabel('Master password, again').fill(MASTER_PASSWORD);
  await page.getByRole('button', { name: 'Create vault' }).click();
  await page.getByRole('heading', { name: 'Write down your recovery key' }).waitFor();
  const recoveryKey = await page.getByTestId('recovery-key').textContent();
  await page.getByRole('button', { name: 'Confirm recovery key' }).click();
  await answerPassword(page, (recoveryKey ?? '').toLowerCase());
  await page.getByRole('heading', { name: 'Connect an Augno account' }).waitFor();
}

export async function connectWithKey(
  page: Page,
  server: SandboxServer,
  mode: 'test' | 'prod',
): Promise<void> {
  const account = server.account(mode);
  await page.getByLabel('Admin key', { exact: true }).fill(account.adminKey);
  await page.getByLabel('Name').fill(account.name);
  await page.getByLabel('API address').fill(server.url);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await answerPassword(page, MASTER_PASSWORD);
}

export async function goTo(page: Page, screen: string): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: screen }).click();
  await page.getByRole('heading', { name: screen, level: 1 }).waitFor();
}

/** Opens a Base UI select by its label and takes the option. */
export async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option }).first().click();
}

/** What the user would paste: the clipboard, read by the desktop. */
export async function readClipboard(running: RunningApp): Promise<string> {
  return running.app.evaluate(({ clipboard }) => clipboard.readText());
}

/** The folder that the system's dialog would give. */
export async function answerFolderDialog(running: RunningApp, folder: string): Promise<void> {
  await running.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen], bookmarks: [] });
  }, folder);
}

async function createKey(
  page: Page,
  running: RunningApp,
  input: { readonly name: string; readonly role: string },
): Promise<string> {
  await page.getByRole('button', { name: 'New key' }).click();
  const dialog = page.getByRole('dialog', { name: 'New key' });
  await dialog.getByLabel('Name').fill(input.name);
  await choose(page, 'Role', input.role);
  await dialog.getByRole('button', { name: 'Create key' }).click();
  const created = page.getByRole('dialog', { name: `${input.name} was created` });
  await created.getByText('It is already in your vault').waitFor();
  await created.getByRole('button', { name: 'Copy secret' }).click();
  await created.getByRole('timer').filter({ hasText: 'Clears in' }).waitFor();
  return readClipboard(running);
}

export async function runMainJob(options: MainJobOptions): Promise<readonly Evidence[]> {
  const { running, server, workFolder } = options;
  const account = server.account('prod');
  const evidence: Evidence[] = [];
  const record = (step: string, did: string, seen: string): void => {
    const entry = { step, did, seen };
    evidence.push(entry);
    options.onEvidence?.(entry);
  };
  const shot = async (name: string): Promise<void> => {
    await options.screenshot?.(name);
  };
  const page = await running.page();
  const keyName = 'Picking robot';

  await page.getByRole('heading', { name: 'Make your vault' }).waitFor();
  await shot('first-run');
  await createVault(page);
  await shot('connect');
  record(
    'vault',
    'Made a vault with a master password and confirmed its recovery key.',
    'The connect step appeared.',
  );

  const keysBefore = await server.keys(account);
  await connectWithKey(page, server, 'prod');
  await page.getByRole('heading', { name: 'Look for leaked keys' }).waitFor();
  await page.getByRole('button', { name: 'Skip for now' }).click();
  await goTo(page, 'Keys');
  await page.getByTestId('key-row').first().waitFor();
  await shot('keys');
  record(
    'connect',
    `Connected ${account.name} with its admin key.`,
    `The server has ${keysBefore.length} keys; the list shows them.`,
  );

  const notice = await until('the desktop notification for the key that expires in three days', () => {
    const found = notificationHistory().find(({ summary }) => summary === 'Webshop expires in 3 days');
    return found ?? null;
  });
  check(!/aug_sk_prod_[A-Za-z0-9]{22}_/.test(notice.body), 'The notification holds a whole key.');
  record('notification', 'Waited for the desktop.', `The notification daemon showed “${notice.summary}”.`);

  const secret = await createKey(page, running, { name: keyName, role: 'Order integration' });
  await shot('created');
  const created = (await server.keys(account)).find(({ name }) => name === keyName);
  check(created !== undefined, 'The server does not know the created key.');
  check(
    created.redacted_value.endsWith(secret.slice(-4)),
    'The copied secret is not that of the created key.',
  );
  check((await server.tryKey(secret)) !== 401, 'The server refuses the new key.');
  const written = plaintextIn(running.vaultFolder, [secret, keyName, account.name, MASTER_PASSWORD]);
  check(written.length === 0, `Plaintext in the vault folder: ${written.join(', ')}.`);
  await page.getByRole('button', { name: 'Done' }).click();
  record(
    'create',
    `Created ${keyName} and copied its secret.`,
    'The server has the key and accepts it; no file of the vault holds it in clear.',
  );

  const repository = path.join(workFolder, 'erp-connector');
  makeRepository(repository, [
    { 'README.md': '# ERP connector\n' },
    { 'config/dev.env': `# local settings\nLOG=debug\nAUGNO_API_KEY=${secret}\n` },
    { 'config/dev.env': '# local settings\nLOG=debug\nAUGNO_API_KEY=\n' },
  ]);
  mkdirSync(path.join(repository, 'notes'), { recursive: true });
  writeFileSync(path.join(repository, 'notes', 'handover.txt'), `use this: ${secret}\n`);
  await answerFolderDialog(running, repository);
  await goTo(page, 'Findings');
  await page.getByRole('button', { name: 'Choose folder and scan' }).click();
  const group = page.getByTestId('finding-group').filter({ hasText: keyName });
  await group.getByText('config/dev.env').first().waitFor();
  await group.getByText('notes/handover.txt').first().waitFor();
  await group.getByText('Ann Example').first().waitFor();
  await shot('findings');
  record(
    'scan',
    'Scanned a repository with its history.',
    'Both places were found, the one in history with its author, and matched to the key.',
  );

  await group.getByRole('button', { name: 'Rotate now' }).click();
  const dialog = page.getByRole('dialog', { name: `Rotate ${keyName}` });
  await dialog.getByText('At once').click();
  await dialog.getByLabel(/^Type /).fill(keyName);
  await shot('rotate');
  await dialog.getByRole('button', { name: `Rotate ${keyName}` }).click();
  const rotated = page.getByRole('dialog', { name: `${keyName} has a new key` });
  await rotated.getByRole('button', { name: 'Copy secret' }).click();
  await rotated.getByRole('timer').filter({ hasText: 'Clears in' }).waitFor();
  const newSecret = await readClipboard(running);
  check(newSecret !== secret && newSecret.startsWith('aug_sk_prod_'), 'The rotation gave no new secret.');
  check((await server.tryKey(secret)) === 401, 'The server still accepts the old key.');
  check((await server.tryKey(newSecret)) !== 401, 'The server refuses the new key.');
  const versions = (await server.keys(account)).filter(({ name }) => name === keyName);
  check(versions.length === 2, `The server has ${versions.length} keys of that name instead of two.`);
  check(
    versions.filter(({ revoked_at: at }) => at === null).length === 1,
    'Not exactly one of them is alive.',
  );
  await rotated.getByRole('button', { name: 'Go to the checklist' }).click();
  await page.getByText('was seen refused').first().waitFor();
  await shot('rotated');
  record(
    'rotate',
    `Rotated ${keyName} at once.`,
    'The server refuses the old secret and accepts the new one.',
  );

  const afterwards = plaintextIn(running.vaultFolder, [secret, newSecret, keyName, account.name]);
  check(afterwards.length === 0, `Plaintext in the vault folder: ${afterwards.join(', ')}.`);
  execFileSync('git', ['-C', repository, 'fsck', '--strict'], { stdio: 'ignore' });
  record(
    'on disk',
    'Looked through every file of the vault folder.',
    'No name and no secret stands there in clear.',
  );
  return evidence;
}
