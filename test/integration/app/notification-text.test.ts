/** What a notification says to servers that read markup and to servers that do not, asked of them over a real bus. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MessageBus } from 'dbus-native';
import { harmlessNotification, serverReadsMarkup } from '../../../electron/app/notification-text.ts';
import { ownName, startBus, type OwnBus } from '../../e2e/support/bus.ts';

const NAME = 'org.freedesktop.Notifications';
const HOSTILE = {
  title: 'ERP <b>Sync</b> expires',
  body: 'Key <a href="https://evil.example/">aug_sk_prod_****UCZu</a> & <img src="file:///etc/passwd"/>\u202E\u001b[2J',
};

describe('text of others in a notification', () => {
  it('is shown letter for letter by a server that reads markup', () => {
    const { title, body } = harmlessNotification(HOSTILE, true);
    expect(body).not.toMatch(/<|&(?!amp;|lt;|gt;|quot;|#39;)/);
    expect(body).toContain('&lt;a href=&quot;https://evil.example/&quot;&gt;');
    // No server reads markup in a title; an entity would be shown as it is written.
    expect(title).toBe(HOSTILE.title);
    expect(title + body).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  it('is not doubled for a server that reads none', () => {
    expect(harmlessNotification(HOSTILE, false).body).toContain('<a href="https://evil.example/">');
  });
});

describe.skipIf(process.platform !== 'linux')('whether the server reads markup', () => {
  let folder: string;
  let bus: OwnBus;
  const clients: MessageBus[] = [];
  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'augno-vault-bus-'));
    bus = await startBus(folder);
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.close().catch(() => undefined);
    await bus.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([
    [['actions', 'body', 'body-markup'], true],
    [['actions', 'body'], false],
  ])('is what it says itself: %s', async (capabilities, expected) => {
    const server = await ownName(bus.address, NAME);
    clients.push(server);
    server.exportInterface({ GetCapabilities: () => capabilities }, `/${NAME.replaceAll('.', '/')}`, {
      name: NAME,
      methods: { GetCapabilities: ['', 'as', [], ['capabilities']] },
    });
    expect(await serverReadsMarkup(bus.address)).toBe(expected);
  });

  it('is taken for granted where nobody answers', async () => {
    expect(await serverReadsMarkup(bus.address)).toBe(true);
    expect(await serverReadsMarkup('unix:path=/nonexistent/bus')).toBe(true);
    expect(await serverReadsMarkup(undefined)).toBe(true);
  });
});
