import type { Page } from 'playwright';

/** What can be pressed, with where it stood and where it went by itself. */
export interface Jump {
  readonly name: string;
  readonly right: number;
  readonly down: number;
}

/**
 * Follows in each frame everything that can be pressed, from the first frame in which the pointer could meet it there.
 * What an input did just before counts as answered and not as moved.
 * @returns what ends it and tells what went more than ten CSS pixels by itself
 */
export async function followAll(page: Page): Promise<() => Promise<readonly Jump[]>> {
  const recording = await page.evaluateHandle(() => {
    const ANSWERED_WITHIN_MS = 60;
    const jumps: { name: string; right: number; down: number }[] = [];
    let places = new Map<Element, { x: number; y: number }>();
    let lastInput = -Infinity;
    let over = false;
    const onInput = (): void => {
      lastInput = performance.now();
    };
    for (const name of ['pointerdown', 'pointerup', 'keydown', 'keyup', 'wheel']) {
      addEventListener(name, onInput, { capture: true, passive: true });
    }
    // Frames follow one another at unequal distances: what happened since the last one counts.
    let lastFrame = performance.now();
    const look = (): void => {
      if (over) return;
      const seen = new Map<Element, { x: number; y: number }>();
      for (const element of document.querySelectorAll(
        'button:enabled, input:enabled, textarea:enabled, a[href], summary, [role=combobox]',
      )) {
        const { left, top, width, height } = element.getBoundingClientRect();
        const [x, y] = [left + width / 2, top + height / 2];
        const before = places.get(element);
        const met = document.elementFromPoint(x, y);
        const canBeMet = met !== null && (element.contains(met) || met.contains(element));
        const answered = lastInput > lastFrame - ANSWERED_WITHIN_MS;
        if (before !== undefined && !answered) {
          const [right, down] = [Math.round(x - before.x), Math.round(y - before.y)];
          if (Math.abs(right) > 10 || Math.abs(down) > 10) {
            const name = element.getAttribute('aria-label') ?? element.textContent ?? '';
            jumps.push({ name: name.trim().slice(0, 60), right, down });
          }
        }
        if (canBeMet) seen.set(element, { x, y });
      }
      places = seen;
      lastFrame = performance.now();
      requestAnimationFrame(look);
    };
    look();
    return {
      jumps,
      end: () => {
        over = true;
      },
    };
  });
  return () =>
    recording.evaluate(({ jumps, end }) => {
      end();
      return jumps;
    });
}
