/**
 * The whole of the vault's process, asked by a page that puts paths into every text of every channel it answers, with an
 * audited file system beneath: nothing is opened, listed, made, renamed or removed that nobody chose.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Grant } from '../../../electron/wire/grants.ts';
import {
  channelsAnsweredBy,
  ipcContract,
  type ChannelName,
  type IpcReply,
} from '../../../shared/ipc-contract.ts';
import { makeVault } from '../../e2e/support/vault.ts';
import { hostileInputs } from '../../e2e/support/hostile-input.ts';
import { World } from '../providers/augno/support/world.ts';

/** Stands in the path of every file that nobody chose. */
const BAIT = 'nobody-chose-this';
const { touched, audited } = vi.hoisted(() => {
  const seen: string[] = [];
  /** Looking at a name is no opening of a file: whether it is there, and where its links lead. */
  const looks = /^(?:[lf]?stat|exists|access|realpath|readlink)/;
  const of = (functions: Record<string, unknown>): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(functions).map(([name, held]) => {
        if (typeof held !== 'function' || looks.test(name) || /^[A-Z]/.test(name)) return [name, held];
        const call = held as (...args: unknown[]) => unknown;
        const noting = (...args: unknown[]): unknown => {
          for (const argument of args.slice(0, 2)) {
            if (String(argument).includes('nobody-chose-this')) seen.push(`${name} ${String(argument)}`);
          }
          return call(...args);
        };
        return [name, Object.assign(noting, held)];
      }),
    );
  return {
    touched: seen,
    audited(real: Record<string, unknown>): Record<string, unknown> {
      const made = of(real);
      const promises = real['promises'];
      if (typeof promises === 'object') made['promises'] = of(promises as Record<string, unknown>);
      return { ...made, default: made };
    },
  };
});

vi.mock('node:fs', async (importOriginal) => audited(await importOriginal<Record<string, unknown>>()));
vi.mock('node:fs/promises', async (importOriginal) =>
  audited(await importOriginal<Record<string, unknown>>()),
);

type Listener = (event: { readonly data: unknown; readonly ports: readonly unknown[] }) => void;

/** Main and the page, as far as the vault's process can tell. */
class Surroundings {
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
        postMessage: () => undefined,
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

  grant(grant: Grant): Promise<void> {
    return this.main('process.grant', grant);
  }
}

const PASSWORD = 'seven lanterns by the harbour';
const surroundings = new Surroundings();
let world: World;
let bait = '';
const real: Record<string, string> = {};

async function value(name: ChannelName, input: unknown): Promise<never> {
  const reply = await surroundings.page(name, input);
  if (!reply.ok) throw new Error(`${name}: ${reply.error.message}`);
  return reply.value as never;
}

beforeAll(async () => {
  world = await World.start();
  const folder = path.join(world.folder, 'of-the-page');
  await makeVault(folder, 'Audited', PASSWORD);
  bait = path.join(world.folder, BAIT);
  mkdirSync(bait);
  writeFileSync(path.join(bait, '.env'), 'AUGNO_API_KEY=nothing\n');
  // Closing ends the process, which here is that of the test.
  vi.spyOn(process, 'exit').mockReturnValue(undefined as never);
  Object.defineProperty(process, 'parentPort', { value: surroundings.parentPort, configurable: true });
  await import('../../../electron/processes/vault-process.ts');
  surroundings.attach(folder);
  await value('vault.unlock', { password: PASSWORD });
  surroundings.password = PASSWORD;
  await surroundings.grant({
    grant: 7001,
    purpose: 'account',
    content: { url: world.sandbox.url, agreed: false },
  });
  const connection: { id: string } = await value('connections.connect', {
    grant: 7001,
    name: 'Acme',
    adminKey: world.adminKey().revealText(),
  });
  const { roles }: { roles: { id: string; name: string }[] } = await value('roles.list', {
    connectionId: connection.id,
  });
  const roleId = roles.find(({ name }) => name === 'Order integration')!.id;
  const { keyId }: { keyId: string } = await value('keys.create', {
    connectionId: connection.id,
    name: 'Webshop',
    roleId,
    expiresAt: null,
  });
  surroundings.password = null;
  Object.assign(real, { connectionId: connection.id, roleId, keyId, oldKeyId: keyId, newKeyId: keyId });
}, 60_000);
afterAll(async () => {
  await surroundings.main('process.close', undefined);
  Reflect.deleteProperty(process, 'parentPort');
  await world.close();
});

describe('a page that sends paths', () => {
  it('has them opened where a person chose them, which this audit sees', async () => {
    touched.length = 0;
    const file = path.join(bait, '.env');
    await surroundings.grant({ grant: 7002, purpose: 'open-import', content: file });
    await surroundings.page('import.plan', { grant: 7002 });
    expect(touched.some((entry) => entry.endsWith(file))).toBe(true);
  });

  it('has one that it noted as a place asked about by its name, and not opened', async () => {
    touched.length = 0;
    surroundings.asked.length = 0;
    const file = path.join(bait, '.env');
    const { keyId }: { keyId: string } = await value('keys.create', {
      connectionId: real['connectionId'],
      name: 'Shelf',
      roleId: real['roleId'],
      expiresAt: null,
    });
    await value('keys.edit', { keyId, places: [file] });
    const { files }: { files: { placeId: string; confirmed: boolean }[] } = await value('places.candidates', {
      oldKeyId: keyId,
      newKeyId: keyId,
    });
    expect(files).toMatchObject([{ confirmed: false }]);
    const place = { kind: 'listed', placeId: files[0]!.placeId };
    expect(
      await surroundings.page('places.preview', { oldKeyId: keyId, newKeyId: keyId, place }),
    ).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(surroundings.asked).toEqual([file]);
    expect(touched).toEqual([]);
  });

  it('has none opened in any channel, at any text', async () => {
    touched.length = 0;
    surroundings.asked.length = 0;
    const words = {
      real,
      baits: [
        path.join(bait, '.env'),
        path.join(bait, 'made'),
        `~/${BAIT}`,
        `../${BAIT}/.env`,
        `file://${bait}/.env`,
        `${path.join(bait, '.env')}:3`,
      ],
    };
    for (const name of channelsAnsweredBy('vault')) {
      for (const input of hostileInputs(ipcContract[name].input, words, 6)) {
        await surroundings.page(name, input);
      }
      expect(touched, name).toEqual([]);
    }
  }, 300_000);
});
