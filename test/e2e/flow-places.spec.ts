/** From a rotated key to the files and programs that need it, and what happens when something comes in between. */
import { expect, test, type Locator } from '@playwright/test';
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  generateKeyPair,
  openText,
  publicTextOf,
  readPublicText,
  sealText,
} from '../../electron/sharing/index.ts';
import { closeStarted } from './support/app.ts';
import { call } from './support/bridge.ts';
import { answerDialogs, askedQuestions } from './support/dialogs.ts';
import { plaintextIn } from './support/files.ts';
import { openKey, startFlowWorld, type FlowWorld } from './support/flow.ts';
import { choose, goTo } from './support/main-job.ts';

let world: FlowWorld;
test.beforeAll(async () => {
  world = await startFlowWorld();
});
test.afterAll(async () => {
  await closeStarted(world);
});

async function rotatedIn(name: string): Promise<{
  file: string;
  before: string;
  oldSecret: string;
  newSecret: string;
  newKeyId: string;
}> {
  const keyId = await world.createKey(name);
  const { secret: oldSecret } = await call(world.page, 'keys.reveal-secret', { keyId });
  const file = path.join(world.folder, `${name}.env`);
  const before = `# ${name}\nAUGNO_API_KEY=${oldSecret}\nDATABASE_PASSWORD=hunter2\n`;
  writeFileSync(file, before, { mode: 0o640 });
  await call(world.page, 'keys.edit', { keyId, places: [`${file}:2`, 'GitHub secret of acme/shop'] });
  const { keyId: newKeyId } = await call(world.page, 'keys.rotate', {
    keyId,
    overlapSeconds: 0,
    reason: { kind: 'policy', text: '' },
    confirmation: null,
  });
  const { secret: newSecret } = await call(world.page, 'keys.reveal-secret', { keyId: newKeyId });
  return { file, before, oldSecret, newSecret, newKeyId };
}

async function openReplacing(keyId: string) {
  await openKey(world, keyId);
  await world.page.getByRole('button', { name: 'Replace in files…' }).click();
  return world.page.getByRole('dialog', { name: /^Put the new key of/ });
}

/** A file that only a note knows of is asked about once, in a dialog of main's. */
async function confirmPlace(place: Locator, file: string): Promise<void> {
  await answerDialogs(world.running, { yes: false });
  await askedQuestions(world.running);
  await place.getByRole('button', { name: 'Look at it…' }).click();
  await place.getByText('This file was not confirmed.').waitFor();
  await answerDialogs(world.running);
  await place.getByRole('button', { name: 'Look at it…' }).click();
  await place.getByRole('button', { name: `Replace in ${file}` }).waitFor();
  const asked = await askedQuestions(world.running);
  expect(asked).toHaveLength(2);
  for (const { detail } of asked) expect(detail).toContain(file);
}

test('the new key goes into the file, is ticked off, and back out again', async () => {
  const { file, before, oldSecret, newSecret, newKeyId } = await rotatedIn('shop');
  const dialog = await openReplacing(newKeyId);
  const place = dialog.getByTestId('place');
  await confirmPlace(place, file);
  await expect(place).toContainText(`− AUGNO_API_KEY=aug_sk_test_****${oldSecret.slice(-4)}`);
  await expect(place).toContainText(`+ AUGNO_API_KEY=aug_sk_test_****${newSecret.slice(-4)}`);
  await expect(dialog).toContainText('GitHub secret of acme/shop');
  expect(await world.page.content()).not.toContain('hunter2');
  expect(readFileSync(file, 'utf8')).toBe(before);

  await place.getByRole('button', { name: `Replace in ${file}` }).press('Enter');
  await place.getByText('Replaced on one line').waitFor();
  expect(readFileSync(file, 'utf8')).toBe(before.replace(oldSecret, newSecret));
  expect(statSync(file).mode & 0o777).toBe(0o640);
  expect(readdirSync(world.folder).filter((name) => name.includes('augno-vault-new'))).toEqual([]);
  expect(plaintextIn(world.running.vaultFolder, [oldSecret, newSecret, 'hunter2'])).toEqual([]);

  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(world.page.getByRole('checkbox', { name: `${file}:2` })).toBeChecked();

  // It can be taken back after a lock, since what the file was is sealed in the vault.
  await world.relock();
  const again = await openReplacing(newKeyId);
  await again.getByRole('button', { name: `Undo in ${file}` }).click();
  await again.getByRole('button', { name: `Replace in ${file}` }).waitFor();
  expect(readFileSync(file, 'utf8')).toBe(before);
  await again.getByRole('button', { name: 'Done' }).click();
  await expect(world.page.getByRole('checkbox', { name: `${file}:2` })).not.toBeChecked();
});

