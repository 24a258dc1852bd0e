/**
 * A form waits for what a field of it asks of main, such as a file: sent off before the answer is there, it would go without
 * it, and the press would be lost.
 */
import { createContext, useContext, useEffect, useState, type ReactElement, type ReactNode } from 'react';

const BusyForm = createContext<(by: 1 | -1) => void>(() => undefined);

export interface BusyFields {
  /** Whether a field still waits: the form can't be sent off meanwhile. */
  readonly busy: boolean;
  /** Around the fields. */
  readonly around: (fields: ReactNode) => ReactElement;
}

export function useBusyFields(): BusyFields {
  const [count, setCount] = useState(0);
  const [change] = useState(
    () =>
      (by: 1 | -1): void =>
        setCount((before) => before + by),
  );
  return { busy: count > 0, around: (fields) => <BusyForm value={change}>{fields}</BusyForm> };
}

/** For a field: the form around it waits while this is true. */
export function useHoldForm(waiting: boolean): void {
  const change = useContext(BusyForm);
  useEffect(() => {
    if (!waiting) return undefined;
    change(1);
    return () => change(-1);
  }, [waiting, change]);
}
