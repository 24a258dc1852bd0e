/** The newest request that the service logged with a key; asked again when the key's own record changes. */
import { useEffect, useState } from 'react';
import type { RequestLogEntry } from '../../../shared/domain.ts';
import { call } from '../../lib/bridge.ts';

export type LastRequest =
  | { readonly state: 'reading' | 'unreadable' | 'none' }
  | { readonly state: 'read'; readonly request: RequestLogEntry };

/** @param round asked anew whenever it changes */
export function useLastRequest(keyId: string | null, round: unknown): LastRequest {
  const [last, setLast] = useState<LastRequest>({ state: 'reading' });
  useEffect(() => {
    let current = true;
    if (keyId === null) return;
    void call('keys.requests', { keyId }).then((reply) => {
      if (!current) return;
      const request = reply.ok ? reply.value.requests[0] : undefined;
      setLast(
        request === undefined
          ? { state: reply.ok && reply.value.unread.count === 0 ? 'none' : 'unreadable' }
          : { state: 'read', request },
      );
    });
    return () => {
      current = false;
    };
  }, [keyId, round]);
  return last;
}
