import { useCallback, useRef, useState } from 'react';
import type { SerializedError } from '../../shared/errors.ts';
import { useErrorText } from './error-text.ts';
import type { ChannelName, IpcReply, ChannelOutput } from '../../shared/ipc-contract.ts';

export interface Action {
  readonly pending: boolean;
  readonly error: SerializedError | null;
  readonly clearError: () => void;
  /** The value, or null after an error, which is then in `error`. A second run while one is under way does nothing. */
  readonly run: <Name extends ChannelName>(
    start: () => Promise<IpcReply<Name>>,
  ) => Promise<{ readonly value: ChannelOutput<Name> } | null>;
  /** The error, if it belongs to this input. */
  readonly fieldError: (field: string) => string | null;
}

export function useAction(): Action {
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<SerializedError | null>(null);
  const running = useRef(false);
  const errorText = useErrorText();
  const run = useCallback(
    async <Name extends ChannelName>(
      start: () => Promise<IpcReply<Name>>,
    ): Promise<{ readonly value: ChannelOutput<Name> } | null> => {
      if (running.current) return null;
      running.current = true;
      setPending(true);
      setError(null);
      const reply = await start();
      running.current = false;
      setPending(false);
      if (reply.ok) return { value: reply.value };
      setError(reply.error);
      return null;
    },
    [],
  );
  return {
    pending,
    error,
    clearError: useCallback(() => setError(null), []),
    run,
    fieldError: (field) => {
      if (error?.field !== field) return null;
      const { message, hint } = errorText(error);
      return `${message} ${hint}`;
    },
  };
}
