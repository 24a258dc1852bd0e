/** How rows of a table are walked, marked and opened, by keyboard and by mouse: the same in each table of keys. */
import { useMemo, useRef, type KeyboardEvent, type MouseEvent, type RefObject } from 'react';
import { scrollToRow } from './use-row-window.ts';

interface RowSelectionOptions<Entry> {
  /** The rows, from top to bottom. */
  readonly entries: readonly Entry[];
  readonly idOf: (entry: Entry) => string;
  readonly grid: RefObject<HTMLElement | null>;
  /** In CSS pixels. */
  readonly sizes: { readonly row: number; readonly head: number };
  /** The row that the keyboard stands on. */
  readonly activeId: string | null;
  readonly onActive: (id: string) => void;
  readonly marked: ReadonlySet<string>;
  readonly onMark: (ids: ReadonlySet<string>) => void;
}

export interface RowSelection {
  /** Negative where the keyboard stands on none that is here. */
  readonly activeIndex: number;
  readonly idAt: (index: number) => string | null;
  readonly toggle: (index: number) => void;
  /** From where the last range began to `index`, in place of the range that was marked from there before. */
  readonly markTo: (index: number) => void;
  readonly markAll: () => void;
  /** To the row, or to the one nearest to it. @returns its id; null where there is no row */
  readonly moveTo: (index: number, extend: boolean) => string | null;
  /** A click that neither marks nor extends: ranges begin here from now on. */
  readonly stand: (id: string) => void;
  /** Where an arrow or its like leads; undefined for any other key. */
  readonly targetOf: (event: KeyboardEvent) => number | undefined;
  /** The row below the pointer; null where there is none. */
  readonly rowAt: (event: MouseEvent) => number | null;
}

export function useRowSelection<Entry>({
  entries,
  idOf,
  grid,
  sizes,
  activeId,
  onActive,
  marked,
  onMark,
}: RowSelectionOptions<Entry>): RowSelection {
  /** Where a range that is marked with Shift begins. */
  const anchor = useRef<string | null>(null);
  // The ids of all rows are made when they are asked for, not whenever the list is another.
  const indexOf = (id: string | null): number =>
    id === null ? -1 : entries.findIndex((entry) => idOf(entry) === id);
  // oxlint-disable-next-line react/exhaustive-deps
  const activeIndex = useMemo(() => indexOf(activeId), [entries, activeId]);
  const idAt = (index: number): string | null => {
    const entry = entries[index];
    return entry === undefined ? null : idOf(entry);
  };

  const stand = (id: string): void => {
    anchor.current = id;
    onActive(id);
  };
  const toggle = (index: number): void => {
    const id = idAt(index);
    if (id === null) return;
    const next = new Set(marked);
    if (!next.delete(id)) next.add(id);
    stand(id);
    onMark(next);
  };
  const markTo = (index: number): void => {
    const began = anchor.current ?? activeId;
    const from = indexOf(began);
    const first = from < 0 ? index : from;
    anchor.current = idAt(first);
    const [low, high] = first < index ? [first, index] : [index, first];
    onMark(new Set(entries.slice(low, high + 1).map(idOf)));
  };
  const moveTo = (index: number, extend: boolean): string | null => {
    const target = Math.max(0, Math.min(entries.length - 1, index));
    const id = idAt(target);
    if (id === null) return null;
    if (extend) markTo(target);
    onActive(id);
    scrollToRow(grid.current, target, sizes);
    return id;
  };
  const targetOf = (event: KeyboardEvent): number | undefined => {
    const page = Math.max(1, Math.floor((grid.current?.clientHeight ?? 0) / sizes.row) - 2);
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: activeIndex + 1,
      ArrowUp: activeIndex < 0 ? 0 : activeIndex - 1,
      PageDown: activeIndex + page,
      PageUp: activeIndex - page,
      Home: 0,
      End: entries.length - 1,
    };
    return targets[event.key];
  };
  const rowAt = ({ target }: MouseEvent): number | null => {
    const row = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
    return row === null ? null : Number(row.dataset['index']);
  };
  return {
    activeIndex,
    idAt,
    toggle,
    markTo,
    markAll: () => {
      onMark(new Set(entries.map(idOf)));
    },
    moveTo,
    stand,
    targetOf,
    rowAt,
  };
}