test('nothing is written where the file changed, is read-only, or the vault was locked meanwhile', async () => {
  const { file, before, oldSecret, newSecret, newKeyId } = await rotatedIn('erp');
  let dialog = await openReplacing(newKeyId);
  // Only a line that was shown can be out of date.
  await confirmPlace(dialog.getByTestId('place'), file);
  writeFileSync(file, `${before}LATER=1\n`);
  await dialog.getByRole('button', { name: `Replace in ${file}` }).click();
  await dialog.getByText('has changed since its lines were shown').waitFor();
  expect(readFileSync(file, 'utf8')).toBe(`${before}LATER=1\n`);

  chmodSync(file, 0o440);
  await dialog.getByRole('button', { name: 'Look again' }).click();
  await dialog.getByText('is read-only').waitFor();
  chmodSync(file, 0o640);
  await dialog.getByRole('button', { name: 'Look again' }).click();
  await dialog.getByRole('button', { name: `Replace in ${file}` }).waitFor();

  await world.relock();
  expect(readFileSync(file, 'utf8')).toContain(oldSecret);
  dialog = await openReplacing(newKeyId);
  await dialog.getByRole('button', { name: `Replace in ${file}` }).click();
  await dialog.getByText('Replaced on one line').waitFor();
  expect(readFileSync(file, 'utf8')).toBe(`${before.replace(oldSecret, newSecret)}LATER=1\n`);
  await dialog.getByRole('button', { name: 'Done' }).click();
});

test('a secret goes to a program, after a question that no page can answer, and to a file', async () => {
  const keyId = await world.createKey('pipeline');
  const { secret } = await call(world.page, 'keys.reveal-secret', { keyId });
  const script = path.join(world.folder, 'take.cjs');
  const taken = path.join(world.folder, 'taken');
  writeFileSync(
    script,
    `let d='';process.stdin.on('data',c=>d+=c).on('end',()=>{require('fs').writeFileSync(process.argv[2],d);console.log('got',d)})`,
  );
  await openKey(world, keyId);
  await world.page.getByRole('button', { name: 'More actions' }).click();
  await world.page.getByRole('menuitem', { name: 'Pass on…' }).click();
  const dialog = world.page.getByRole('dialog', { name: 'Pass on pipeline' });
  await dialog.getByRole('button', { name: 'Run…' }).click();
  await dialog.getByText('This is needed.').waitFor();
  await choose(world.page, 'Program', 'Another program…');
  await dialog.getByLabel('Program and arguments').fill(`node x | tee y`);
  await dialog.getByRole('button', { name: 'Run…' }).click();
  await dialog.getByText('need a shell').waitFor();
  await dialog.getByLabel('Program and arguments').fill(`"${process.execPath}" "${script}" "${taken}"`);

  await answerDialogs(world.running, { yes: false });
  await dialog.getByRole('button', { name: 'Run…' }).click();
  await dialog.getByText('Nothing was run.').waitFor();
  expect(readdirSync(world.folder)).not.toContain('taken');

  await answerDialogs(world.running);
  await askedQuestions(world.running);
  await dialog.getByRole('button', { name: 'Run…' }).click();
  await dialog.getByText('The program took the secret').waitFor();
  expect(readFileSync(taken, 'utf8')).toBe(secret);
  await expect(dialog.getByLabel('What the program said')).toContainText(
    `got aug_sk_test_****${secret.slice(-4)}`,
  );
  const [question] = await askedQuestions(world.running);
  expect(question?.message).toContain('pipeline');
  expect(question?.detail).toContain(script);
  expect(question?.detail).not.toContain(secret.slice(20, 60));

  await dialog.getByRole('tab', { name: 'To a file' }).click();
  const file = path.join(world.folder, 'fresh.env');
  await answerDialogs(world.running, { path: file });
  await dialog.getByRole('button', { name: /^File/ }).click();
  await dialog.getByRole('button', { name: 'Show the change' }).click();
  await dialog.getByRole('button', { name: 'Write it' }).click();
  await dialog.getByText(`Written to ${file}`).waitFor();
  expect(readFileSync(file, 'utf8')).toBe(`AUGNO_API_KEY=${secret}\n`);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  await dialog.getByRole('button', { name: 'Undo' }).click();
  await dialog.getByRole('button', { name: 'Show the change' }).waitFor();
  expect(readdirSync(world.folder)).not.toContain('fresh.env');
  const { entries } = await call(world.page, 'audit.list', { limit: 20, before: null, subjectId: keyId });
  expect(entries.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['secret-passed-on', 'secret-injected', 'place-updated', 'place-restored']),
  );
  await dialog.getByRole('button', { name: 'Close' }).last().click();
});

