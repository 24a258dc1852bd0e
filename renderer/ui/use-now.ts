import { useEffect, useState } from 'react';

/**
 * The time, read again every `everyMs`; null: no need, so nothing ticks. A page that nobody sees does not tick either and
 * catches up when it is seen again.
 */
export function useNow(everyMs: number | null): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (everyMs === null) return;
    let timer: number | null = null;
    const follow = (): void => {
      if (timer !== null) clearInterval(timer);
      timer = null;
      if (document.hidden) return;
      setNow(Date.now());
      timer = window.setInterval(() => setNow(Date.now()), everyMs);
    };
    follow();
    document.addEventListener('visibilitychange', follow);
    return () => {
      document.removeEventListener('visibilitychange', follow);
      if (timer !== null) clearInterval(timer);
    };
  }, [everyMs]);
  return now;
}
