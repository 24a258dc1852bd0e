/** Pictures of what goes wrong: nothing there yet, no answer from Augno, a refusal, many keys of which one failed. */
import path from 'node:path';
import { launchApp, makeTemporaryFolder } from '../support/app.ts';
import { lock, startFlowWorld, unlock } from '../support/flow.ts';
import { call } from '../support/bridge.ts';
import { createVault, goTo } from '../support/main-job.ts';
import { closeDialog, dialogOf, openNamed, resize, shoot, type Scene } from './scene.ts';

export async function trouble(): Promise<void> {
  const world = await startFlowWorld('prod', 'floor');
  const scene: Scene = {
    running: world.running,
    get page() {
      return world.page;
    },
    set page(page) {
      world.page = page;
    },
    workFolder: world.folder,
  };
  try {
    await world.server.control('POST', 'limits', { requestsPerSecond: null });
    await world.page
      .getByRole('navigation', { name: 'Main' })
      .waitFor()
      .catch(() => undefined);
    await lock(world);
    await unlock(world);
    await resize(scene, 1280, 800);
    const ids = [
      await world.createKey('Loom 1'),
      await world.createKey('Loom 2'),
      await world.createKey('Loom 3'),
    ];
    const { page } = world;
    await goTo(page, 'Keys');
    await openNamed(scene, 'ERP Sync');
    await page.getByRole('button', { name: 'Rotate…' }).click();
    await world.server.control('POST', 'faults', { method: 'POST', path: '/v1/auth/api-keys', status: 503 });
    const rotate = dialogOf(scene, 'Rotate ERP Sync');
    await rotate.getByLabel(/^Type /).fill('ERP Sync');
    await rotate.getByRole('button', { name: 'Rotate ERP Sync' }).click();
    await rotate.getByRole('alert').waitFor({ timeout: 60_000 });
    await shoot(scene, 'api-error');
    await closeDialog(scene);
    await world.server.control('DELETE', 'faults');

    await page.getByRole('button', { name: 'New key' }).click();
    const create = dialogOf(scene, 'New key');
    await create.getByRole('button', { name: 'Create key' }).click();
    await shoot(scene, 'bad-input');
    await closeDialog(scene);

    await world.server.control('POST', 'faults', { method: 'DELETE', path: ids[1]!, status: 403, times: 1 });
    await page.getByRole('button', { name: 'Close details' }).click();
    await page.getByRole('searchbox', { name: 'Search keys' }).fill('Loom');
    await page.getByRole('grid', { name: 'Keys' }).focus();
    await page.keyboard.press('Control+a');
    await page
      .getByRole('toolbar', { name: 'Selected keys' })
      .getByRole('button', { name: 'Revoke…' })
      .click();
    const form = dialogOf(scene, 'Revoke 3 keys');
    await form.getByLabel(/the number of production keys/).fill('3');
    await form.getByRole('button', { name: 'Revoke 3 keys' }).click();
    await page.getByText('2 done, 1 failed, 0 to do').first().waitFor();
    await shoot(scene, 'bulk-result');
    await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click();

    await world.server.stop();
    await call(page, 'connections.sync', { connectionId: null }).catch(() => undefined);
    await page.getByRole('searchbox', { name: 'Search keys' }).fill('');
    await openNamed(scene, 'Loom 2');
    await page.getByRole('main').click({ position: { x: 300, y: 600 } });
    await shoot(scene, 'offline');
  } finally {
    await world.close();
  }
}

/** Of a vault in which nothing is yet. */
export async function nothingYet(): Promise<void> {
  const temporary = makeTemporaryFolder();
  const running = await launchApp({ vaultFolder: path.join(temporary.path, 'vault') });
  try {
    const scene: Scene = { running, page: await running.page(), workFolder: temporary.path };
    await resize(scene, 1280, 800);
    const { page } = scene;
    await createVault(page, 'Acme keys');
    for (let step = 0; step < 2; step += 1) await page.getByRole('button', { name: 'Skip for now' }).click();
    await goTo(page, 'Keys');
    await shoot(scene, 'keys-empty');
    await goTo(page, 'Overview');
    await shoot(scene, 'overview-empty');
  } finally {
    await running.close();
    temporary.remove();
  }
}
