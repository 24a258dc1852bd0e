/** Every dialog with names of 120 characters, in two sizes and both languages: nothing is cut off, and axe finds nothing. */
import { expect, test } from '@playwright/test';
import { closeStarted } from './support/app.ts';
import { axeViolations, showTheme } from './support/axe.ts';
import { call } from './support/bridge.ts';
import { dialogSubjects } from './support/dialog-subjects.ts';
import { everyDialog, openDialog, type Subjects } from './support/every-dialog.ts';
import { startFlowWorld, type FlowWorld } from './support/flow.ts';
import { overflowing, resizeTo } from './support/overflow.ts';
import { saveShots } from './support/shots.ts';

/** One word: what can be broken into lines hides what cannot. */
const LONG = `Warenwirtschaftsschnittstellenverantwortlichenverzeichnis${'synchronisierung'.repeat(4)}`.slice(
  0,
  120,
);
const SIZES = [
  { width: 900, height: 600 },
  { width: 1280, height: 800 },
] as const;

let world: FlowWorld;
let about: Subjects;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  world = await startFlowWorld('prod', 'floor');
  await world.server.control('POST', 'limits', { requestsPerSecond: null });
  about = await dialogSubjects(world, {
    key: LONG,
    other: `A ${LONG}`.slice(0, 120),
    service: LONG.slice(0, 60),
  });
});
test.afterAll(async () => {
  await closeStarted(world);
});

/** Opens each in turn. @returns what `look` says of them, one line each */
async function eachDialog(look: (what: string) => Promise<readonly string[]>): Promise<readonly string[]> {
  const { page } = world;
  const found: string[] = [];
  for (const request of everyDialog(about)) {
    const what = JSON.stringify(request).slice(0, 60);
    await openDialog(page, request);
    await expect(page.getByRole('dialog'), what).toBeVisible();
    found.push(...(await look(what)).map((line) => `${what}: ${line}`));
    await openDialog(page, null);
    await expect(page.getByRole('dialog'), what).toHaveCount(0);
  }
  return found;
}

for (const { width, height } of SIZES) {
  for (const language of ['en', 'de'] as const) {
    test(`nothing in a dialog is cut off at ${String(width)} × ${String(height)} in ${language}`, async () => {
      const { page } = world;
      await call(page, 'settings.update', { language });
      await resizeTo(page, width, height);
      const found = await eachDialog(async (what) => {
        await saveShots(
          page,
          `dialog-${what.replace(/[^a-z]+/gi, '-').slice(0, 40)}-${String(width)}-${language}`,
        );
        return await overflowing(page);
      });
      expect(found).toEqual([]);
    });
  }
}

for (const theme of ['light', 'dark', 'forced'] as const) {
  test(`no dialog has a violation, ${theme}`, async () => {
    const { page } = world;
    await call(page, 'settings.update', { language: 'en' });
    await resizeTo(page, 1280, 800);
    await showTheme(page, theme);
    const rules = theme === 'light' ? 'all' : theme === 'dark' ? 'colours' : 'without-colours';
    const found = await eachDialog(async () => await axeViolations(page, { rules }));
    await showTheme(page, 'light');
    expect(found).toEqual([]);
  });
}
