import { useEffect, useState } from 'react';
import type { SerializedError } from '../../../shared/errors.ts';
import type { Protection } from '../../../shared/ipc/protection-channels.ts';
import { call, onEvent } from '../../lib/bridge.ts';
import { createLastAsked } from '../../lib/last-asked.ts';

/** How well the vault is protected against loss, kept up to date. */
export function useProtection(): {
  readonly protection: Protection | null;
  readonly error: SerializedError | null;
} {
  const [protection, setProtection] = useState<Protection | null>(null);
  const [error, setError] = useState<SerializedError | null>(null);
  useEffect(() => {
    const last = createLastAsked();
    const load = async (): Promise<void> => {
      const reply = await last.answer(call('vault.protection', undefined));
      if (reply === null) return;
      if (reply.ok) setProtection(reply.value);
      setError(reply.ok ? null : reply.error);
    };
    void load();
    // Every one of these acts is in the audit log, so its change says when to read again.
    const stop = onEvent('vault.changed', ({ collections }) => {
      if (collections.includes('audit')) void load();
    });
    return () => {
      last.end();
      stop();
    };
  }, []);
  return { protection, error };
}
