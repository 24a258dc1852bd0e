/** The alarm over real repositories: no file that Git keeps gets a secret, and the end is measured, never ticked. */
import { expect, test } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { closeStarted } from './support/app.ts';
import { call } from './support/bridge.ts';
import { scanFolder } from './support/dialogs.ts';
import { finishedScan } from './support/finished-scan.ts';
import { startFlowWorld, type FlowWorld } from './support/flow.ts';
import { goTo } from './support/main-job.ts';
import { lookAt } from './support/shots.ts';
import { followPlace } from './support/steady-place.ts';

let world: FlowWorld;
test.beforeAll(async () => {
  world = await startFlowWorld('test');
});
test.afterAll(async () => {
  await closeStarted(world);
});

const IDENTITY = ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.com', '-c', 'commit.gpgsign=false'];
function git(folder: string, ...args: readonly string[]): string {
  return execFileSync('git', [...IDENTITY, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
  });
}

async function leakedIn(name: string, file: string, text: (secret: string) => string) {
  const keyId = await world.createKey(name);
  const { secret } = await call(world.page, 'keys.reveal-secret', { keyId });
  const folder = path.join(world.folder, `repository of ${file.replaceAll('/', '-')}`);
  mkdirSync(folder);
  git(folder, 'init', '-q');
  writeFileSync(path.join(folder, 'README.md'), 'Nothing here.\n');
  writeFileSync(path.join(folder, file), text(secret));
  return { keyId, secret, folder, file: path.join(folder, file) };
}

async function respond(name: string, folder: string): Promise<void> {
  await goTo(world.page, 'Findings');
  await scanFolder(world.running, world.page, folder);
  const group = world.page.getByTestId('finding-group').filter({ hasText: name });
  await group.getByRole('button', { name: 'Leak response…' }).click();
  await world.page.getByRole('heading', { name: `Leak response: ${name}` }).waitFor();
  await world.page.getByRole('button', { name: `Rotate ${name} now` }).click();
  await world.page.getByTestId('place').waitFor();
}

async function guideOf(keyId: string) {
  const { guides } = await call(world.page, 'guides.list', undefined);
  const guide = guides.find((one) => one.keyId === keyId);
  if (guide?.newKeyId === undefined || guide.newKeyId === null)
    throw new Error('The guide has no new key yet.');
  return { ...guide, newKeyId: guide.newKeyId };
}

async function idOf(keyId: string): Promise<string> {
  const { guides } = await call(world.page, 'guides.list', undefined);
  return guides.find((one) => one.keyId === keyId)?.id ?? '';
}

const openStep = (title: string) =>
  world.page.getByRole('button', { name: new RegExp(`\\d\\. ${title}`) }).click();

