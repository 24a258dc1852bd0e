/** A vault with a key at a real sandbox, `augno-vault agent` in a process of its own, and programs that ask it. */
import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { agentAddress, addressSources, type AgentAddress } from '../../../../electron/agent/address.ts';
import { createVault } from '../../../../electron/vault/index.ts';
import { KDF_CEILING, KDF_FLOOR } from '../../../../electron/vault/crypto/kdf.ts';
import { runCommand, type CommandResult } from '../../providers/augno/support/command.ts';
import { PASSWORD, password, World } from '../../providers/augno/support/world.ts';
import { saying, type Said } from './saying.ts';
import { Session } from './session.ts';

export const CLI = path.resolve(import.meta.dirname, '../../../../dist/cli.js');

export interface Running extends Said {
  readonly child: ChildProcess;
}

export function start(command: string, args: readonly string[], options: SpawnOptions = {}): Running {
  const child = spawn(command, [...args], { ...options, stdio: ['pipe', 'pipe', 'pipe'] });
  const { said, hear, end } = saying();
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      hear(stream, text);
    });
  child.once('close', end);
  return { child, ...said };
}

export class AgentWorld {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'agent-'));
  readonly vault: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly address: AgentAddress;
  erp!: { readonly id: string; readonly secret: string };
  agent!: Running;
  readonly #world: World;
  readonly #running: ChildProcess[] = [];
  readonly #session: Session;

  private constructor(world: World) {
    this.#world = world;
    this.vault = path.join(this.folder, 'v');
    const runtime = path.join(this.folder, 'run');
    mkdirSync(runtime, { mode: 0o700 });
    const { NODE_OPTIONS: _options, CI: _ci, ...rest } = process.env;
    this.environment = {
      ...rest,
      XDG_RUNTIME_DIR: runtime,
      AUGNO_VAULT_DIR: this.vault,
      LANG: 'C.UTF-8',
    };
    this.#session = new Session(this.environment);
    this.address = agentAddress(this.vault, {
      ...addressSources(),
      environment: { XDG_RUNTIME_DIR: runtime },
    });
  }

  static async start(): Promise<AgentWorld> {
    const agents = new AgentWorld(await World.start());
    const { vault } = await createVault({
      folder: agents.vault,
      name: 'Agent',
      password: password(),
      actor: 'command',
      withRecoveryKey: false,
      kdf: { choose: () => Promise.resolve(KDF_FLOOR), floor: KDF_FLOOR, ceiling: KDF_CEILING },
    });
    vault.close();
    const { url } = agents.sandbox;
    await agents.withPassword(
      ['connect', '--url', url, '--name', 'Test'],
      agents.#world.account('test').adminKey,
    );
    const made = ['keys', 'create', '--name', 'ERP', '--role', 'Admin', '--reveal', '--json'];
    agents.erp = (await agents.withPassword(made)).json();
    await agents.startAgent();
    return agents;
  }

  get sandbox(): World['sandbox'] {
    return this.#world.sandbox;
  }

  get world(): World {
    return this.#world;
  }

  /** As a person at a terminal does who gives the password. */
  withPassword(args: readonly string[], ...secrets: string[]): Promise<CommandResult> {
    return runCommand(this.vault, args, [PASSWORD, ...secrets]);
  }

  async startAgent(): Promise<void> {
    this.agent = this.command(['agent', '--password-stdin']);
    this.agent.child.stdin!.end(`${PASSWORD}\n`);
    await this.agent.until('is held open');
  }

  /** The built command, started by this test's own process. */
  command(args: readonly string[], options: SpawnOptions = {}): Running {
    return this.#keep(start(process.execPath, ['--', CLI, ...args], { env: this.environment, ...options }));
  }

  /** The same, started by `program`, which runs a script that waits for it; all of them in one session. */
  script(name: string, args: readonly string[], program = '/bin/sh'): Said {
    return this.#session.start(program, [this.#write(name, args)]);
  }

  /** Another program, in the session that scripts run in. */
  inSession(program: string, args: readonly string[]): Said {
    return this.#session.start(program, args);
  }

  /** The same in a session of its own whose leader has ended. */
  leaderless(name: string, args: readonly string[]): Running {
    const wait = 'leader=$$; (while [ -d "/proc/$leader" ]; do sleep 0.02; done; exec /bin/sh "$0") &';
    return this.#keep(
      start('/bin/sh', ['-c', wait, this.#write(name, args)], { env: this.environment, detached: true }),
    );
  }

  #write(name: string, args: readonly string[]): string {
    const words = [process.execPath, '--', CLI, ...args].map((word) => `'${word}'`).join(' ');
    const file = path.join(this.folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, `${words} < /dev/null\nexit $?\n`);
    return file;
  }

  #keep(running: Running): Running {
    this.#running.push(running.child);
    return running;
  }

  /** What a person does at another terminal. @returns the exit code */
  async agentCommand(args: readonly string[]): Promise<Running> {
    const running = this.command(['agent', ...args, '--password-stdin']);
    running.child.stdin!.end(`${PASSWORD}\n`);
    await running.ended;
    return running;
  }

  /** Says yes to whatever `asking` shows. @returns the code */
  async approve(asking: Said, ...options: readonly string[]): Promise<string> {
    const code = await asking.until(/\d{3}-\d{3}/);
    const said = await this.agentCommand(['approve', code, ...options]);
    if ((await said.ended) !== 0) throw new Error(said.err());
    return code;
  }

  /** Newest first, what the log says in words. */
  async log(): Promise<readonly string[]> {
    const { entries } = (await this.withPassword(['audit', '--json'])).json<{
      entries: readonly { readonly detail: string | null }[];
    }>();
    return entries.map(({ detail }) => detail ?? '');
  }

  async close(): Promise<void> {
    this.#session.end();
    for (const child of this.#running) if (child.exitCode === null) child.kill('SIGKILL');
    await this.#world.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
