/**
 * Which input of the window is a person's. A window or a notification that appears or goes away under a resting pointer
 * makes the system send an entering or a move to where the pointer already was; that is nobody.
 */
interface WindowInput {
  readonly type: string;
  readonly globalX?: number;
  readonly globalY?: number;
}

export function createPersonInput(onInput: () => void): (input: WindowInput) => void {
  let pointer: string | null = null;
  return ({ type, globalX, globalY }) => {
    if (type === 'mouseEnter' || type === 'mouseLeave') return;
    if (type === 'mouseMove') {
      const before = pointer;
      pointer = `${String(globalX)}, ${String(globalY)}`;
      if (before === null || before === pointer) return;
    }
    onInput();
  };
}
