/**
 * The built command on Windows' own Node, under Wine. What is found here is a reason to look; what passes is no proof: names
 * without case, drive letters, backslashes and files that are held are Wine's own, near to Windows and not Windows.
 *
 * `build/test-windows.mjs` says by the environment where Node, the command and Wine's folder are.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Code of why it was not started. */
  readonly failed?: string;
}

export interface RunOptions {
  /** For standard input; left out: empty. */
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

interface Answer {
  readonly id: number;
  readonly error?: string;
  readonly [name: string]: unknown;
}

function told(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error('Start these tests with: npm run test:windows');
  return value;
}

const root = path.resolve(import.meta.dirname, '../../..');
/** A path of this machine as Windows sees it under Wine. */
const asWindows = (file: string): string => `Z:${file.replaceAll('/', '\\')}`;
const COMMAND = asWindows(path.join(root, 'dist', 'cli.js'));
const QUICK_DERIVATION = asWindows(path.join(root, 'test/fixtures/vault/floor-derivation.cjs'));
export const PASSWORD = 'Äpfel & 7 Birnen im Körbchen';

const text = (base64: unknown): string =>
  Buffer.from(typeof base64 === 'string' ? base64 : '', 'base64').toString('utf8');

export class Windows {
  /** Below drive C, empty at first and gone at the end; its own name has a blank and an umlaut. */
  readonly #folder: string;
  readonly #socket: Socket;
  readonly #end: () => Promise<void>;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #count = 0;
  /** Why nothing is answered any more. */
  #over: string | null = null;

  private constructor(folder: string, socket: Socket, end: () => Promise<void>) {
    this.#folder = folder;
    this.#socket = socket;
    this.#end = end;
    createInterface({ input: socket }).on('line', (line) => {
      const answer = JSON.parse(line) as Answer;
      this.#waiting.get(answer.id)?.(answer);
      this.#waiting.delete(answer.id);
    });
    // Whoever waits is told; a test that only runs out of time names no cause.
    socket.once('close', () => {
      this.#over = 'Node under Wine has ended, or its connection broke off.';
      for (const [id, answer] of this.#waiting) answer({ id, error: this.#over });
      this.#waiting.clear();
    });
    socket.on('error', () => undefined);
    for (const each of ['AppData/Roaming', 'AppData/Local', 'Temp'])
      mkdirSync(this.host('Ada Müller', each), { recursive: true });
  }

  static async open(): Promise<Windows> {
    const prefix = told('AUGNO_VAULT_WINE_PREFIX');
    const tests = path.join(prefix, 'drive_c', 'tests');
    mkdirSync(tests, { recursive: true });
    const folder = mkdtempSync(path.join(tests, 'für uns '));
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { readonly port: number };
    const nothing = openSync('/dev/null', 'r+');
    const driver = asWindows(path.join(import.meta.dirname, 'driver.cjs'));
    const child = spawn(told('AUGNO_VAULT_WINE'), [told('AUGNO_VAULT_WINDOWS_NODE'), driver, String(port)], {
      env: {
        PATH: process.env['PATH'],
        HOME: prefix,
        LANG: 'C.UTF-8',
        WINEPREFIX: prefix,
        WINEDEBUG: '-all',
        NODE_SKIP_PLATFORM_CHECK: '1',
      },
      stdio: [nothing, nothing, nothing],
    });
    closeSync(nothing);
    const gone = once(child, 'exit');
    const [socket] = (await Promise.race([
      once(server, 'connection'),
      gone.then(() => {
        throw new Error('Node did not start under Wine.');
      }),
    ])) as [Socket];
    server.close();
    return new Windows(folder, socket, async () => {
      socket.end();
      await gone;
      rmSync(folder, { recursive: true, force: true });
    });
  }

  /** As Windows names it. */
  at(...parts: readonly string[]): string {
    const folder = path.basename(this.#folder);
    return path.win32.join('C:\\tests', folder, ...parts.map((part) => part.replaceAll('/', '\\')));
  }

  /** As this machine names it. */
  host(...parts: readonly string[]): string {
    return path.join(this.#folder, ...parts);
  }

  /** Writes a file, with the folders above it. */
  write(file: string, content: string | Uint8Array): string {
    mkdirSync(path.dirname(this.host(file)), { recursive: true });
    writeFileSync(this.host(file), content);
    return this.at(file);
  }

  async command(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
    return await this.program(null, ['--require', QUICK_DERIVATION, COMMAND, ...args], options);
  }

  /** The command on the vault of these tests, with its password. */
  async vault(
    args: readonly string[],
    options: RunOptions & { readonly more?: string } = {},
  ): Promise<Ended> {
    const input = options.input ?? `${PASSWORD}\n${options.more ?? ''}`;
    return await this.command([...args.slice(0, 1), ...this.vaultOptions, ...args.slice(1)], {
      ...options,
      input,
    });
  }

  get vaultOptions(): readonly string[] {
    return ['--vault', this.at('My Vault'), '--password-stdin'];
  }

  /** @param program as Windows finds it; null for Node */
  async program(program: string | null, args: readonly string[], options: RunOptions = {}): Promise<Ended> {
    const answer = await this.#call('run', { program, args, ...this.#surroundings(options) });
    return ended(answer);
  }

  async start(args: readonly string[], options: RunOptions = {}): Promise<Started> {
    const { pid } = await this.#call('start', { args: [COMMAND, ...args], ...this.#surroundings(options) });
    return {
      output: async () => text((await this.#call('output', { pid }))['stdout']),
      kill: async () => ended(await this.#call('kill', { pid })),
      wait: async () => ended(await this.#call('wait', { pid })),
    };
  }

  /** Runs `code` (the body of an asynchronous function, with `require`) in Windows' Node. */
  async evaluate(code: string): Promise<unknown> {
    return (await this.#call('evaluate', { code }))['value'];
  }

  /** Opens a file in another process until the answer is called. */
  async hold(file: string): Promise<() => Promise<void>> {
    await this.#call('hold', { file });
    return async () => {
      await this.#call('release', { file });
    };
  }

  async close(): Promise<void> {
    await this.#end();
  }

  #surroundings({ input = '', env = {}, cwd }: RunOptions): Record<string, unknown> {
    const home = this.at('Ada Müller');
    return {
      input: Buffer.from(input as string).toString('base64'),
      cwd: cwd ?? this.at(),
      env: {
        USERPROFILE: home,
        APPDATA: `${home}\\AppData\\Roaming`,
        LOCALAPPDATA: `${home}\\AppData\\Local`,
        TEMP: `${home}\\Temp`,
        TMP: `${home}\\Temp`,
        LANG: 'en_US.UTF-8',
        ...env,
      },
    };
  }

  async #call(
    op: string,
    request: Readonly<Record<string, unknown>>,
  ): Promise<Answer & Record<string, unknown>> {
    if (this.#over !== null) throw new Error(this.#over);
    this.#count += 1;
    const id = this.#count;
    const answered = new Promise<Answer>((resolve) => {
      this.#waiting.set(id, resolve);
    });
    this.#socket.write(`${JSON.stringify({ id, op, ...request })}\n`);
    const answer = await answered;
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer;
  }
}

export interface Started {
  output(): Promise<string>;
  kill(): Promise<Ended>;
  wait(): Promise<Ended>;
}

function ended(answer: Answer): Ended {
  return {
    code: answer['code'] as number | null,
    stdout: text(answer['stdout']),
    stderr: text(answer['stderr']),
    ...(typeof answer['failed'] === 'string' ? { failed: answer['failed'] } : {}),
  };
}
