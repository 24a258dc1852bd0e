/** `augno-vault connections move`: the terminal's or `--confirm`'s word first, then the whole account. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../../electron/sandbox/index.ts';
import { runCommand } from '../providers/augno/support/command.ts';

const PASSWORD = 'correct horse battery staple';
let folder: string;
let before: Sandbox;
let after: Sandbox | null;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'augno-move-command-'));
  before = await startSandbox({ dataFolder: path.join(folder, 'state') });
  after = null;
});
afterEach(async () => {
  await before.close().catch(() => undefined);
  await after?.close();
  rmSync(folder, { recursive: true, force: true });
});

const run = (args: readonly string[], ...secrets: readonly string[]): ReturnType<typeof runCommand> =>
  runCommand(path.join(folder, 'vault'), args, [PASSWORD, ...secrets]);

it('moves an account with every secret, and refuses without a word on the address', async () => {
  await run(['create-vault']);
  const { adminKey } = before.accounts[0]!;
  expect((await run(['connect', '--url', before.url, '--name', 'Acme'], adminKey)).code).toBe(0);
  const made = await run(['keys', 'create', '--name', 'Till', '--role', 'Admin', '--json']);
  const { id } = made.json<{ id: string }>();
  const held = (await run(['keys', 'reveal', id])).out;
  await before.close();
  after = await startSandbox({ dataFolder: path.join(folder, 'state'), brand: 'openmrp' });
  const move = ['connections', 'move', 'Acme', '--url', after.url];

  const unconfirmed = await run(move, held);
  expect(unconfirmed.code).toBe(1);
  expect(unconfirmed.error?.hint).toContain('Nothing was changed or sent.');
  const untyped = await run([...move, '--confirm', 'Acme'], '');
  expect(untyped.error?.message).toContain("none of the vendor's own addresses");
  const wrongName = await run([...move, '--confirm', 'acme'], held);
  expect(wrongName.code).toBe(1);

  const moved = await run([...move, '--confirm', 'Acme', '--json'], held);
  expect(moved.code, moved.error?.message).toBe(0);
  expect(moved.json()).toMatchObject({ name: 'Acme', brand: 'openmrp', url: after.url });
  const now = (await run(['keys', 'reveal', id])).out;
  expect(now).toBe(held.replace('aug_sk_', 'mrp_sk_'));
  expect((await run(['keys', 'test', id])).code).toBe(0);
  const removal = await run(['connections', 'remove', 'Acme']);
  expect(removal.code).toBe(1);
  expect(removal.error?.hint).toMatch(
    /\d secrets? would be destroyed; augno-vault export or backup keeps them/,
  );
});