test('a secret is sealed for a second admin, and one from them is opened', async () => {
  const keyId = await world.createKey('handover');
  const { secret } = await call(world.page, 'keys.reveal-secret', { keyId });
  const ben = generateKeyPair();
  await openKey(world, keyId);
  await world.page.getByRole('button', { name: 'More actions' }).click();
  await world.page.getByRole('menuitem', { name: 'Pass on…' }).click();
  const dialog = world.page.getByRole('dialog', { name: 'Pass on handover' });
  await dialog.getByRole('tab', { name: 'To a program' }).press('ArrowLeft');
  await dialog.getByLabel('Admin’s name').fill('Ben');
  await dialog.getByLabel('Their public key').fill('augno-vault-admin-1-nonsense');
  await dialog.getByRole('button', { name: 'Add admin' }).click();
  await dialog.getByText('This is not the public key').waitFor();
  await dialog.getByLabel('Their public key').fill(publicTextOf(ben.publicKey));
  await dialog.getByRole('button', { name: 'Add admin' }).click();
  await dialog.getByText('Nobody compared the fingerprint yet').waitFor();
  await dialog.getByRole('button', { name: 'Seal for Ben' }).click();
  const text = await dialog.getByLabel('Sealed for Ben').inputValue();
  expect(openText(text, ben).content).toMatchObject({ name: 'handover', secret });
  await dialog.getByRole('button', { name: 'Close' }).last().click();

  // The other way: Ben seals a key of this account whose secret was not held here.
  const { publicText } = await call(world.page, 'sharing.identity', undefined);
  const { keys } = await call(world.page, 'keys.list', undefined);
  const stranger = keys.find((key) => !key.secretHeld && key.status === 'active');
  if (stranger === undefined) throw new Error('The demo has no key whose secret is elsewhere.');
  await goTo(world.page, 'Settings');
  await expect(world.page.getByText(publicText)).toBeVisible();
  await world.page.getByRole('button', { name: 'Open…' }).click();
  const open = world.page.getByRole('dialog', { name: 'Open a sealed secret' });
  await open.getByLabel('Sealed text').fill('hello');
  await open.getByRole('button', { name: 'Open and store' }).click();
  await open.getByText('This is not a whole sealed secret.').waitFor();
  await open
    .getByLabel('Sealed text')
    .fill(
      sealText(
        { ...openText(text, ben).content, note: 'for the night shift' },
        ben,
        readPublicText(publicText),
      ),
    );
  await open.getByRole('button', { name: 'Open and store' }).click();
  const opened = world.page.getByRole('dialog', { name: 'The secret of handover is in your vault' });
  await expect(opened).toContainText('Sealed by Ben');
  await expect(opened).toContainText('for the night shift');
  await opened.getByRole('button', { name: 'Done' }).click();
  expect(world.running.consoleErrors).toEqual([]);
});
