import { useAppStore } from '../../lib/app-store.ts';
import { call } from '../../lib/bridge.ts';

/** Per cent. */
export const TEXT_SIZES = [100, 110, 125, 150, 175, 200] as const;

/** One step up or down from the present size; it stays at either end. */
function nextTextSize(present: number, step: 1 | -1): number {
  const sizes: readonly number[] = TEXT_SIZES;
  return (
    (step === 1 ? sizes.find((size) => size > present) : sizes.findLast((size) => size < present)) ?? present
  );
}

/** From the keyboard. Main tells everybody about the change. */
export function changeTextSize(step: 1 | -1 | 'reset'): void {
  const present = useAppStore.getState().state?.settings.textSize;
  if (present === undefined) return;
  const textSize = step === 'reset' ? 100 : nextTextSize(present, step);
  if (textSize !== present) void call('settings.update', { textSize });
}
