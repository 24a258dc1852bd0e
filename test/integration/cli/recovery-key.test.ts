/** A new recovery key that nobody gets to see: the one before goes on working, and the command says which does. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openVault } from '../../../electron/vault/index.ts';
import { SecretBytes } from '../../../electron/vault/secret-bytes.ts';
import { floorKdf } from '../../fixtures/formats/read.ts';
import { canMount, SmallDisk } from '../../fixtures/disk.ts';
import { password, World } from '../providers/augno/support/world.ts';

const CLI = path.resolve(import.meta.dirname, '../../../dist/cli.js');
const FORM = /(?:[0-9A-Z]{6}-){5}[0-9A-Z]{6}/;
/** What the shell makes of nothing; the test closes the pipe. */
const UNREAD = '2>&2';
const GOES_ON = 'goes on working';

let world: World;
let earlier: string;
beforeEach(async () => {
  world = await World.start({ kdf: floorKdf });
  earlier = (await command('')).out.trim();
  expect(earlier).toMatch(FORM);
});
afterEach(async () => {
  await world.close();
});

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** @param behind what the shell is to do with its output */
async function command(behind: string, ...args: string[]): Promise<Ran> {
  const words = [
    process.execPath,
    CLI,
    '--vault',
    world.vaultFolder,
    '--password-stdin',
    'recovery-key',
    ...args,
  ];
  const child = spawn('/bin/sh', ['-c', `exec ${words.map((word) => `'${word}'`).join(' ')} ${behind}`]);
  if (behind === UNREAD) child.stdout.destroy();
  let [out, err] = ['', ''];
  child.stdout.on('data', (part: Buffer) => (out += part.toString()));
  child.stderr.on('data', (part: Buffer) => (err += part.toString()));
  child.stdin.end(`${password().revealText()}\n`);
  const code = await new Promise<number | null>((done) => child.on('close', done));
  return { code, out, err };
}

async function slotsOpenedWith(recoveryKey: string): Promise<number> {
  const vault = await openVault({
    folder: world.vaultFolder,
    kdf: floorKdf,
    pollIntervalMs: 0,
    credential: { kind: 'recovery-key', recoveryKey: SecretBytes.fromText(recoveryKey) },
  });
  const { length } = vault.slots().filter(({ kind }) => kind === 'recovery');
  expect(vault.verify().problems).toEqual([]);
  vault.close();
  return length;
}

/** And it is the only one. */
async function expectEarlierAlone({ code, err }: Ran, expected: number): Promise<void> {
  expect(code, err).toBe(expected);
  expect(err).toContain(GOES_ON);
  expect(err).not.toContain('opens nothing any more');
  expect(await slotsOpenedWith(earlier)).toBe(1);
}

it('takes the place of the one before once it is written out', async () => {
  const made = await command('');
  expect(made.err).toContain('opens nothing any more');
  expect(await slotsOpenedWith(made.out.trim())).toBe(1);
  await expect(slotsOpenedWith(earlier)).rejects.toMatchObject({ code: 'vault-wrong-password' });
});

describe.runIf(process.platform === 'linux')('is not kept where standard output', () => {
  it('is full', async () => {
    await expectEarlierAlone(await command('> /dev/full'), 8);
  });

  it('has no reader any more', async () => {
    await expectEarlierAlone(await command(UNREAD), 8);
  });
});

it.skipIf(!canMount())('is not kept where the disk of its kit is full', async () => {
  const disk = new SmallDisk(path.join(world.folder, 'small'));
  try {
    disk.fill();
    const kit = path.join(disk.folder, 'kit.html');
    await expectEarlierAlone(await command('', '--kit', kit), 3);
    expect(existsSync(kit)).toBe(false);
  } finally {
    disk.remove();
  }
});
