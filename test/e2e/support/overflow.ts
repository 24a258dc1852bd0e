/** What a person cannot see of a screen, measured in the page. */
import type { CDPSession, Page } from 'playwright';

const sessions = new WeakMap<Page, CDPSession>();

/**
 * Gives the page a size and is back when it has it. Not the window: the virtual display is smaller than some sizes, and a
 * window manager has its own say.
 */
export async function resizeTo(page: Page, width: number, height: number): Promise<void> {
  const session = sessions.get(page) ?? (await page.context().newCDPSession(page));
  sessions.set(page, session);
  await session.send('Emulation.setDeviceMetricsOverride', {
    width,
    height,
    deviceScaleFactor: 1,
    mobile: false,
  });
  await page.waitForFunction(([wide, high]) => innerWidth === wide && innerHeight === high, [width, height]);
}

/** @returns one line for each thing that scrolls sideways, sticks out of the window, or is cut off without a sign of it */
export async function overflowing(page: Page): Promise<readonly string[]> {
  return await page.evaluate(() => {
    const root = document.documentElement;
    const name = (element: Element): string => {
      const text = (element.textContent ?? '').trim().slice(0, 60);
      return `<${element.tagName.toLowerCase()} class="${element.className}"> ${text}`;
    };
    const found = root.scrollWidth > root.clientWidth + 1 ? ['the page scrolls sideways'] : [];
    for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
      if (!element.checkVisibility({ visibilityProperty: true }) || element.closest('svg') !== null) continue;
      const { display, overflowX, textOverflow, clipPath, position } = getComputedStyle(element);
      // Words for screen readers alone are one pixel wide on purpose.
      if (clipPath !== 'none' && position === 'absolute') continue;
      if (element.closest('.visually-hidden') !== null) continue;
      const wide = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0;
      if (wide && (overflowX === 'auto' || overflowX === 'scroll'))
        found.push(`scrolls sideways: ${name(element)}`);
      const ownText = [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '',
      );
      if (wide && ownText && /hidden|clip/.test(overflowX) && textOverflow !== 'ellipsis')
        found.push(`clipped: ${name(element)}`);
      // So little of a name is left that nobody can tell it from another.
      if (wide && element.matches('[role=gridcell], td, th') && overflowX === 'visible')
        found.push(`sticks out of its cell: ${name(element)}`);
      const left = element.clientWidth;
      if (
        ownText &&
        textOverflow === 'ellipsis' &&
        display !== 'inline' &&
        left < Math.min(36, element.scrollWidth - 1)
      )
        found.push(`squeezed to ${String(left)} px: ${name(element)}`);
      const box = element.getBoundingClientRect();
      if (
        element.matches('button, h1, h2, label, input, select, summary, [role=tab]') &&
        box.width > 0 &&
        (box.left < -1 || box.right > root.clientWidth + 1)
      ) {
        found.push(`cut off: ${name(element)}`);
      }
      // A button whose words do not fit, and that does not say so.
      if (
        element.matches('button') &&
        wide &&
        element.querySelector('.truncate') === null &&
        !element.matches('.truncate')
      ) {
        found.push(`a button too small: ${name(element)}`);
      }
    }
    return [...new Set(found)];
  });
}
