import type { Locator } from 'playwright';

/**
 * Follows in each frame how far the element stands below the screen's heading, however both are scrolled.
 * @returns what ends it and tells the distances it had, in CSS pixels: one where nothing moved it
 */
export async function followPlace(element: Locator): Promise<() => Promise<readonly number[]>> {
  const distances = await element.evaluateHandle((followed) => {
    const seen = new Set<number>();
    const look = (): void => {
      const heading = document.querySelector('h2');
      if (!followed.isConnected || heading === null) return;
      seen.add(Math.round(followed.getBoundingClientRect().top - heading.getBoundingClientRect().top));
      requestAnimationFrame(look);
    };
    look();
    return seen;
  });
  return () => distances.evaluate((seen) => [...seen]);
}
