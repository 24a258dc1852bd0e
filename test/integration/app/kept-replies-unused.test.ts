/**
 * What a server sent in place of a key is used by nothing: the whole of the vault's process is asked, in every channel it
 * answers, for what was kept apart, by every id and name that could mean it, with a person who says yes to everything.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Grant, GrantPurpose } from '../../../electron/wire/grants.ts';
import { channelsAnsweredBy, ipcContract, type ChannelName } from '../../../shared/ipc-contract.ts';
import { makeVault } from '../../e2e/support/vault.ts';
import { hostileInputs } from '../../e2e/support/hostile-input.ts';
import {
  infoOf,
  isCreated,
  startLyingServer,
  type Json,
  type LyingServer,
} from '../providers/augno/support/lying-server.ts';
import { World } from '../providers/augno/support/world.ts';
import { Surroundings } from './support/surroundings.ts';

const PASSWORD = 'seven lanterns by the harbour';
/** Printable, so that nothing but its being kept apart stands in its way. */
const SENT = `not-a-key-${'k'.repeat(30)}-Zq7w`;
const FORMS = [SENT, Buffer.from(SENT).toString('base64'), encodeURIComponent(SENT)];
const surroundings = new Surroundings();
let world: World;
let server: LyingServer;
let folder = '';
const names: string[] = [];
let grants = 9000;

beforeAll(async () => {
  world = await World.start();
  server = await startLyingServer(world.sandbox.url);
  folder = path.join(world.folder, 'of-the-page');
  await makeVault(folder, 'Kept', PASSWORD);
  await surroundings.start(folder);
  await surroundings.value('vault.unlock', { password: PASSWORD });
  surroundings.password = PASSWORD;
  await surroundings.grant({ grant: 8001, purpose: 'account', content: { url: server.url, agreed: false } });
  const connection: { id: string } = await surroundings.value('connections.connect', {
    grant: 8001,
    name: 'Acme',
    adminKey: world.adminKey().revealText(),
  });
  const { roles }: { roles: { id: string; name: string }[] } = await surroundings.value('roles.list', {
    connectionId: connection.id,
  });
  let listedId = '';
  server.twist = (_request, reply) => {
    if (isCreated(reply)) {
      (reply.body as Json)['api_key_secret'] = SENT;
      listedId = infoOf(reply)['id'] as string;
    }
    return reply;
  };
  const created = await surroundings.page('keys.create', {
    connectionId: connection.id,
    name: 'Till',
    roleId: roles.find(({ name }) => name === 'Admin')!.id,
    expiresAt: null,
  });
  expect(created.ok).toBe(false);
  server.twist = undefined;
  await surroundings.page('connections.sync', { connectionIds: null });
  const { replies }: { replies: { id: string }[] } = await surroundings.value('kept.list', undefined);
  expect(replies).toHaveLength(1);
  names.push(replies[0]!.id, listedId, 'Till');
}, 60_000);
afterAll(async () => {
  await surroundings.stop();
  await server.close();
  await world.close();
});

/** One that was just chosen, for the field of that purpose. */
async function chosen(purpose: GrantPurpose): Promise<number> {
  grants += 1;
  const content = path.join(world.folder, `written-${String(grants)}`);
  await surroundings.grant({ grant: grants, purpose, content } as Grant);
  return grants;
}

function filesBelow(at: string): readonly string[] {
  return readdirSync(at, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(at, name))
    .filter((file) => statSync(file).isFile());
}

function assertNowhere(what: string, text: string): void {
  for (const form of FORMS) expect(text.includes(form), what).toBe(false);
}

/** Of what a channel with a grant may take. */
const PURPOSES: readonly GrantPurpose[] = ['save-export', 'save-backup', 'save-place'];

it('no channel gives it out, writes it, or sends it anywhere but to be tested', async () => {
  const sentBy = new Set<ChannelName>();
  for (const name of channelsAnsweredBy('vault')) {
    const { input: schema } = ipcContract[name];
    const takesGrant = JSON.stringify(hostileInputs(schema, { real: {}, baits: ['x'] }, 2)).includes(
      '"grant"',
    );
    for (const [index, word] of names.entries()) {
      const real: Record<string, string | number> = {};
      for (const field of ['id', 'keyId', 'oldKeyId', 'newKeyId', 'subjectId']) real[field] = word;
      if (takesGrant) real['grant'] = await chosen(PURPOSES[index]!);
      // The first has everything that is known in its place.
      const [input] = hostileInputs(schema, { real, baits: [word] }, 1);
      const before = server.seen.length;
      const reply = await surroundings.page(name, input);
      assertNowhere(name, JSON.stringify(reply));
      const sent = server.seen
        .slice(before)
        .some(({ headers, body }) =>
          FORMS.some((form) => `${headers.authorization ?? ''}${body}`.includes(form)),
        );
      if (sent) sentBy.add(name);
    }
  }
  // It was there to be sent, and the vault is open still.
  expect([...sentBy]).toEqual(['kept.test']);
  // Nor did a program, a file or the log get it.
  for (const file of filesBelow(world.folder)) assertNowhere(file, readFileSync(file, 'latin1'));
  const { replies }: { replies: unknown[] } = await surroundings.value('kept.list', undefined);
  expect(replies).toHaveLength(1);
}, 300_000);
