/**
 * Serves the socket: tells who connects, reads one bounded request, answers. What is allowed is the business of the grants;
 * what is done, of whoever holds the vault.
 */
import { chmodSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { AppError, toAppError } from '../../shared/errors.ts';
import { say } from '../../shared/messages/say.ts';
import { assertPathFits, isSocketThere, prepareFolder, type AgentAddress } from './address.ts';
import { JsonLines } from './json-lines.ts';
import type { PeerReader } from './peer.ts';
import { programBehind, type OwnCommand, type Program } from './program.ts';
import { LONGEST_REQUEST, requestSchema, type AgentAnswer, type AgentRequest } from './protocol.ts';
import { PROTOCOL } from './spoken.ts';

const PATIENCE_MS = 10_000;
const MOST_CONNECTIONS = 64;

export interface Exchange {
  readonly program: Program;
  readonly request: AgentRequest;
  readonly send: (answer: AgentAnswer) => Promise<void>;
  /** Aborted once the client is gone. */
  readonly over: AbortSignal;
}

export interface AgentServerOptions {
  readonly address: AgentAddress;
  readonly own: OwnCommand;
  readonly peers: PeerReader;
  readonly answer: (exchange: Exchange) => Promise<void>;
  /** How long one is waited for that connects and says nothing, in milliseconds. */
  readonly patienceMs?: number;
}

export interface AgentServer {
  /** Ends every connection and takes the socket away. */
  close(): void;
}

/** @throws AppError `conflict` where somebody serves already, or something that is not ours lies there */
export async function serveAgent(options: AgentServerOptions): Promise<AgentServer> {
  const { address } = options;
  assertPathFits(address);
  prepareFolder(address);
  await removeStale(address);
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    if (open.size > MOST_CONNECTIONS) socket.destroy();
    else void converse(socket, options);
  });
  await listen(server, address);
  return {
    close() {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}

async function listen(server: Server, { folder, path: file }: AgentAddress): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(file, () => {
      server.off('error', reject);
      resolve();
    });
  }).catch((thrown: unknown) => {
    throw (thrown as NodeJS.ErrnoException).code === 'EADDRINUSE' ? inUse() : thrown;
  });
  // The folder keeps others out; this says it once more.
  if (folder !== null) chmodSync(file, 0o600);
}

function inUse(): AppError {
  return new AppError({
    code: 'conflict',
    message: say('agent.already-served'),
    hint: say('agent.already-served-hint'),
  });
}

/** A socket at which nobody answers was left by a process that was killed. */
async function removeStale(address: AgentAddress): Promise<void> {
  if (address.folder === null || !isSocketThere(address)) return;
  const answers = await new Promise<boolean>((resolve) => {
    const socket = connect(address.path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code !== 'ECONNREFUSED' && error.code !== 'ENOENT');
    });
  });
  if (answers) throw inUse();
  rmSync(address.path, { force: true });
}

async function converse(socket: Socket, options: AgentServerOptions): Promise<void> {
  const lines = new JsonLines(socket, LONGEST_REQUEST);
  const patience = setTimeout(() => {
    lines.destroy();
  }, options.patienceMs ?? PATIENCE_MS);
  try {
    // Only who says something costs more than a connection.
    const said = await lines.next();
    clearTimeout(patience);
    if (said === null) return;
    const program = await options.peers(socket).then(
      async (facts) => (facts === null ? null : await programBehind(facts, options.own)),
      () => null,
    );
    if (program === null) throw unknownPeer();
    const parsed = requestSchema.safeParse(said);
    if (!parsed.success) throw misunderstood();
    await options.answer({
      program,
      request: parsed.data.request,
      send: async (answer) => lines.send(answer),
      over: lines.over,
    });
  } catch (thrown) {
    await lines.send({ kind: 'error', error: toAppError(thrown).serialize() } satisfies AgentAnswer);
  } finally {
    clearTimeout(patience);
    lines.end();
  }
}

function unknownPeer(): AppError {
  return new AppError({
    code: 'unsupported',
    message: say('agent.unknown-peer'),
    hint: say('agent.use-the-password'),
  });
}

function misunderstood(): AppError {
  return new AppError({
    code: 'unsupported',
    message: say('agent.another-protocol', { version: PROTOCOL }),
    hint: say('agent.another-protocol-hint'),
  });
}
