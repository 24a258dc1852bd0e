/** A whole reply without `fetch` around it goes the same way, and ends as surely. */
import type { Socket } from 'node:net';
import { expect, it } from 'vitest';
import type { Sender } from '../../../electron/http/sender.ts';
import type { WholeReply } from '../../../electron/http/whole-reply.ts';
import { API, FINE, senderFor, startCompanyApi, tidily } from './support/asking.ts';
import { startApi, startProxy, startTcp, until } from './support/servers.ts';

tidily();

const exchange = async (
  sender: Sender,
  origin = API,
  signal = new AbortController().signal,
): Promise<WholeReply> =>
  await sender.exchange({
    ...{ url: `${origin}/v1/catalog/units`, method: 'GET', body: null, signal },
    ...{ headers: [['authorization', 'Bearer x']] as const, maximumBytes: 1000 },
  });

it('goes through the proxy that is named, over connections that are kept', async () => {
  const api = await startCompanyApi();
  const proxy = await startProxy({ target: api.port });
  const sender = senderFor({ HTTPS_PROXY: `http://me:pw@127.0.0.1:${String(proxy.port)}` });
  for (let count = 0; count < 5; count += 1) {
    const { status, body } = await exchange(sender);
    expect([status, body.toString()]).toEqual([200, FINE]);
  }
  expect(proxy.connections()).toBeLessThanOrEqual(2);
  expect(proxy.asked[0]!.authorization).toBe(`Basic ${Buffer.from('me:pw').toString('base64')}`);
});

it('tries the next proxy where one is down, and none for what is on this machine', async () => {
  const api = await startCompanyApi();
  const proxy = await startProxy({ target: api.port });
  const answer = `PROXY 127.0.0.1:1; PROXY 127.0.0.1:${String(proxy.port)}`;
  expect((await exchange(senderFor({}, answer))).body.toString()).toBe(FINE);
  const local = await startApi(null, (_request, response) => response.end('here'));
  const sender = senderFor({ HTTP_PROXY: `http://127.0.0.1:${String(proxy.port)}` });
  expect((await exchange(sender, `http://127.0.0.1:${String(local.port)}`)).body.toString()).toBe('here');
  expect(proxy.connections()).toBe(1);
});

it('is sent nowhere unchecked, and not to whom nobody vouches for', async () => {
  const api = await startCompanyApi();
  const proxy = await startProxy({ target: api.port });
  const environment = { HTTPS_PROXY: `http://127.0.0.1:${String(proxy.port)}` };
  await expect(
    exchange(senderFor({ ...environment, NODE_TLS_REJECT_UNAUTHORIZED: '0' })),
  ).rejects.toMatchObject({ code: 'unsupported' });
  await expect(exchange(senderFor({ ...environment, NODE_EXTRA_CA_CERTS: '/nowhere' }))).rejects.toThrow();
});

it('follows no redirect, and takes no more than it may', async () => {
  const moved = await startApi(null, (_request, response) =>
    response.writeHead(307, { location: '/x' }).end(),
  );
  const { status } = await exchange(senderFor({}), `http://127.0.0.1:${String(moved.port)}`);
  expect(status).toBe(307);
  const large = await startApi(null, (_request, response) => response.end('x'.repeat(1001)));
  await expect(exchange(senderFor({}), `http://127.0.0.1:${String(large.port)}`)).rejects.toThrow(
    'too large',
  );
});

it('that is given up ends alone, whether it was sent or not', async () => {
  const sockets: Socket[] = [];
  const tcp = await startTcp((socket) => {
    socket.once('data', () => sockets.push(socket));
  });
  const origin = `http://127.0.0.1:${String(tcp.port)}`;
  const sender = senderFor({});
  const abort = new AbortController();
  const given = exchange(sender, origin, abort.signal);
  await until(() => sockets.length === 1);
  const kept = exchange(sender, origin);
  await until(() => sockets.length === 2);
  const early = new AbortController();
  const never = exchange(sender, origin, early.signal);
  early.abort();
  abort.abort();
  await expect(given).rejects.toThrow('Aborted');
  await expect(never).rejects.toThrow('Aborted');
  await expect(exchange(sender, origin, AbortSignal.abort())).rejects.toThrow('Aborted');
  sockets[1]!.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}');
  expect((await kept).body.toString()).toBe('{}');
  sender.close();
  await until(() => tcp.open() === 0);
});