test('a key in a tracked file is moved out of the code, and the end tells the truth', async () => {
  const { keyId, secret, folder, file } = await leakedIn(
    'Picking robot',
    'sync.js',
    (key) => `const key = '${key}';\n`,
  );
  git(folder, 'add', '.');
  git(folder, 'commit', '-qm', 'Sync orders');
  const before = readFileSync(file, 'utf8');
  await respond('Picking robot', folder);
  const { page } = world;

  // The file itself is offered no value at all.
  const place = page.getByTestId('place');
  await place.getByText('Git tracks this file.').waitFor();
  await expect(place.getByRole('button', { name: /^Replace in/ })).toHaveCount(0);
  const variable = await place.getByLabel('Name of the variable').inputValue();
  await expect(place).toContainText(`+ const key = process.env.${variable};`);

  // Nothing is written before the line stands.
  const env = path.join(folder, '.env');
  await expect(place.getByRole('button', { name: 'Show the change' })).toHaveCount(0);
  await place.getByRole('button', { name: 'Add the line to .gitignore' }).click();
  await place.getByText('Git ignores .env.').waitFor();
  expect(readFileSync(path.join(folder, '.gitignore'), 'utf8')).toBe('/.env\n');
  expect(existsSync(env)).toBe(false);
  await place.getByRole('button', { name: 'Show the change' }).click();
  await place.getByRole('button', { name: 'Write it to .env' }).click();
  await place.getByText(`${variable} stands in`).waitFor();
  const { id: guideId, newKeyId } = await guideOf(keyId);
  const { secret: newSecret } = await call(page, 'keys.reveal-secret', { keyId: newKeyId });
  expect(readFileSync(env, 'utf8')).toBe(`${variable}=${newSecret}\n`);
  expect(statSync(env).mode & 0o777).toBe(0o600);
  expect(readFileSync(file, 'utf8')).toBe(before);
  git(folder, 'add', '.');
  expect(git(folder, 'diff', '--cached')).not.toContain(newSecret.slice(12, 60));

  // Not over, and nobody can say so, neither by the page nor past it.
  await openStep('Prove that it is gone');
  await page.getByRole('button', { name: 'Scan again' }).click();
  await page.getByText('The old key still stands in').waitFor();
  await expect(page.getByRole('checkbox', { name: 'This step is done' })).toHaveCount(0);
  await openStep('Write down what happened');
  await expect(page.getByRole('button', { name: 'Note it and finish' })).toBeDisabled();
  await expect(
    call(page, 'guides.end', { guideId, outcome: 'finished', note: 'All is well.' }),
  ).rejects.toThrow(/conflict/);

  writeFileSync(file, before.replace(`'${secret}'`, `process.env.${variable}`));
  git(folder, 'add', '.');
  git(folder, 'commit', '-qm', 'Read the key from the environment');
  await openStep('Prove that it is gone');
  await expect(page.getByRole('button', { name: 'Scan again' })).toBeEnabled();
  const proven = finishedScan(page);
  await page.getByRole('button', { name: 'Scan again' }).click();
  await page.getByText('The old key is in the history of').waitFor();
  await page.getByText('It is refused, so nothing more has to be done about this.').waitFor();
  await openStep('Write down what happened');
  await page.getByLabel('What happened, and what was done').fill('It was in the code.');
  const finish = page.getByRole('button', { name: 'Note it and finish' });
  // The report comes later than the proof, and a scan that is over brings both anew: neither moves what is pressed.
  const placesOf = await followPlace(finish);
  await page
    .getByRole('list', { name: 'Report' })
    .getByText(/^Everything scanned again/)
    .waitFor();
  await expect(finish).toBeEnabled();
  expect(await placesOf()).toHaveLength(1);
  await finish.click();
  await page.getByText('The leak is dealt with.').waitFor();

  // The new key where the vault put it is no leak; in a tracked file it is, and the end is none any more.
  const { keys } = await call(page, 'keys.list', undefined);
  expect(keys.find(({ id }) => id === newKeyId)?.leakCount).toBe(0);
  writeFileSync(path.join(folder, 'README.md'), `Use ${newSecret}\n`);
  await proven;
  const last = finishedScan(page);
  await call(page, 'scan.start', { what: { kind: 'again', keyId }, history: true });
  await page.getByText('This is not over.').waitFor();
  await page.getByText('The new key stands where nobody put it:').waitFor();
  await expect(page.getByText('The leak is dealt with.')).toHaveCount(0);
  await last;
});

test('a file that Git would add gets its line first and the new key only then', async () => {
  const { secret, folder, file } = await leakedIn(
    'Label printer',
    'dev.env',
    (key) => `AUGNO_API_KEY=${key}\n`,
  );
  git(folder, 'add', 'README.md');
  git(folder, 'commit', '-qm', 'Begin');
  await respond('Label printer', folder);
  const place = world.page.getByTestId('place');
  await place.getByText('Git does not ignore this file yet.').waitFor();
  await expect(place.getByRole('button', { name: /^Replace in/ })).toHaveCount(0);
  expect(readFileSync(file, 'utf8')).toBe(`AUGNO_API_KEY=${secret}\n`);
  await place.getByRole('button', { name: 'Add the line to .gitignore' }).click();
  await place.getByRole('button', { name: `Replace in ${file}` }).click();
  await place.getByText('Replaced on one line').waitFor();
  expect(readFileSync(path.join(folder, '.gitignore'), 'utf8')).toBe('/dev.env\n');
  expect(readFileSync(file, 'utf8')).not.toContain(secret);
  await openStep('Prove that it is gone');
  await world.page.getByRole('button', { name: 'Scan again' }).click();
  await world.page.getByText('Neither the old nor the new key was found where it must not be.').waitFor();
});

