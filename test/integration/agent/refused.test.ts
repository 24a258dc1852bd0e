/** Whoever is not told for certain, and whatever lies in the socket's place, is refused: by the command and by who serves. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askAgent } from '../../../electron/agent/client.ts';
import { systemPeerReader } from '../../../electron/agent/peer.ts';
import { LONGEST_REQUEST } from '../../../electron/agent/protocol.ts';
import { ownCommand } from '../../../electron/agent/program.ts';
import { serveAgent, type AgentServer, type Exchange } from '../../../electron/agent/server.ts';
import { AgentWorld, start } from './support/agent-world.ts';

const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
const signal = new AbortController().signal;
/** Connects, says what it is told, and prints what it hears. */
const SPEAKER = `
  const socket = require('node:net').connect(process.argv[1]);
  socket.on('connect', () => socket.write(process.argv[2] + '\\n'));
  socket.on('data', (data) => process.stdout.write(data));
  socket.on('error', (error) => { console.log(error.code); });
`;
const said = (request: object): string => JSON.stringify({ protocol: 1, request });
const LIST = said({
  kind: 'command',
  args: ['keys', 'list'],
  connection: null,
  json: true,
  quiet: false,
  language: 'en',
});

let agents: AgentWorld;
beforeAll(async () => {
  agents = await AgentWorld.start();
});
afterAll(async () => {
  await agents.close();
});

describe.runIf(process.platform === 'linux')('an agent', () => {
  it('takes what was said by an allowed program, said by another, for that other’s', async () => {
    const allowed = agents.script('allowed.sh', ['keys', 'list', '--json']);
    await agents.approve(allowed, '--for', '1h');
    expect(await allowed.ended).toBe(0);
    // The same bytes: nothing in them says who is asking.
    const replay = start(process.execPath, ['-e', SPEAKER, agents.address.path, LIST]);
    const code = await replay.until(/\d{3}-\d{3}/);
    expect(replay.out()).not.toContain(agents.erp.id);
    await expect.poll(() => agents.agent.err()).toMatch(/Code [\d-]+: node -e .* wants to list/s);
    await agents.agentCommand(['refuse', code]);
    await replay.ended;
    expect(replay.out()).toContain('"cancelled"');
  });

  it('asks about a command that was made to load more as about a program of its own', async () => {
    const more = path.join(agents.folder, 'more.cjs');
    writeFileSync(more, '');
    const file = path.join(agents.folder, 'allowed.sh');
    const loaded = start('/bin/sh', [file], {
      env: { ...agents.environment, NODE_OPTIONS: `--require ${more}` },
    });
    await loaded.until(/code \d{3}-\d{3}, for node -- /);
    await agents.agentCommand(['refuse', await loaded.until(/\d{3}-\d{3}/)]);
    expect(await loaded.ended).toBe(1);
  });

  it('does nothing but a handful of commands for another program, whoever asks', async () => {
    for (const args of [
      ['export', 'x'],
      ['backup', 'x'],
      ['recovery-key'],
      ['agent', 'grants'],
      ['keys', 'create'],
      ['connections', 'remove', 'Test'],
      [],
    ])
      await expect(
        askAgent(
          agents.address,
          { kind: 'command', args, connection: null, json: true, quiet: true, language: 'en' },
          { signal },
        ),
      ).rejects.toMatchObject({ code: 'unsupported' });
    await expect(
      askAgent(
        agents.address,
        { kind: 'grants', password: Buffer.from('wrong').toString('base64') },
        { signal },
      ),
    ).rejects.toMatchObject({ code: 'vault-wrong-password' });
  });

  it.runIf(isRoot)('is not reached by another user, and answers none whom the folder lets in', async () => {
    const { folder, path: file } = agents.address;
    const speak = () =>
      spawnSync(process.execPath, ['-e', SPEAKER, file, LIST], {
        uid: NOBODY,
        gid: NOBODY,
        encoding: 'utf8',
      });
    expect(speak().stdout.trim()).toBe('EACCES');
    for (const each of [agents.folder, path.dirname(folder!), folder!]) chmodSync(each, 0o755);
    chmodSync(file, 0o666);
    try {
      expect(speak().stdout).toContain('which program is asking');
      // The command itself asks nobody in a folder that is open to others.
      const asking = agents.command(['keys', 'list']);
      asking.child.stdin!.end();
      expect(await asking.ended).toBe(1);
      expect(asking.err()).toContain('is not yours alone');
    } finally {
      chmodSync(folder!, 0o700);
    }
  });

  it('leaves a second one out', async () => {
    const second = agents.command(['agent', '--password-stdin']);
    second.child.stdin!.end('correct horse battery staple\n');
    expect(await second.ended).toBe(1);
    expect(second.err()).toContain('held open by another process already');
    expect(existsSync(agents.address.path)).toBe(true);
  });

  it('that was killed leaves a socket that the next one takes for what it is', async () => {
    agents.agent.child.kill('SIGKILL');
    await agents.agent.ended;
    expect(existsSync(agents.address.path)).toBe(true);
    const asking = agents.script('allowed.sh', ['keys', 'list']);
    expect(await asking.ended).toBe(2);
    expect(asking.err()).toContain('A password is needed');
    await agents.startAgent();
    expect(await agents.command(['agent', 'stop']).ended).toBe(0);
  });
});

