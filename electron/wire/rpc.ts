/**
 * Calls between main and its utility processes: typed by a map of methods, answered once, errors as data. Both ends may
 * call the other.
 */
import { serializedErrorSchema } from '../../shared/error-schema.ts';
import { AppError, toAppError } from '../../shared/errors.ts';
import { say } from '../../shared/messages/say.ts';

/** The half of a MessagePort that both ends have in common. */
export interface MessageLink {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
}

/** method → its input and output. */
export type MethodMap = Record<string, { readonly input: unknown; readonly output: unknown }>;

/** A handler of a method without output returns nothing. */
// oxlint-disable-next-line typescript/no-invalid-void-type -- `undefined` alone would ask each of them for a return
export type Answer<Output> = [Output] extends [undefined] ? undefined | void : Output;

export type MethodHandlers<Methods extends MethodMap> = {
  readonly [Name in keyof Methods]: (
    input: Methods[Name]['input'],
  ) => Answer<Methods[Name]['output']> | Promise<Answer<Methods[Name]['output']>>;
};

type Message =
  | { readonly kind: 'call'; readonly id: number; readonly method: string; readonly input: unknown }
  | { readonly kind: 'value'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly error: unknown };

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: AppError) => void;
}

export interface RpcPeer<Remote extends MethodMap> {
  call<Name extends keyof Remote & string>(
    method: Name,
    input: Remote[Name]['input'],
  ): Promise<Remote[Name]['output']>;
  /** A call whose answer nobody waits for: where it fails, nothing can be done about it here. */
  tell<Name extends keyof Remote & string>(method: Name, input: Remote[Name]['input']): void;
  /** Rejects everything under way: the other end is gone. */
  disconnect(error: AppError): void;
}

function isMessage(value: unknown): value is Message {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, id } = value as { kind?: unknown; id?: unknown };
  return typeof id === 'number' && (kind === 'call' || kind === 'value' || kind === 'error');
}

export function createRpcPeer<Local extends MethodMap, Remote extends MethodMap>(
  link: MessageLink,
  handlers: MethodHandlers<Local>,
): RpcPeer<Remote> {
  const waiting = new Map<number, Waiting>();
  let nextId = 1;
  let gone: AppError | null = null;

  const refuse = (id: number, thrown: unknown): void => {
    try {
      link.send({ kind: 'error', id, error: toAppError(thrown).serialize() });
    } catch {
      // The other end is gone, and nobody waits there any more.
    }
  };
  /** Never rejects. */
  const answer = async (id: number, method: string, input: unknown): Promise<void> => {
    try {
      const handler = Object.hasOwn(handlers, method) ? handlers[method] : undefined;
      if (handler === undefined) {
        throw new AppError({
          code: 'internal',
          message: say('process.a-part-of-augno-vault-asked-for'),
          hint: say('process.nothing-was-changed-restart-the-app-if'),
        });
      }
      link.send({ kind: 'value', id, value: await handler(input) });
    } catch (thrown) {
      refuse(id, thrown);
    }
  };

  link.onMessage((message) => {
    if (!isMessage(message)) return;
    if (message.kind === 'call') {
      void answer(message.id, message.method, message.input);
      return;
    }
    const caller = waiting.get(message.id);
    waiting.delete(message.id);
    if (caller === undefined) return;
    if (message.kind === 'value') caller.resolve(message.value);
    else {
      const error = serializedErrorSchema.safeParse(message.error);
      caller.reject(error.success ? AppError.fromSerialized(error.data) : toAppError(error.error));
    }
  });

  const call: RpcPeer<Remote>['call'] = (method, input) => {
    if (gone !== null) return Promise.reject(gone);
    const id = nextId;
    nextId += 1;
    return new Promise<never>((resolve, reject) => {
      // Before it is sent: an answer may come at once.
      waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
      try {
        link.send({ kind: 'call', id, method, input });
      } catch (thrown) {
        waiting.delete(id);
        reject(toAppError(thrown));
      }
    });
  };

  return {
    call,
    tell(method, input) {
      call(method, input).catch(() => undefined);
    },
    disconnect(error) {
      gone = error;
      for (const caller of waiting.values()) caller.reject(error);
      waiting.clear();
    },
  };
}
