/** What the MCP server keeps of an answer that came after it had stopped waiting. */
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { agentAddress } from '../../../electron/agent/address.ts';
import { createVaultDesk } from '../../../electron/cli/mcp/vault-desk.ts';
import { MINUTE_MS } from '../../../shared/times.ts';

let folder: string;
let server: Server;
const asking: Socket[] = [];
const say = (socket: Socket, answer: object): boolean => socket.write(`${JSON.stringify(answer)}\n`);

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'waiting-'));
  vi.stubEnv('XDG_RUNTIME_DIR', folder);
  const { folder: own, path: file } = agentAddress(folder);
  mkdirSync(own!, { recursive: true });
  chmodSync(own!, 0o700);
  // Asks a person each time, who takes longer than a tool waits.
  server = createServer((socket) => {
    asking.push(socket.resume());
    say(socket, { kind: 'asking', code: `000-00${String(asking.length)}`, program: 'p', minutes: 5 });
  }).listen(file);
  await once(server, 'listening');
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  for (const socket of asking.splice(0)) socket.destroy();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

describe.runIf(process.platform !== 'win32')('an answer that nobody waited for', () => {
  const over = new AbortController();
  const desk = () => createVaultDesk(folder, null, over.signal, 1);

  it('is there for the next call', async () => {
    const { query } = desk();
    expect(await query('findings', null)).toEqual({ waiting: { code: '000-001' } });
    say(asking[0]!, { kind: 'value', value: 7 });
    await once(asking[0]!, 'close');
    expect(await query('findings', null)).toEqual({ value: 7 });
    expect(asking).toHaveLength(1);
  });

  it('is gone after a while: what was allowed then says nothing of now', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { query } = desk();
    const first = query('findings', null);
    await expect.poll(() => asking.length).toBe(1);
    await vi.advanceTimersByTimeAsync(10);
    expect(await first).toEqual({ waiting: { code: '000-001' } });
    say(asking[0]!, { kind: 'value', value: 7 });
    await once(asking[0]!, 'close');
    await vi.advanceTimersByTimeAsync(5 * MINUTE_MS);
    const second = query('findings', null);
    await expect.poll(() => asking.length).toBe(2);
    await vi.advanceTimersByTimeAsync(10);
    expect(await second).toEqual({ waiting: { code: '000-002' } });
  });
});
