/** What sync tools, restored copies, people and systems do to a vault's files while it is open. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { PASSWORDS } from './vaults.ts';
import type { World } from './world.ts';
import { NOTES } from './contents.ts';

export interface Exchange {
  readonly name: string;
  /** After it the folder of the vault is a place where nothing can be stored. */
  readonly gone?: true;
  /** Before what is left is looked at. */
  readonly undo?: (world: World) => void;
  /** The vault is open, here or in a command; afterwards it is asked to store something. */
  readonly act: (world: World) => Promise<void> | void;
}

const database = (folder: string): string => path.join(folder, 'vault.db');

/** As tools do it: the whole file under another name, then moved over the old one. */
function replace(world: World, from: string, withLog: boolean): void {
  for (const suffix of ['-wal', '-journal', '-shm'])
    rmSync(`${database(world.vault)}${suffix}`, { force: true });
  const arriving = path.join(world.vault, '.vault.db.arriving');
  copyFileSync(from, arriving);
  renameSync(arriving, database(world.vault));
  // Its own, or one that belongs to no file that is here: what a tool brings is not ours to choose.
  if (withLog) {
    for (const suffix of ['-wal', '-journal']) {
      if (existsSync(`${from}${suffix}`))
        copyFileSync(`${from}${suffix}`, `${database(world.vault)}${suffix}`);
    }
    const journal = `${database(world.vault)}-journal`;
    if (!existsSync(journal)) writeFileSync(journal, Buffer.alloc(512, 1));
  }
}

/** The same vault, with something written to it since. */
async function newer(world: World): Promise<string> {
  const folder = path.join(world.live, 'newer');
  cpSync(world.vault, folder, { recursive: true });
  // What it is taken of may have its new password already.
  const { vault } = await world.open([PASSWORDS.vault, PASSWORDS.changed], folder);
  for (const note of ['one', 'two', 'three'])
    vault.transaction((entry) => {
      entry.put(NOTES, note, note);
    });
  vault.close();
  return database(folder);
}

const copies: Readonly<Record<string, (world: World) => Promise<string> | string>> = {
  identical: (world) => {
    const file = path.join(world.live, 'identical.db');
    copyFileSync(database(world.vault), file);
    return file;
  },
  older: (world) => database(path.join(world.base, 'vault')),
  newer,
  foreign: (world) => database(path.join(world.base, 'foreign')),
};

const replacements: readonly Exchange[] = Object.entries(copies).flatMap(([name, copy]) =>
  [false, true].map((withLog) => ({
    name: `replaced by ${name === 'identical' || name === 'older' ? 'an' : 'a'} ${name} copy, ${withLog ? 'with' : 'without'} a log`,
    act: async (world: World): Promise<void> => {
      replace(world, await copy(world), withLog);
    },
  })),
);

export const EXCHANGES: readonly Exchange[] = [
  ...replacements,
  {
    name: 'folder renamed',
    gone: true,
    act: (world) => {
      renameSync(world.vault, `${world.vault}-moved`);
    },
  },
  {
    name: 'folder deleted',
    gone: true,
    act: (world) => {
      rmSync(world.vault, { recursive: true });
    },
  },
  {
    name: 'folder deleted and made anew, empty',
    gone: true,
    act: (world) => {
      rmSync(world.vault, { recursive: true });
      mkdirSync(world.vault, { mode: 0o700 });
    },
  },
];

/** Those that need a file system of their own; `mount` says whether this user may make one. */
export const MOUNTED_EXCHANGES: readonly Exchange[] = [
  {
    name: 'folder made read-only',
    act: (world) => {
      // Seen through a second, read-only mount of itself: a file system with a file open for writing cannot be turned.
      execFileSync('mount', ['--bind', world.vault, world.vault]);
      execFileSync('mount', ['-o', 'remount,bind,ro', world.vault]);
    },
    undo: (world) => {
      execFileSync('umount', ['--lazy', world.vault]);
    },
  },
  {
    name: 'unmounted',
    gone: true,
    act: (world) => {
      // Files are open, so that it goes at once and they stay behind, as with a disk that is pulled out.
      execFileSync('umount', ['--lazy', world.vault]);
    },
  },
];

/** The vault's folder as a file system of its own. @returns whether that could be had */
export function mountVault(world: World): boolean {
  const aside = path.join(world.live, 'aside');
  cpSync(world.vault, aside, { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m,mode=0700', 'augno-vault-faults', world.vault], {
      stdio: 'ignore',
    });
  } catch {
    return false;
  }
  cpSync(aside, world.vault, { recursive: true });
  chmodSync(world.vault, 0o700);
  return true;
}

export function unmountVault(world: World): void {
  try {
    execFileSync('umount', ['--lazy', world.vault], { stdio: 'ignore' });
  } catch {
    // The exchange itself was the unmounting.
  }
}
