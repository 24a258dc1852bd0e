/** How large a window may be where it is. Pure. */
const DEFAULT_SIZE = { width: 1280, height: 800 };
/** Fits a screen of 800 × 600 with its bars; nothing is cut off in it, in either language. */
export const MINIMUM_SIZE = { width: 720, height: 480 };

type Area = Pick<Electron.Rectangle, 'width' | 'height'>;

/**
 * @param bounds where it was last; null: never yet
 * @param area what of the screen that it is on belongs to windows, in device-independent pixels
 */
export function fitting(bounds: Electron.Rectangle | null, area: Area): Area & Partial<Electron.Rectangle> {
  const { width, height } = bounds ?? DEFAULT_SIZE;
  return { ...bounds, width: Math.min(width, area.width), height: Math.min(height, area.height) };
}
