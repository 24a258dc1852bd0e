/**
 * How much of one page may be under way at once. SECURITY: its preload script, main and the vault's process each count for
 * themselves: a message is in the memory of whoever receives it before anything looks at it, so the first to count is the
 * one that sends.
 */

/** More than a page asks for before it has an answer. */
const MOST_CALLS = 200;
/** In characters. The largest that a screen sends are the ids of all keys, and a text to import. */
export const LARGEST_CALL = 16 * 1024 * 1024;
/** Of all that are under way. */
const LARGEST_TOTAL = 2 * LARGEST_CALL;
/** What each value costs besides its characters. */
const PER_VALUE = 16;

export interface CallGate {
  /** @returns what to call once it is answered; or why it is refused */
  enter(parts: readonly unknown[]): (() => void) | 'too-large' | 'too-many';
}

export function createCallGate(): CallGate {
  let calls = 0;
  let total = 0;
  return {
    enter(parts) {
      const size = sizeOf(parts, LARGEST_CALL);
      if (size > LARGEST_CALL) return 'too-large';
      if (calls >= MOST_CALLS || total + size > LARGEST_TOTAL) return 'too-many';
      calls += 1;
      total += size;
      let left = false;
      return () => {
        if (left) return;
        left = true;
        calls -= 1;
        total -= size;
      };
    },
  };
}

/**
 * In characters, and no further than `limit`: what refers to itself has an end too. What no call holds (bytes, a Map, a
 * Blob) is larger than any limit.
 */
export function sizeOf(value: unknown, limit: number): number {
  let size = 0;
  const left: unknown[] = [value];
  while (left.length > 0 && size <= limit) {
    const next = left.pop();
    size += PER_VALUE;
    if (typeof next === 'string') size += next.length;
    else if (Array.isArray(next)) {
      // Holes count as well: an array of a billion of them is small until somebody goes through it.
      if (next.length * PER_VALUE > limit - size) return Infinity;
      for (const item of next as readonly unknown[]) left.push(item);
    } else if (typeof next === 'object' && next !== null) {
      if (Object.prototype.toString.call(next) !== '[object Object]') return Infinity;
      for (const name in next) {
        size += name.length;
        left.push((next as Record<string, unknown>)[name]);
        if ((left.length - 1) * PER_VALUE > limit) return Infinity;
      }
    }
  }
  return size;
}
