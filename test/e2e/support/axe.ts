/** What axe finds. The engine is put into a document once, and not once for each look. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright';

const builder = createRequire(import.meta.url).resolve('@axe-core/playwright');
/** The engine that the declared package brings; its own way of running it puts the engine into the page for every look. */
const ENGINE = readFileSync(createRequire(builder).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** The rules whose outcome depends on what colours things have. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

export interface AxeOptions {
  /** A selector; absent: the dialog that is open, else the whole page. */
  readonly within?: string;
  /**
   * `all`; `colours`: only what another theme can change, once the same thing passed them all in one; `without-colours`:
   * where the system paints, which computed styles do not tell.
   */
  readonly rules?: 'all' | 'colours' | 'without-colours';
}

/** Puts the page into a theme, and is back when that is painted. Nothing fades: what axe looks at is the end of it. */
export async function showTheme(page: Page, theme: 'light' | 'dark' | 'forced'): Promise<void> {
  await page.evaluate(() => {
    const still = globalThis as unknown as { still?: CSSStyleSheet };
    if (still.still !== undefined) return;
    still.still = new CSSStyleSheet();
    still.still.replaceSync(
      '*, *::before, *::after { transition: none !important; animation: none !important; }',
    );
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, still.still];
  });
  await page.emulateMedia({
    colorScheme: theme === 'dark' ? 'dark' : 'light',
    forcedColors: theme === 'forced' ? 'active' : 'none',
    reducedMotion: 'reduce',
  });
  await page.evaluate(async () => {
    const painted = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));
    await painted();
    await painted();
  });
}

interface Found {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary?: string }[];
  }[];
}

/** @returns one line for each violation, so that a failure says what to mend */
export async function axeViolations(page: Page, options: AxeOptions = {}): Promise<readonly string[]> {
  const { rules = 'all' } = options;
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(ENGINE);
  const within =
    options.within ?? ((await page.locator('[role=dialog]').count()) > 0 ? '[role=dialog]' : 'html');
  const { violations } = await page.evaluate(
    async ([selector, run]) =>
      (globalThis as unknown as { axe: { run(context: unknown, options: unknown): Promise<Found> } }).axe.run(
        { include: [selector] },
        run,
      ),
    [
      within,
      {
        runOnly: rules === 'colours' ? { type: 'rule', values: COLOUR_RULES } : { type: 'tag', values: TAGS },
        rules: rules === 'without-colours' ? { 'color-contrast': { enabled: false } } : {},
        resultTypes: ['violations'],
      },
    ] as const,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id} at ${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
  );
}
