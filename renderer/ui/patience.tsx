import { useEffect, useState, type ReactElement, type ReactNode } from 'react';

/** Nothing for 200 ms: what is quick must not flash. */
export function Patience({ children }: { readonly children: ReactNode }): ReactElement | null {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 200);
    return () => clearTimeout(timer);
  }, []);
  return late ? <>{children}</> : null;
}