test('a key that is in the history alone is refused, and that is all there is to do', async () => {
  const { page } = world;
  const { keyId, secret, folder, file } = await leakedIn(
    'Pallet scale',
    'scale.js',
    (key) => `connect('${key}');\n`,
  );
  git(folder, 'add', '.');
  git(folder, 'commit', '-qm', 'Weigh pallets');
  writeFileSync(file, 'connect(process.env.SCALE_KEY);\n');
  git(folder, 'commit', '-qam', 'Take the key out');
  expect(git(folder, 'log', '-p')).toContain(secret);
  await call(page, 'keys.test', { keyId });
  await goTo(page, 'Findings');
  await scanFolder(world.running, page, folder, true);
  const group = page.getByTestId('finding-group').filter({ hasText: 'Pallet scale' });
  // A living one and a dead one look different at first sight, and that it works is no good news.
  await expect(group).toHaveClass(/living/);
  await expect(group.getByText('Still works', { exact: true })).toBeVisible();
  await expect(group.getByText('Active', { exact: true })).toHaveCount(0);
  await group.getByRole('button', { name: 'Leak response…' }).click();

  // All of it in one column, before anything is done; and looking has begun nothing.
  const facts = page.getByLabel('What is known');
  await expect(facts).toContainText('scale.js (in the history)');
  await expect(facts).toContainText(/Commit [0-9a-f]{10} by Ann/);
  await expect(facts).toContainText('It still works.');
  await expect(facts).toContainText('127.0.0.1');
  await page.getByText('It begins with your first step').waitFor();
  await lookAt(world, 'leak-facts');

  await page.getByRole('button', { name: 'Rotate Pallet scale now' }).click();
  await expect(facts).toContainText('The API refused the old key');
  await openStep('Prove that it is gone');
  await page.getByRole('button', { name: 'Scan again' }).click();
  await page.getByText('The old key is in the history of').waitFor();
  await page.getByText('It is refused, so nothing more has to be done about this.').waitFor();
  // For whoever must all the same, with what a rewriting does not reach.
  await page.getByText('If the history must be rewritten all the same').first().click();
  await expect(page.getByText('Code hosts keep showing old commits').first()).toBeVisible();
  await expect(page.getByText('The old key still stands in')).toHaveCount(0);
  await openStep('Write down what happened');
  const report = page.getByRole('region', { name: 'Report' });
  await expect(report).toContainText('a sandbox key of');
  await expect(report).toContainText(/scale\.js, in the history; commit [0-9a-f]{10} by Ann/);
  await expect(report).toContainText(
    /127\.0\.0\.1, AugnoVault[^:]*: one request|127\.0\.0\.1, AugnoVault[^:]*: \d+ requests/,
  );
  await page.getByLabel('What happened, and what was done').fill('It was in `scale.js`.');
  await lookAt(world, 'leak-report');
  await world.running.app.evaluate(
    ({ dialog }, chosen) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen });
    },
    path.join(world.folder, 'early.pdf'),
  );
  await page.getByRole('button', { name: 'Save the report' }).click();
  await page.getByRole('menuitem', { name: 'PDF…' }).click();
  // A file that a system's dialog wrote: that it is there is said.
  await expect(page.getByText('The report is saved. No secret is in it.').first()).toBeVisible();
  await page.getByRole('button', { name: 'Note it and finish' }).click();
  await page.getByText('The leak is dealt with.').waitFor();
  expect(git(folder, 'status', '--porcelain')).toBe('');

  // Kept in the log by ids and values, and from there into a file: the same, in the interface's language.
  const { entries } = await call(page, 'audit.list', { limit: 20, before: null, subjectId: keyId });
  const ids = entries.find(({ action }) => action === 'runbook-finished')?.said?.map(({ id }) => id);
  expect(ids).toEqual(
    expect.arrayContaining(['keys.guide-ended', 'leak-report.with-commit', 'leak-report.caller']),
  );
  const save = async (format: 'md' | 'pdf'): Promise<Buffer> => {
    const target = path.join(world.folder, `report.${format}`);
    await world.running.app.evaluate(({ dialog }, chosen) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen });
    }, target);
    expect(await call(page, 'guides.save-report', { guideId: await idOf(keyId), format })).toEqual({
      path: target,
    });
    return readFileSync(target);
  };
  const markdown = (await save('md')).toString('utf8');
  expect(markdown).toMatch(/^# Report of a leak: Pallet scale\n\n## What leaked\n/);
  expect(markdown).toContain('> It was in \\`scale.js\\`.');
  expect(markdown).not.toContain(secret.slice(12, 60));
  await call(page, 'settings.update', { language: 'de' });
  expect((await save('md')).toString('utf8')).toContain('# Bericht über ein Leck: Pallet scale');
  await call(page, 'settings.update', { language: 'en' });
  expect((await save('pdf')).subarray(0, 5).toString('latin1')).toBe('%PDF-');
  await goTo(page, 'Findings');
  await expect(group).toHaveClass(/dead/);
});
