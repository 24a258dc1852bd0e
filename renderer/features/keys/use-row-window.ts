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
/** Before the table’s height is known. */
const FIRST_ROWS = 30;
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
  const [seen, setSeen] = useState<RowWindow>({
    start: 0,
    end: Math.min(count, FIRST_ROWS),
    slots: FIRST_ROWS,
  });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const look = (): void => {
      const next = rowWindow(element.scrollTop, element.clientHeight, rowHeight, count);
      setSeen((before) => (same(before, next) ? before : next));
    };
    // In the frame that shows the new place, so that no gap is painted.
    const onScroll = (): void => {
      flushSync(look);
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', onScroll);
    };
  }, [scroller, rowHeight, count]);
  // The list may be shorter than the one that was looked at last.
  return { start: Math.min(seen.start, count), end: Math.min(seen.end, count), slots: seen.slots };
}
