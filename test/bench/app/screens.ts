/** What it costs the page's main thread to show each screen, and to work through a review of many keys. */
import type { Page } from 'playwright';
import { call } from '../../e2e/support/bridge.ts';
import { traceMainThread, type Trace } from './main-thread-trace.ts';

/** The keys that lead to each screen, and what stands there once it is shown. */
const SCREENS = {
  Overview: ['o', '[data-testid=attention-item], [data-testid=attention-group]'],
  Keys: ['k', '[data-testid=key-row]'],
  'Access review': ['r', '[data-testid=review-row]'],
  Findings: ['f', 'main button'],
  'Access by programs': ['p', 'main code'],
  Activity: ['a', 'tbody tr'],
  Settings: ['s', '#settings-about'],
} as const;
export type ScreenName = keyof typeof SCREENS;

/** What is drawn and read after a screen stands there belongs to it. */
const SETTLED_MS = 500;

export interface ScreenFigures {
  /** Processor time of all its tasks, in ms, one for each time that it was shown. */
  readonly work: number[];
  /** The longest task of each time, in ms of the wall clock. */
  readonly longest: number[];
}

const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

function note(figures: ScreenFigures, { tasks }: Trace): void {
  figures.work.push(tasks.reduce((sum, { cpuMs }) => sum + cpuMs, 0));
  figures.longest.push(Math.max(0, ...tasks.map(({ wallMs }) => wallMs)));
}

async function show(page: Page, screen: ScreenName): Promise<void> {
  const [letter, shown] = SCREENS[screen];
  await page.keyboard.press('g');
  await page.keyboard.press(letter);
  await page.locator(shown).first().waitFor();
  await sleep(SETTLED_MS);
}

/** Shows all screens so often, in turn; a review of all keys is under way. */
export async function measureScreens(
  page: Page,
  rounds: number,
): Promise<ReadonlyMap<ScreenName | 'decision in the review', ScreenFigures>> {
  const names = Object.keys(SCREENS) as ScreenName[];
  const figures = new Map<ScreenName | 'decision in the review', ScreenFigures>(
    [...names, 'decision in the review' as const].map((name) => [name, { work: [], longest: [] }]),
  );
  await call(page, 'reviews.start', undefined);
  // Once before: what is loaded once is not counted.
  for (const name of names) await show(page, name);
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) {
      const trace = await traceMainThread(page, () => show(page, name));
      note(figures.get(name)!, trace);
    }
    await show(page, 'Access review');
    await page.getByTestId('review-row').first().click();
    for (const letter of ['k', 'n', 'v', 'r']) {
      const trace = await traceMainThread(page, async () => {
        await page.keyboard.press(letter);
        await sleep(SETTLED_MS);
      });
      note(figures.get('decision in the review')!, trace);
    }
    await page.evaluate('document.activeElement?.blur()');
  }
  return figures;
}
