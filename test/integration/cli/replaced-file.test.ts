/** The command as it is run, whose vault's file another program exchanges while a new key is on its way back. */
import { spawn } from 'node:child_process';
import { copyFileSync, readdirSync, renameSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { floorKdf } from '../../fixtures/formats/read.ts';
import { password, World } from '../providers/augno/support/world.ts';

const CLI = path.resolve(import.meta.dirname, '../../../dist/cli.js');

let world: World;
let between: Server;
let happen: () => void;
beforeEach(async () => {
  world = await World.start({ kdf: floorKdf });
  happen = () => undefined;
  // Hands on what the sandbox answers, and exchanges the file once a creation was answered.
  between = createServer((request, response) => {
    void (async () => {
      const body: Buffer[] = [];
      for await (const part of request) body.push(part as Buffer);
      const headers = Object.fromEntries(
        Object.entries(request.headers).filter(
          ([name]) => !['host', 'connection', 'content-length', 'transfer-encoding'].includes(name),
        ),
      ) as Record<string, string>;
      const answer = await fetch(`${world.sandbox.url}${request.url ?? ''}`, {
        method: request.method ?? 'GET',
        headers,
        ...(body.length === 0 ? {} : { body: Buffer.concat(body) }),
      });
      const text = await answer.text();
      if (request.method === 'POST') happen();
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
      response.end(text);
    })();
  });
  await new Promise<void>((ready) => between.listen(0, '127.0.0.1', ready));
  const { vault, service } = await world.open();
  const url = `http://127.0.0.1:${String((between.address() as AddressInfo).port)}`;
  await service.connect({ url, name: 'Test', adminKey: world.adminKey() });
  await service.close();
  vault.close();
});
afterEach(async () => {
  between.closeAllConnections();
  between.close();
  await world.close();
});

async function command(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [CLI, '--vault', world.vaultFolder, '--password-stdin', ...args]);
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (part: Buffer) => out.push(part));
  child.stderr.on('data', (part: Buffer) => err.push(part));
  child.stdin.end(`${password().revealText()}\n`);
  const code = await new Promise<number | null>((done) => child.on('close', done));
  return { code, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() };
}

it('ends with 3, says that the key is kept aside and not stored, and the next one takes it in', async () => {
  const file = path.join(world.vaultFolder, 'vault.db');
  happen = () => {
    copyFileSync(file, `${file}.tmp`);
    renameSync(`${file}.tmp`, file);
  };
  const made = await command('keys', 'create', '--name', 'Rescued', '--role', 'Admin', '--json');
  expect(made.code, made.err).toBe(3);
  expect(made.out).not.toContain('"stored":true');
  expect(made.out + made.err).toContain('Another program replaced the vault’s file');
  expect(made.out + made.err).toContain('kept aside');
  const rescues = (): string[] => readdirSync(world.vaultFolder).filter((name) => name.startsWith('rescue-'));
  expect(rescues()).toHaveLength(1);
  happen = () => undefined;
  const listed = await command('keys', 'list', '--json');
  expect(listed.code, listed.err).toBe(0);
  expect(listed.err).toContain('The secret of “Rescued”, which had been kept aside, is in the vault now.');
  const { keys } = JSON.parse(listed.out) as { keys: { name: string; secretHeld: boolean }[] };
  expect(keys.find(({ name }) => name === 'Rescued')).toMatchObject({ secretHeld: true });
  expect(rescues()).toEqual([]);
});
