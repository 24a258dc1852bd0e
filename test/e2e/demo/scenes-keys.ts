/** Pictures of the keys, and of everything that is done with one or many of them. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { call } from '../support/bridge.ts';
import { choose, goTo } from '../support/main-job.ts';
import {
  closeDialog,
  dialogOf,
  moreAction,
  openNamed,
  resize,
  shoot,
  withoutToasts,
  type Scene,
} from './scene.ts';

export async function keyScreens(scene: Scene): Promise<void> {
  const { page } = scene;
  await openNamed(scene, 'ERP Sync');
  await page.getByRole('region', { name: 'Recent requests' }).waitFor();
  await shoot(scene, 'keys');
  await resize(scene, 900, 600);
  await shoot(scene, 'keys-small');
  await resize(scene, 1280, 800);
  await page.getByRole('button', { name: 'Close details' }).click();
  await shoot(scene, 'keys-list');
  await page.getByRole('searchbox', { name: 'Search keys' }).fill('status:expired role:warehouse');
  await shoot(scene, 'keys-no-match');
  await page.getByRole('searchbox', { name: 'Search keys' }).fill('');
}

export async function keyForms(scene: Scene): Promise<void> {
  const { page } = scene;
  await openNamed(scene, 'Picking robot');
  await page.getByRole('button', { name: 'Rotate…' }).click();
  await shoot(scene, 'rotate');
  await closeDialog(scene);
  await openNamed(scene, 'ERP Sync');
  await moreAction(scene, 'Revoke…');
  const revoke = dialogOf(scene, 'Revoke ERP Sync');
  await revoke.getByLabel(/^Type /).fill('ERP Syn');
  await revoke.getByRole('button', { name: 'Revoke ERP Sync' }).click();
  await revoke.getByLabel(/^Type /).blur();
  await shoot(scene, 'revoke');
  await closeDialog(scene);
  await page.getByRole('button', { name: 'New key' }).click();
  await dialogOf(scene, 'New key').getByLabel('Name').fill('Label printer');
  await choose(page, 'Role', 'Read-only reporting');
  await shoot(scene, 'create');
  await page.getByRole('button', { name: 'Create key' }).click();
  await dialogOf(scene, 'Label printer was created').waitFor();
  await shoot(scene, 'created');
  await page.getByRole('button', { name: 'Done' }).click();
}

/** From a rotated key to the places that hold the old one. */
export async function rotation(scene: Scene): Promise<void> {
  const { page, workFolder } = scene;
  const { keys } = await call(page, 'keys.list', undefined);
  const keyId = keys.find(({ name }) => name === 'Label printer')?.id ?? '';
  const { secret } = await call(page, 'keys.reveal-secret', { keyId });
  const file = path.join(workFolder, 'labels', '.env');
  writeFileSync(file, `# Label printer\nAUGNO_API_KEY=${secret}\nLOG=info\n`);
  await call(page, 'keys.edit', {
    keyId,
    places: [`${file}:2`, 'GitHub secret AUGNO_API_KEY of acme/labels'],
  });
  await call(page, 'keys.rotate', {
    keyId,
    overlapSeconds: 86_400,
    reason: { kind: 'policy', text: '' },
    confirmation: 'Label printer',
  });
  await openNamed(scene, 'Label printer');
  await page.getByRole('button', { name: 'Replace in files…' }).waitFor();
  await shoot(scene, 'rotation');
  await page.getByRole('button', { name: 'Replace in files…' }).click();
  await page.getByTestId('place').first().waitFor();
  await shoot(scene, 'replace');
  await page.getByRole('button', { name: 'Done' }).click();
  await withoutToasts(scene);
}

export async function manyKeys(scene: Scene): Promise<void> {
  const { page } = scene;
  await goTo(page, 'Keys');
  const close = page.getByRole('button', { name: 'Close details' });
  if (await close.isVisible()) await close.click();
  await page.getByRole('searchbox', { name: 'Search keys' }).fill('env:prod');
  const grid = page.getByRole('grid', { name: 'Keys' });
  await grid.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Space');
  for (let index = 0; index < 3; index += 1) await page.keyboard.press('Shift+ArrowDown');
  await shoot(scene, 'marked');
  await page.getByRole('toolbar', { name: 'Selected keys' }).getByRole('button', { name: 'Rotate…' }).click();
  await dialogOf(scene, /^Rotate \d keys$/).waitFor();
  await shoot(scene, 'bulk');
  await closeDialog(scene);
  await page.getByRole('button', { name: 'Clear the selection' }).click();
  await page.getByRole('searchbox', { name: 'Search keys' }).fill('');
}

export async function keysOverTime(scene: Scene): Promise<void> {
  const { page } = scene;
  await goTo(page, 'Keys');
  for (const [name, search] of [
    ['Production, expiring', 'status:expiring env:prod'],
    ['Warehouse', 'tag:warehouse'],
  ] as const) {
    await call(page, 'views.save', {
      name,
      tab: 'all',
      search,
      sort: { column: 'expires', descending: false },
    });
  }
  await page.getByRole('button', { name: 'Views and more' }).click();
  await page.getByRole('menuitem', { name: 'Saved views…' }).waitFor();
  await shoot(scene, 'menu');
  await page.getByRole('menuitem', { name: 'Saved views…' }).click();
  await page.getByTestId('saved-view').first().waitFor();
  await shoot(scene, 'views');
  await closeDialog(scene);
  const { keys } = await call(page, 'keys.list', undefined);
  for (const name of ['ERP Sync (old)', 'Contractor access']) {
    const key = keys.find((entry) => entry.name === name);
    if (key !== undefined) await call(page, 'keys.delete', { keyId: key.id });
  }
  await page.getByRole('button', { name: 'Views and more' }).click();
  await page.getByRole('menuitem', { name: 'Trash…' }).click();
  await dialogOf(scene, 'Trash').getByRole('listitem').first().waitFor();
  await shoot(scene, 'trash');
  await closeDialog(scene);
  await page.getByRole('button', { name: 'Views and more' }).click();
  await page.getByRole('menuitem', { name: 'Someone left…' }).click();
  await dialogOf(scene, 'Someone left').getByRole('checkbox').first().waitFor();
  await choose(page, 'Who', 'Ben Okafor');
  await shoot(scene, 'someone-left');
  await closeDialog(scene);
}

export async function passOn(scene: Scene): Promise<void> {
  await openNamed(scene, 'Picking robot');
  await moreAction(scene, 'Pass on…');
  await dialogOf(scene, 'Pass on Picking robot').getByLabel('Name of the secret').fill('AUGNO_API_KEY');
  await shoot(scene, 'pass-on');
  await closeDialog(scene);
}

export async function otherServices(scene: Scene): Promise<void> {
  const { page } = scene;
  await goTo(page, 'Keys');
  const add = async (heading: string): Promise<void> => {
    await page.getByRole('button', { name: 'More ways to add a key' }).click();
    await page.getByRole('menuitem').click();
    await page.getByRole('heading', { name: heading }).waitFor();
  };
  await add('Add a service');
  await shoot(scene, 'service');
  await closeDialog(scene);
  const { id } = await call(page, 'providers.add-connection', {
    provider: 'generic',
    name: 'Shipping labels',
    address: 'none',
    header: 'X-Api-Key',
    headerPrefix: null,
    mode: 'prod',
  });
  await add('Add a key of another service');
  await shoot(scene, 'service-key');
  await closeDialog(scene);
  await call(page, 'providers.remove-connection', { connectionId: id });
}
