/**
 * Every way out of the page that Chromium has, tried against listeners on this machine, which must hear nothing. The same
 * attempts from a window without any of the app's rules are heard: the listeners have ears.
 */
import { expect, test } from '@playwright/test';
import { createSocket, type Socket } from 'node:dgram';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import path from 'node:path';
import { closeStarted, launchApp, makeTemporaryFolder, type RunningApp } from './support/app.ts';
import { NAME_TO_LOOK_UP, sourceOf, WAYS_OUT } from './support/ways-out.ts';

const temporary = makeTemporaryFolder();
let running: RunningApp;
let tcp: Server;
let udp: Socket;
let tcpPort = 0;
let udpPort = 0;
let heard: ('tcp' | 'udp' | 'name')[] = [];

/** As a web server that forbids nothing, so that every way gets as far as it can. */
const ANSWER =
  'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok';

test.beforeAll(async () => {
  tcp = createServer((socket) => {
    heard.push('tcp');
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(ANSWER));
  });
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
  tcpPort = (tcp.address() as { port: number }).port;
  udp = createSocket('udp4');
  udp.on('message', () => heard.push('udp'));
  await new Promise<void>((resolve) => udp.bind(0, '127.0.0.1', resolve));
  udpPort = udp.address().port;
  running = await launchApp({ vaultFolder: path.join(temporary.path, 'vault') });
  await running.page();
});
test.afterAll(async () => {
  await closeStarted(running);
  tcp.close();
  udp.close();
  temporary.remove();
});

/** Chromium's own record of what it did meanwhile: a name is looked up without any packet that a test could see. */
async function recorded(work: () => Promise<void>): Promise<string> {
  const file = path.join(temporary.path, 'net-log.json');
  await running.app.evaluate(
    ({ session }, to) => session.fromPartition('page').netLog.startLogging(to),
    file,
  );
  await work();
  await running.app.evaluate(({ session }) => session.fromPartition('page').netLog.stopLogging());
  return readFileSync(file, 'utf8');
}

test('the listeners hear a window that is not held', async () => {
  const silent: string[] = [];
  for (const way of WAYS_OUT) {
    if (!way.heardWhenFree) continue;
    heard = [];
    const log = await recorded(async () => {
      await running.app.evaluate(
        async ({ BrowserWindow }, [source, port]) => {
          const window = new BrowserWindow({
            show: false,
            webPreferences: { partition: `free-${String(Math.random())}` },
          });
          window.webContents.setWebRTCIPHandlingPolicy('default');
          await window.loadURL(`http://127.0.0.1:${String(port)}/`);
          await window.webContents.executeJavaScript(source).catch(() => undefined);
          window.destroy();
        },
        [sourceOf(way, tcpPort, udpPort), tcpPort] as const,
      );
    });
    if (log.includes(NAME_TO_LOOK_UP)) heard.push('name');
    // The page itself is the first thing that is heard.
    if (heard.length < 2) silent.push(way.name);
  }
  expect(silent).toEqual([]);
});

for (const way of WAYS_OUT) {
  test(`nothing leaves the page by ${way.name}`, async () => {
    const page = await running.page();
    const before = page.url();
    heard = [];
    const log = await recorded(async () => {
      await page.evaluate(sourceOf(way, tcpPort, udpPort));
    });
    if (log.includes(NAME_TO_LOOK_UP)) heard.push('name');
    expect(heard).toEqual([]);
    expect(log).not.toContain('a-secret');
    expect((await running.page()).url()).toBe(before);
  });
}
