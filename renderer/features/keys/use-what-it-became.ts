import { useEffect, useRef } from 'react';
import type { KeySummary } from '../../../shared/domain.ts';
import { isPendingId } from '../../../shared/pending-keys.ts';
import { useNavigation } from '../../lib/navigation-store.ts';

/** Of a row that stood for a key while it was made: the key in its place. @returns its id; null while it is not there */
export function becameOf(row: KeySummary, keys: readonly KeySummary[]): string | null {
  if (keys.some(({ id }) => id === row.id)) return null;
  let made: KeySummary | null = null;
  for (const key of keys) {
    if (key.connectionId !== row.connectionId || key.apiName !== row.apiName || key.origin !== 'here')
      continue;
    if (made === null || Date.parse(key.createdAt) > Date.parse(made.createdAt)) made = key;
  }
  return made?.id ?? null;
}

/** A key that is open while it is made has another id once it is there: it stays open. */
export function useWhatItBecame(items: readonly KeySummary[]): void {
  const keyId = useNavigation((store) => store.keyId);
  const openKey = useNavigation((store) => store.openKey);
  const row = useRef<KeySummary | null>(null);
  useEffect(() => {
    if (keyId === null || !isPendingId(keyId)) row.current = null;
    else row.current = items.find(({ id }) => id === keyId) ?? row.current;
    const became = row.current === null ? null : becameOf(row.current, items);
    if (became !== null) openKey(became);
  }, [keyId, items, openKey]);
}
