import { useCallback, useRef, useState } from 'react';
import type { SerializedError } from '../../shared/errors.ts';
import { useErrorText } from './error-text.ts';
import type { ChannelName, IpcReply, ChannelOutput } from '../../shared/ipc-contract.ts';

type Run = <Name extends ChannelName>(
  start: () => Promise<IpcReply<Name>>,
) => Promise<{ readonly value: ChannelOutput<Name> } | null>;

export interface Action {
  readonly pending: boolean;
  readonly error: SerializedError | null;
  readonly clearError: () => void;
  /** The value, or null after an error, which is then in `error`. A second run while one is under way does nothing. */
  readonly run: Run;
  /** The same once what is under way is over: for what a person may do to several things one after the other. */
  readonly inTurn: Run;
  /** The error, if it belongs to this input. */
  readonly fieldError: (field: string) => string | null;
}

export function useAction(): Action {
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<SerializedError | null>(null);
  const running = useRef(false);
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const errorText = useErrorText();
  const perform: Run = useCallback(async (start) => {
    running.current = true;
    setPending(true);
    setError(null);
    const reply = await start();
    running.current = false;
    setPending(false);
    if (reply.ok) return { value: reply.value };
    setError(reply.error);
    return null;
  }, []);
  const run: Run = useCallback(
    async (start) => {
      if (running.current) return null;
      const performed = perform(start);
      last.current = performed;
      return await performed;
    },
    [perform],
  );
  const inTurn: Run = useCallback(
    async (start) => {
      const performed = last.current.then(() => perform(start));
      last.current = performed;
      return await performed;
    },
    [perform],
  );
  return {
    pending,
    error,
    clearError: useCallback(() => setError(null), []),
    run,
    inTurn,
    fieldError: (field) => {
      if (error?.field !== field) return null;
      const { message, hint } = errorText(error);
      return `${message} ${hint}`;
    },
  };
}
