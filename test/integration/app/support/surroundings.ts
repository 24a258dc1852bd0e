/** Main and the page, as far as the vault's process can tell: its whole program runs in the test's own process. */
import { vi } from 'vitest';
import type { Grant } from '../../../../electron/wire/grants.ts';
import type { ChannelName, IpcReply } from '../../../../shared/ipc-contract.ts';

type Listener = (event: { readonly data: unknown; readonly ports: readonly unknown[] }) => void;

export class Surroundings {
  readonly #toProcess: Listener[] = [];
  readonly #answers = new Map<string, (value: unknown) => void>();
  #fromPage: ((event: { readonly data: unknown }) => void) | null = null;
  #next = 0;
  #closeQuestion: (() => void) | null = null;
  /** What a person types where the password is asked for; null: nothing, the window is closed. */
  password: string | null = null;
  /** Which files main was asked about. */
  readonly asked: string[] = [];

  readonly parentPort = {
    on: (_event: 'message', listener: Listener): void => void this.#toProcess.push(listener),
    postMessage: (message: unknown): void => {
      const { kind, id, method, input } = message as Record<string, unknown>;
      if (kind !== 'call') {
        this.#answers.get(`main ${String(id)}`)?.(message);
        return;
      }
      if (method === 'main.ask-password') this.#ask(id, (input as { readonly question: number }).question);
      else {
        if (method === 'main.close-password') this.#closeQuestion?.();
        this.#send({ kind: 'value', id, value: this.#asMain(String(method), input) });
      }
    },
  };

  /** The password window: answered while `password` is set, else closed at once. The call is over when it is closed. */
  #ask(id: unknown, question: number): void {
    this.#closeQuestion = () => {
      this.#closeQuestion = null;
      this.#send({ kind: 'value', id, value: undefined });
    };
    const { password } = this;
    if (password === null) {
      this.#closeQuestion();
      return;
    }
    this.#send({ kind: 'attach-question', question, language: 'en' }, [
      {
        on: (_event: 'message', listener: (event: { readonly data: unknown }) => void) => {
          setImmediate(() => {
            listener({ data: { kind: 'answer', password, newPassword: null, filePassword: null } });
          });
        },
        // What was typed was not right: nobody tries again.
        postMessage: (message: unknown) => {
          if ((message as { readonly kind: string }).kind === 'refused') this.#closeQuestion?.();
        },
        start: () => undefined,
      },
    ]);
  }

  #asMain(method: string, input: unknown): unknown {
    if (method === 'main.ask-about-place') this.asked.push((input as { readonly file: string }).file);
    if (method === 'main.resolve-proxy') return 'DIRECT';
    if (method === 'main.keychain-available' || method === 'main.ask-about-place') return false;
    return method.startsWith('main.keychain') || method === 'main.sandbox-address' ? null : undefined;
  }

  #send(data: unknown, ports: readonly unknown[] = []): void {
    for (const listener of this.#toProcess) listener({ data, ports });
  }

  /** A page comes, and has a line of its own. */
  attach(folder: string): void {
    this.#send({ kind: 'attach-page', folder }, [
      {
        on: (_event: 'message', listener: (event: { readonly data: unknown }) => void) => {
          this.#fromPage = listener;
        },
        postMessage: (message: unknown) => {
          const { id, reply } = message as { readonly id: number; readonly reply: unknown };
          this.#answers.get(`page ${String(id)}`)?.(reply);
        },
        start: () => undefined,
      },
    ]);
  }

  async page<Name extends ChannelName>(name: Name, input: unknown): Promise<IpcReply<Name>> {
    for (;;) {
      const id = (this.#next += 1);
      const answer = await new Promise<unknown>((resolve) => {
        this.#answers.set(`page ${String(id)}`, resolve);
        this.#fromPage?.({ data: { id, name, input } });
      });
      const reply = answer as IpcReply<Name>;
      // More calls than a person makes are refused; whoever attacks goes on when they are heard again.
      if (reply.ok || reply.error.message !== 'This request was not understood.') return reply;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async main(method: string, input: unknown): Promise<void> {
    const id = (this.#next += 1);
    await new Promise<unknown>((resolve) => {
      this.#answers.set(`main ${String(id)}`, resolve);
      this.#send({ kind: 'call', id, method, input });
    });
  }

  async value(name: ChannelName, input: unknown): Promise<never> {
    const reply = await this.page(name, input);
    if (!reply.ok) throw new Error(`${name}: ${reply.error.message}`);
    return reply.value as never;
  }

  /** Starts the program, with a page. Once in a test's process. */
  async start(folder: string): Promise<void> {
    // Closing ends the process, which here is that of the test.
    vi.spyOn(process, 'exit').mockReturnValue(undefined as never);
    Object.defineProperty(process, 'parentPort', { value: this.parentPort, configurable: true });
    await import('../../../../electron/processes/vault-process.ts');
    this.attach(folder);
  }

  async stop(): Promise<void> {
    await this.main('process.close', undefined);
    Reflect.deleteProperty(process, 'parentPort');
  }

  grant(grant: Grant): Promise<void> {
    return this.main('process.grant', grant);
  }
}
