/** What tells this computer apart, and what lies in its place: neither waited for, nor taken for what was confirmed. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { asleepMessage, Destination } from '../../../../electron/http/confirmed-addresses.ts';
import type { AccountService } from '../../../../electron/keys/types.ts';
import { computerIdentity, unreadableIdentity } from '../../../../electron/platform/computer.ts';
import { applicationDataFolder } from '../../../../electron/platform/paths.ts';
import type { ManagedVault } from '../../../../electron/vault/index.ts';
import { World } from '../../providers/augno/support/world.ts';
import { startListener, type Listener } from './support/listener.ts';
import { accountsOn } from './support/on-computer.ts';
import { inEnglish } from '../../../../shared/messages/words.ts';

let world: World;
let vault: ManagedVault;
let listener: Listener;
beforeEach(async () => {
  world = await World.start();
  vault = await world.openVault();
  listener = await startListener();
});
afterEach(async () => {
  await world.close();
  await listener.close();
});

const on = (computer: string): AccountService => accountsOn(vault, computer);

const connect = (service: AccountService) =>
  service.connect({ url: world.sandbox.url, name: 'Mine', adminKey: world.adminKey('prod') });

it('a computer is the same at each start, and its copied home folder another', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'computer-'));
  const copy = mkdtempSync(path.join(tmpdir(), 'computer-'));
  try {
    const name = computerIdentity(folder);
    expect(computerIdentity(folder)).toBe(name);
    expect(name).toMatch(/^[0-9a-f]{64}$/);
    copyFileSync(path.join(folder, 'computer'), path.join(copy, 'computer'));
    utimesSync(path.join(copy, 'computer'), 1, 1);
    expect(computerIdentity(copy)).not.toBe(name);
    expect(readFileSync(path.join(copy, 'computer'))).toEqual(readFileSync(path.join(folder, 'computer')));
    // Where nothing can be kept there is still a name.
    writeFileSync(path.join(copy, 'file'), '');
    expect(computerIdentity(path.join(copy, 'file'))).toMatch(/^[0-9a-f]{64}$/);
    expect(unreadableIdentity(folder)).toBeNull();
    expect(unreadableIdentity(path.join(folder, 'not made yet'))).toBeNull();
  } finally {
    rmSync(folder, { recursive: true });
    rmSync(copy, { recursive: true });
  }
});

const LAID: Readonly<Record<string, (file: string) => void>> = {
  'a pipe': (file) => void execFileSync('mkfifo', [file]),
  'a link to a device without an end': (file) => {
    symlinkSync('/dev/zero', file);
  },
  'a link to a pipe': (file) => {
    execFileSync('mkfifo', [`${file}-pipe`]);
    symlinkSync(`${file}-pipe`, file);
  },
  'a link that leads nowhere': (file) => {
    symlinkSync(`${file}-nowhere`, file);
  },
  'a file of a terabyte': (file) => {
    writeFileSync(file, '');
    truncateSync(file, 2 ** 40);
  },
  'a folder': (file) => {
    mkdirSync(file);
  },
};

it.runIf(process.platform === 'linux').each(Object.entries(LAID))(
  'what is laid in the place of this computer’s file is neither waited for nor taken for it: %s',
  (_what, lay) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'computer-'));
    try {
      const file = path.join(folder, 'computer');
      const name = computerIdentity(folder);
      rmSync(file);
      lay(file);
      expect(computerIdentity(folder)).not.toBe(name);
      expect(unreadableIdentity(folder)).toBe(file);
      // It is the same while that lies there, so that what is confirmed meanwhile holds.
      expect(computerIdentity(folder)).toBe(computerIdentity(folder));
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);

it('a file of this computer that was edited, made anew, or is a link to another one, is another computer', async () => {
  const here = mkdtempSync(path.join(tmpdir(), 'computer-'));
  const there = mkdtempSync(path.join(tmpdir(), 'computer-'));
  try {
    const file = path.join(here, 'computer');
    const name = computerIdentity(here);
    const theirs = computerIdentity(there);
    const { id } = await connect(on(name));
    const names = [name, theirs];
    const number = readFileSync(file, 'utf8');
    writeFileSync(file, `${number}x`);
    names.push(computerIdentity(here));
    // As another computer's file, its number and all.
    writeFileSync(file, readFileSync(path.join(there, 'computer')));
    names.push(computerIdentity(here));
    // The right number, in a file that is another one: the first one is still there, so their places on the disk differ.
    renameSync(file, `${file}-before`);
    writeFileSync(file, number);
    names.push(computerIdentity(here));
    expect(new Set(names).size).toBe(names.length);
    for (const other of names.slice(1)) {
      await expect(on(other).sync(id)).rejects.toMatchObject({ code: 'address-unconfirmed' });
    }
    await on(name).sync(id);
  } finally {
    rmSync(here, { recursive: true });
    rmSync(there, { recursive: true });
  }
});

it('a file of this computer that can’t be read is named as the cause', () => {
  const home = mkdtempSync(path.join(tmpdir(), 'computer-'));
  const before = process.env['XDG_DATA_HOME'];
  process.env['XDG_DATA_HOME'] = home;
  try {
    const file = path.join(applicationDataFolder(), 'computer');
    computerIdentity();
    expect(inEnglish(asleepMessage('https://a.example'))).toContain('is not confirmed on this computer');
    // Reading it fails, for root too.
    rmSync(file);
    mkdirSync(file);
    const reader = { get: () => undefined, list: () => [], hasSecret: () => false };
    expect(inEnglish(asleepMessage('https://a.example'))).toContain(`The file ${file} can’t be read.`);
    expect(() =>
      Destination.ofConnection(reader, { id: 'x', name: 'Workshop', address: 'https://a.example' }),
    ).toThrow(`the file ${file} can’t be read`);
    expect(computerIdentity()).toMatch(/^[0-9a-f]{64}$/);
  } finally {
    if (before === undefined) delete process.env['XDG_DATA_HOME'];
    else process.env['XDG_DATA_HOME'] = before;
    rmSync(home, { recursive: true });
  }
});
