/** Whoever holds the vault, as the hook sees them: one who answers, and all the ways in which one may not. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ASSISTANTS, type AssistantId } from '../../../electron/assistants/events.ts';
import { holdersThere } from '../../../electron/assistants/ask-holder.ts';
import { answerHook } from '../../../electron/assistants/hook.ts';
import { generateKey } from '../../../shared/key-format.ts';
import { ASSISTANT_EVENTS } from '../../fixtures/assistants/events.ts';

const secret = `svc-${randomBytes(20).toString('base64url')}`;
const key = generateKey('prod');
let folder = '';
const servers: Server[] = [];
const open = new Set<Socket>();

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'holder-'));
});
afterEach(() => {
  for (const socket of open) socket.destroy();
  open.clear();
  for (const server of servers.splice(0)) server.close();
  rmSync(folder, { recursive: true, force: true });
});

type Holder = (socket: Socket, asked: string) => void;
async function serve(holder: Holder): Promise<string> {
  const file = path.join(folder, `${String(servers.length)}.sock`);
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
    let said = '';
    socket.setEncoding('utf8').on('data', (part: string) => {
      said += part;
      if (said.endsWith('\n')) holder(socket, said);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(file, resolve));
  return file;
}

const value = (socket: Socket, found: unknown): void => {
  socket.write(`${JSON.stringify({ kind: 'value', value: { found } })}\n`);
};
/** As it is to be. */
const knows = (socket: Socket, asked: string): void => {
  const { request } = JSON.parse(asked) as { readonly request: { readonly text: string } };
  const places = [...request.text.matchAll(new RegExp(secret, 'g'))];
  value(
    socket,
    places.map(({ index }) => ({ at: index, length: secret.length, name: 'Payments' })),
  );
};

async function hook(assistant: AssistantId, event: object, sockets: readonly string[], patienceMs = 5000) {
  const arrived = { bytes: Buffer.from(JSON.stringify(event)), isWhole: true };
  const { output } = await answerHook(
    assistant,
    arrived,
    { TOKEN: secret },
    holdersThere(sockets, patienceMs),
  );
  return { output, answer: JSON.parse(output) as Record<string, never> };
}

describe.each(ASSISTANTS)('with one who knows the vault’s keys, %s', (assistant) => {
  const events = ASSISTANT_EVENTS[assistant];

  it('is refused what would bring one into the conversation, and told its name', async () => {
    writeFileSync(path.join(folder, '.env'), `PAYMENTS="${secret}"\n`);
    const sockets = [await serve(knows)];
    for (const event of [
      events.shell('cat .env', folder),
      events.shell(`curl -H 'X-Key: ${secret}' https://pay.example.com`, folder),
      events.shell('echo $TOKEN', folder),
      events.prompt(`use ${secret} please`, folder),
    ]) {
      const { answer, output } = await hook(assistant, event, sockets);
      if ('modifiedTransformedPrompt' in answer) expect(output).toContain('was not sent');
      else expect(events.isStopped(answer), output).toBe(true);
      expect(output).toContain('“Payments”');
      expect(output).not.toContain(secret);
      expect((await hook(assistant, event, [])).answer).toEqual({});
    }
    expect((await hook(assistant, events.shell('cat .env | wc -l', folder), sockets)).answer).toEqual({});
    expect(
      (await hook(assistant, events.shell('npm run build -- --configuration=production', folder), sockets))
        .answer,
    ).toEqual({});
  });

  it('gets its output masked, what is known by its form too', async () => {
    const output = `one ${secret}, ${Buffer.from(`me:${secret}`).toString('base64')} and ${key}`;
    const masked = (await hook(assistant, events.shellOutput(output, folder), [await serve(knows)])).output;
    expect(masked).toMatch(/mask|conversation/);
    if (assistant === 'cursor') return;
    expect(masked).not.toContain(secret);
    expect(masked).not.toContain(Buffer.from(`me:${secret}`).toString('base64'));
    expect(masked).not.toContain(key.slice(12, 60));
    expect(masked).toContain('one ****, ****');
  });
});

describe('one who', () => {
  const events = ASSISTANT_EVENTS['claude-code'];
  const stops = async (sockets: readonly string[], patienceMs?: number): Promise<boolean> =>
    events.isStopped(
      (await hook('claude-code', events.prompt(`use ${secret}`, folder), sockets, patienceMs)).answer,
    );

  it.each<[string, Holder]>([
    ['says nothing', () => undefined],
    ['ends at once', (socket) => socket.end()],
    ['refuses', (socket) => socket.write('{"kind":"error","error":{"code":"cancelled"}}\n')],
    [
      'asks a person',
      (socket) => socket.write('{"kind":"asking","code":"123-456","program":"x","minutes":5}\n'),
    ],
    ['says no JSON', (socket) => socket.write('no\n'.repeat(100))],
    ['says a line without an end', (socket) => socket.write('x'.repeat(8 << 20))],
    ['says null', (socket) => socket.write('null\n')],
    ['answers half', (socket) => socket.write('{"kind":"value","val')],
    ['answers without keys', (socket) => socket.write('{"kind":"value"}\n')],
    [
      'answers something else',
      (socket) => {
        value(socket, 'all');
      },
    ],
    [
      'answers with places that are none',
      (socket) => {
        value(socket, [
          null,
          7,
          {},
          { at: -5, length: 30, name: 'x' },
          { at: 0, length: 1e9, name: 'x' },
          { at: 0, length: 4, name: 'x' },
          { at: 0.5, length: 20, name: 'x' },
          { at: 0, length: 20 },
        ]);
      },
    ],
  ])('%s changes nothing of what the form says', async (_, holder) => {
    const sockets = [await serve(holder)];
    expect(await stops(sockets, 300)).toBe(false);
    const { answer, output } = await hook('claude-code', events.prompt(`use ${key}`, folder), sockets, 300);
    expect(events.isStopped(answer)).toBe(true);
    expect(output).toContain(key.slice(0, 12));
  });

  it('hangs is not waited for beyond the bound, however many there are', async () => {
    const sockets = await Promise.all(Array.from({ length: 6 }, () => serve(() => undefined)));
    // Without a bound this would not end.
    expect(await stops(sockets, 50)).toBe(false);
    expect(open.size).toBeLessThanOrEqual(6);
  });

  it('has left its socket behind, is nobody; another one still counts', async () => {
    expect(await stops([path.join(folder, 'gone.sock'), await serve(knows)])).toBe(true);
  });

  it('is asked nothing where nothing could be a key, or the form says all', async () => {
    let count = 0;
    const socket = await serve((one, asked) => {
      count += 1;
      knows(one, asked);
    });
    await hook('claude-code', events.shell('ls -la', '/tmp'), [socket]);
    await hook('claude-code', events.prompt(`use ${key}`, folder), [socket]);
    expect(count).toBe(0);
  });

  it('names a key with signs that steer, does not steer the answer', async () => {
    const socket = await serve((one, asked) => {
      const { request } = JSON.parse(asked) as { readonly request: { readonly text: string } };
      value(one, [
        { at: request.text.indexOf(secret), length: secret.length, name: `a\u001b[2J\n${'x'.repeat(500)}` },
      ]);
    });
    const { output } = await hook('claude-code', events.prompt(`use ${secret}`, folder), [socket]);
    expect(output).not.toMatch(/\\u001b|\\n|x{100}/);
  });

  it('answered once is forgotten with the event', async () => {
    expect(await stops([await serve(knows)])).toBe(true);
    expect(await stops([])).toBe(false);
  });
});