describe.runIf(process.platform === 'linux')('what lies in the socket’s place', () => {
  let folder: string;
  let server: AgentServer | null = null;
  const served: Exchange[] = [];
  const serve = async (patienceMs?: number): Promise<AgentServer> => {
    server = await serveAgent({
      address: { folder: path.join(folder, 'own'), path: path.join(folder, 'own', 'a.sock') },
      own: ownCommand(process.argv[1]!),
      peers: systemPeerReader(),
      answer: async (exchange) => {
        served.push(exchange);
        await exchange.send({ kind: 'done', exitCode: 0 });
      },
      ...(patienceMs === undefined ? {} : { patienceMs }),
    });
    return server;
  };
  const talk = () =>
    askAgent(
      { folder: path.join(folder, 'own'), path: path.join(folder, 'own', 'a.sock') },
      { kind: 'stop' },
      { signal },
    );
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'socket-'));
    served.length = 0;
  });
  afterEach(() => {
    server?.close();
    server = null;
    rmSync(folder, { recursive: true, force: true });
  });

  it('is answered to, with the program behind it', async () => {
    await serve();
    expect(await talk()).toMatchObject({ kind: 'done' });
    expect(served[0]!.program.startedBy.length).toBeGreaterThan(0);
  });

  it.each([
    [
      'a folder that others may enter',
      (own: string) => {
        mkdirSync(own);
        chmodSync(own, 0o750);
      },
    ],
    [
      'a link to a folder',
      (own: string) => {
        mkdirSync(`${own}-real`, { mode: 0o700 });
        symlinkSync(`${own}-real`, own);
      },
    ],
    [
      'a file',
      (own: string) => {
        writeFileSync(own, '');
      },
    ],
  ])('is refused where it lies in %s', async (_name, lay) => {
    lay(path.join(folder, 'own'));
    await expect(serve()).rejects.toMatchObject({ code: 'conflict' });
    await expect(talk()).rejects.toMatchObject({ code: 'conflict' });
  });

  it.runIf(isRoot)('is refused where it lies in another user’s folder', async () => {
    const own = path.join(folder, 'own');
    mkdirSync(own, { mode: 0o700 });
    execFileSync('chown', [`${String(NOBODY)}:${String(NOBODY)}`, own]);
    await expect(serve()).rejects.toMatchObject({ code: 'conflict' });
    await expect(talk()).rejects.toMatchObject({ code: 'conflict' });
  });

  it('is refused where it is a link to a socket, or a file', async () => {
    const own = path.join(folder, 'own');
    mkdirSync(own, { mode: 0o700 });
    const other = createServer().listen(path.join(folder, 'other.sock'));
    try {
      symlinkSync(path.join(folder, 'other.sock'), path.join(own, 'a.sock'));
      await expect(talk()).rejects.toMatchObject({ code: 'conflict' });
      await expect(serve()).rejects.toMatchObject({ code: 'conflict' });
      rmSync(path.join(own, 'a.sock'));
      writeFileSync(path.join(own, 'a.sock'), 'kept');
      await expect(talk()).rejects.toMatchObject({ code: 'conflict' });
      await expect(serve()).rejects.toMatchObject({ code: 'conflict' });
    } finally {
      other.close();
    }
  });

  const raw = async (): Promise<{ readonly socket: Socket; readonly closed: Promise<void> }> => {
    const socket = connect(path.join(folder, 'own', 'a.sock'));
    socket.on('error', () => undefined);
    socket.resume();
    const closed = new Promise<void>((resolve) =>
      socket.once('close', () => {
        resolve();
      }),
    );
    await new Promise<void>((resolve) =>
      socket.once('connect', () => {
        resolve();
      }),
    );
    return { socket, closed };
  };

  it('cuts off who floods it, who says nothing, and who speaks something else; others go on', async () => {
    await serve(200);
    const [flood, silent, odd] = [await raw(), await raw(), await raw()];
    const chunk = Buffer.alloc(1 << 16, 'x');
    for (let sent = 0; sent <= 2 * LONGEST_REQUEST && !flood.socket.destroyed; sent += chunk.length)
      flood.socket.write(chunk);
    odd.socket.write('{"protocol":99}\n');
    await Promise.all([flood.closed, silent.closed, odd.closed]);
    expect(served).toEqual([]);
    server!.close();
    await serve();
    expect(await talk()).toMatchObject({ kind: 'done' });
  });

  it('lets in no more than it can tell apart', async () => {
    await serve(60_000);
    const many = await Promise.all([...Array(80).keys()].map(() => raw()));
    await expect
      .poll(() => many.filter(({ socket }) => socket.destroyed).length, { timeout: 60_000 })
      .toBe(16);
    for (const { socket } of many) socket.destroy();
    await expect
      .poll(async () => await talk().catch(() => null), { timeout: 60_000 })
      .toMatchObject({ kind: 'done' });
  });
});
