/** Every dialog with names of 120 characters, in the smallest window and both languages: nothing is cut off, and axe finds nothing. */
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
/** The smallest that is promised. A dialog is no wider in a larger window. */
const SIZE = { width: 900, height: 600 } as const;
const RULES = { light: 'all', dark: 'colours', forced: 'without-colours' } as const;

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

async function show(language: 'en' | 'de'): Promise<void> {
  const { page } = world;
  await call(page, 'settings.update', { language });
  await expect(page.locator('html')).toHaveAttribute('lang', language);
  await resizeTo(page, SIZE.width, SIZE.height);
}

for (const language of ['en', 'de'] as const) {
  test(`nothing in a dialog is cut off in ${language}`, async () => {
    await show(language);
    const found = await eachDialog(async (what) => {
      await saveShots(world.page, `dialog-${what.replace(/[^a-z]+/gi, '-').slice(6, 36)}-${language}`);
      return await overflowing(world.page);
    });
    expect(found).toEqual([]);
  });
}

for (const theme of ['light', 'dark', 'forced'] as const) {
  test(`no dialog has a violation, ${theme}`, async () => {
    await show('en');
    await showTheme(world.page, theme);
    const found = await eachDialog(async () => await axeViolations(world.page, { rules: RULES[theme] }));
    await showTheme(world.page, 'light');
    expect(found).toEqual([]);
  });
}
