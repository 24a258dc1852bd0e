/** Which rows of a table with rows of one height are in sight. Nothing in it grows with the number of rows. */
import { useLayoutEffect, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';

export interface RowWindow {
  /** The first row to draw. */
  readonly start: number;
  /** After the last one. */
  readonly end: number;
  /** As many as are ever drawn at this height: a row that leaves gives its place in the document to one that comes. */
  readonly slots: number;
}

/** Rows that are drawn beyond each edge. */
const BEYOND = 2;
/** Nobody can see more of them; a text zoom of 200 % shows fewer. */
const MOST = 80;

export function rowWindow(scrollTop: number, height: number, rowHeight: number, count: number): RowWindow {
  const first = Math.floor(scrollTop / rowHeight);
  const start = Math.max(0, Math.min(first - BEYOND, count - 1));
  const slots = Math.min(MOST, Math.ceil(height / rowHeight) + 2 * BEYOND + 1);
  const end = Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + BEYOND, start + slots);
  return { start, end, slots };
}

/** Where to scroll so that a row is wholly in sight below the head; null: it is. */
export function offsetToShow(
  index: number,
  scrollTop: number,
  viewHeight: number,
  sizes: { readonly row: number; readonly head: number },
): number | null {
  const top = index * sizes.row;
  if (top < scrollTop) return top;
  const bottom = top + sizes.row + sizes.head;
  return bottom > scrollTop + viewHeight ? bottom - viewHeight : null;
}

interface Place {
  readonly scrollTop: number;
  readonly height: number;
}

/** Of the table that was looked at last: the next one is mostly as high. */
let lastHeight = 720;

function same(left: RowWindow, right: RowWindow): boolean {
  return left.start === right.start && left.end === right.end && left.slots === right.slots;
}

/** Brings a row into sight, with as little scrolling as will do. */
export function scrollToRow(
  scroller: HTMLElement | null,
  index: number,
  sizes: { readonly row: number; readonly head: number },
): void {
  if (scroller === null) return;
  const offset = offsetToShow(index, scroller.scrollTop, scroller.clientHeight, sizes);
  if (offset !== null) scroller.scrollTop = offset;
}

/** @param count of rows; @param rowHeight in CSS pixels */
export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
): RowWindow {
  const [seen, setSeen] = useState<Place>({ scrollTop: 0, height: lastHeight });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const windowAt = ({ scrollTop, height }: Place): RowWindow =>
      rowWindow(scrollTop, height, rowHeight, Infinity);
    const look = (): void => {
      const next = { scrollTop: element.scrollTop, height: element.clientHeight };
      lastHeight = next.height;
      setSeen((before) => (same(windowAt(before), windowAt(next)) ? before : next));
    };
    // In the frame that shows the new place, so that no gap is painted. Both come when the page has laid itself out:
    // asked for right after rows were put in, the place would cost a layout of its own.
    const onChange = (): void => {
      flushSync(look);
    };
    const observer = new ResizeObserver(onChange);
    observer.observe(element);
    element.addEventListener('scroll', onChange, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', onChange);
    };
  }, [scroller, rowHeight]);
  // The list may be shorter than the one that was looked at last; the table scrolls back as far as that takes.
  const scrollTop = Math.min(seen.scrollTop, Math.max(0, count * rowHeight - seen.height));
  return rowWindow(scrollTop, seen.height, rowHeight, count);
}
