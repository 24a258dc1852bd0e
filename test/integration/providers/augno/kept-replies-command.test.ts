/** What was kept apart is used by no command, by whichever id or name it is asked for. */
import '../../../fixtures/vault/cheap-derivation.ts';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createVault } from '../../../../electron/vault/index.ts';
import { KDF_CEILING, KDF_FLOOR } from '../../../../electron/vault/crypto/kdf.ts';
import { runCommand } from './support/command.ts';
import { infoOf, isCreated, startLyingServer, type Json, type LyingServer } from './support/lying-server.ts';
import { PASSWORD, password, World } from './support/world.ts';

const FLOOR_KDF = { choose: () => Promise.resolve(KDF_FLOOR), floor: KDF_FLOOR, ceiling: KDF_CEILING };
const SENT = `not-a-key-${'k'.repeat(30)}-Zq7w`;

let world: World;
let server: LyingServer;
beforeEach(async () => {
  world = await World.start();
  server = await startLyingServer(world.sandbox.url);
});
afterEach(async () => {
  await server.close();
  await world.close();
});

it('run, inject, reveal and test give none of it out', async () => {
  const folder = path.join(world.folder, 'command-vault');
  const made = await createVault({
    folder,
    name: 'Command',
    password: password(),
    withRecoveryKey: false,
    kdf: FLOOR_KDF,
  });
  made.vault.close();
  const run = (...words: string[]) => runCommand(folder, words, [PASSWORD, world.account().adminKey]);
  expect((await run('connect', '--url', server.url)).code).toBe(0);
  let listedId = '';
  server.twist = (_request, reply) => {
    if (isCreated(reply)) {
      (reply.body as Json)['api_key_secret'] = SENT;
      listedId = infoOf(reply)['id'] as string;
    }
    return reply;
  };
  await run('keys', 'create', '--name', 'Till', '--role', 'Admin');
  server.twist = undefined;
  await run('sync');
  const kept = (await run('kept', 'list', '--json')).json<{ kept: { id: string }[] }>().kept;
  expect(kept).toHaveLength(1);

  const template = path.join(world.folder, 'template');
  const output = path.join(world.folder, 'output');
  const requests = server.seen.length;
  for (const key of [kept[0]!.id, listedId, 'Till', SENT.slice(-4)]) {
    writeFileSync(template, `A=augno://${key}\n`);
    for (const words of [
      ['run', '--env', `A=${key}`, '--', 'env'],
      ['run', '--env-from', template, '--', 'env'],
      ['inject', '-i', template, '-o', output],
      ['keys', 'reveal', key],
      ['keys', 'test', key],
    ]) {
      const done = await run(...words);
      expect(done.code, words.join(' ')).not.toBe(0);
      expect(`${done.out}${done.err}`.includes(SENT), words.join(' ')).toBe(false);
    }
  }
  expect(existsSync(output)).toBe(false);
  const sent = server.seen
    .slice(requests)
    .some(({ headers }) => (headers.authorization ?? '').includes(SENT));
  expect(sent).toBe(false);
  for (const name of readdirSync(folder))
    if (name.startsWith('vault')) expect(readFileSync(path.join(folder, name)).includes(SENT)).toBe(false);
});
