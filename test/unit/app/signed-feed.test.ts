/** A feed that drips, says nothing or never ends: let go of after 30 seconds, or once it has said too much. */
import { createServer, request as httpRequest, type RequestOptions, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HttpExecutor } from 'builder-util-runtime';
import type { ProviderRuntimeOptions } from 'electron-updater/out/providers/Provider.js';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SignedFeedProvider } from '../../../electron/app/signed-feed.ts';
import { updateFailure } from '../../../electron/app/update-failure.ts';

/** The updater's own client, over Node's HTTP in place of the engine's. */
class NodeExecutor extends HttpExecutor<ReturnType<typeof httpRequest>> {
  override createRequest(options: RequestOptions, callback: (response: unknown) => void) {
    return httpRequest(options, callback);
  }
}

let closed: Promise<void>;
let asked: Promise<void>;
let url: string;
let behave: (response: ServerResponse) => void;
const server = createServer((_request, response) => {
  closed = new Promise((resolve) => response.once('close', resolve));
  behave(response);
});

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
});
afterEach(async () => {
  vi.useRealTimers();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function look(): Promise<unknown> {
  const options = {
    address: new URL(url),
    publicKey: '',
    currentVersion: '1.0.0',
    seen: { highest: () => '1.0.0', note: () => undefined },
  };
  const runtime = { isUseMultipleRangeRequest: false, platform: 'linux', executor: new NodeExecutor() };
  const provider = new SignedFeedProvider(
    options,
    null as never,
    runtime as unknown as ProviderRuntimeOptions,
  );
  return provider.getLatestVersion().then(
    () => 'taken',
    (thrown: unknown) => updateFailure(thrown).message,
  );
}

it.each<[string, (response: ServerResponse) => void]>([
  ['says nothing', () => undefined],
  [
    'drips',
    (response) => {
      const drip = setInterval(() => response.write('#'), 5);
      response.once('close', () => clearInterval(drip));
    },
  ],
  [
    'stops in the middle',
    (response) => void response.writeHead(200, { 'Content-Length': 400 }).write('version: '),
  ],
])('one that %s is cut after 30 seconds', async (_name, manners) => {
  asked = new Promise((resolve) => {
    behave = (response) => {
      manners(response);
      resolve();
    };
  });
  const end = look();
  await asked;
  await vi.advanceTimersByTimeAsync(29_000);
  expect(await Promise.race([end, new Promise((resolve) => setImmediate(resolve, 'waiting'))])).toBe(
    'waiting',
  );
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await end).toBe('The update feed did not answer in time.');
  await closed;
});

it('one that never ends is cut before it fills the memory', async () => {
  let sent = 0;
  behave = (response) => {
    const chunk = '#'.repeat(64 * 1024);
    const more = (): void => {
      while (!response.destroyed && response.write(chunk)) sent += chunk.length;
      if (!response.destroyed) response.once('drain', more);
    };
    more();
  };
  expect(await look()).toBe('The update feed sends more than the description of an update.');
  await closed;
  expect(sent).toBeLessThan(64 * 1024 * 1024);
});
