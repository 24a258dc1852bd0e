/** Pictures of what leads through something: leak response, narrowing, drill, access review, help. */
import { call } from '../support/bridge.ts';
import { goTo } from '../support/main-job.ts';
import {
  closeDialog,
  dialogOf,
  fromPalette,
  moreAction,
  openNamed,
  shoot,
  windowPicture,
  type Scene,
} from './scene.ts';

const endGuide = async ({ page }: Scene): Promise<void> => {
  await page.getByRole('button', { name: 'End without finishing' }).click();
  await page.getByText('Ended without finishing').waitFor();
};

export async function guides(scene: Scene): Promise<void> {
  const { page } = scene;
  await openNamed(scene, 'Picking robot');
  await moreAction(scene, 'Leak response…');
  await page.getByRole('heading', { name: 'Leak response: Picking robot' }).waitFor();
  await shoot(scene, 'leak');
  const open = (await call(page, 'guides.list', undefined)).guides.find(({ begun }) => !begun);
  await call(page, 'guides.begin', { guideId: open?.id ?? '' });
  await page.getByRole('button', { name: 'Edit steps…' }).click();
  await page.getByRole('button', { name: 'Add a step' }).waitFor();
  await shoot(scene, 'runbook');
  await closeDialog(scene);

  await openNamed(scene, 'ERP Sync');
  await moreAction(scene, 'Narrow the role…');
  await page.getByRole('table', { name: 'Routes the key called' }).waitFor();
  await shoot(scene, 'narrow');
  await page.getByRole('checkbox', { name: 'This step is done' }).click();
  await page.getByText('Permissions (9 chosen)').waitFor();
  await shoot(scene, 'narrow-role');
  await goTo(page, 'Overview');
  await page.getByText(/guides are under way/).waitFor();
  await shoot(scene, 'overview');
  await page.getByRole('button', { name: 'Choose…' }).click();
  await page.getByRole('menuitem', { name: /^Leak response/ }).click();
  await endGuide(scene);
  await goTo(page, 'Overview');
  await page.getByRole('button', { name: 'Go on' }).click();
  await endGuide(scene);

  await fromPalette(scene, 'practise');
  await page.getByRole('button', { name: 'Make key and file' }).click();
  await page.getByRole('button', { name: 'Rotate the practice key' }).click();
  await page.getByRole('button', { name: /^Replace in / }).waitFor();
  await shoot(scene, 'drill');
  await page.getByRole('button', { name: /^Replace in / }).click();
  await page.getByRole('checkbox', { name: 'This step is done' }).click();
  await page.getByRole('button', { name: 'Clean up and finish' }).click();
  await page.getByText('You have rotated a key, and proved it.').waitFor();
}

export async function accessReview(scene: Scene): Promise<void> {
  const { page } = scene;
  await goTo(page, 'Access review');
  await shoot(scene, 'review-empty');
  const review = await call(page, 'reviews.start', undefined);
  const decisions = new Map([
    ['ERP Sync', ['narrow', 'Reads orders only since the new connector.']],
    ['Label printer prototype', ['revoke', 'Replaced by the label printer.']],
    ['Integration tests', ['keep', '']],
    ['Monthly reports', ['rotate', '']],
  ] as const);
  const decide = async (all: boolean): Promise<void> => {
    for (const { keyId, name, decision } of review.items) {
      const [chosen, note] = decisions.get(name as never) ?? [all ? 'keep' : null, ''];
      if (chosen !== null && decision === null)
        await call(page, 'reviews.decide', { reviewId: review.id, keyIds: [keyId], decision: chosen, note });
    }
  };
  await goTo(page, 'Keys');
  await decide(false);
  await goTo(page, 'Access review');
  await page.getByText(/4 of \d+ decided/).waitFor();
  await shoot(scene, 'review');
  await decide(true);
  await page.getByRole('button', { name: 'Finish review' }).click();
  await page.getByRole('heading', { name: 'Last review' }).waitFor();
  await page.waitForTimeout(5500);
  await shoot(scene, 'review-done');
}

export async function helpScreens(scene: Scene): Promise<void> {
  const { page } = scene;
  await page.keyboard.press('F1');
  await page.getByRole('article').waitFor();
  await shoot(scene, 'help');
  await goTo(page, 'Keys');
  await fromPalette(scene, 'new role');
  const role = dialogOf(scene, 'New role');
  await role.getByLabel('Role’s name').fill('Label printing');
  await role.getByRole('checkbox').first().click();
  await shoot(scene, 'role');
  await closeDialog(scene);
  await page.getByRole('button', { name: /^Search or do/ }).click();
  await page.getByRole('combobox', { name: 'Search or do…' }).fill('gate');
  await shoot(scene, 'palette');
  await page.keyboard.press('Escape');
  await fromPalette(scene, 'shortcuts');
  await dialogOf(scene, /shortcuts/i).waitFor();
  await shoot(scene, 'shortcuts');
  await closeDialog(scene);
  await page.getByRole('button', { name: /^Account: / }).click();
  await page.getByRole('menuitem', { name: 'Connect an account' }).click();
  await page.getByRole('dialog').waitFor();
  await shoot(scene, 'connect');
  await closeDialog(scene);
}

export async function german(scene: Scene): Promise<void> {
  const { page } = scene;
  await openNamed(scene, 'Picking robot');
  await call(page, 'settings.update', { language: 'de' });
  await page.getByRole('heading', { name: 'Schlüssel' }).first().waitFor();
  await shoot(scene, 'german');
  await call(page, 'settings.update', { language: 'en' });
  await page.getByRole('heading', { name: 'Keys' }).first().waitFor();
}

export async function largeText(scene: Scene): Promise<void> {
  const { page } = scene;
  await openNamed(scene, 'Picking robot');
  await call(page, 'settings.update', { textSize: 200 });
  await page.waitForTimeout(500);
  await shoot(scene, 'large-text', windowPicture);
  await call(page, 'settings.update', { textSize: 100 });
  await page.waitForTimeout(500);
}

export async function highContrast(scene: Scene): Promise<void> {
  await openNamed(scene, 'Picking robot');
  await scene.page.emulateMedia({ contrast: 'more' });
  await shoot(scene, 'high-contrast');
  await scene.page.emulateMedia({ contrast: null });
}
