/** A folder is copied file by file, synced, and read again: what is compared is what the disk gives back. */
import { createHash } from 'node:crypto';
import {
  closeSync,
  constants,
  copyFileSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  utimesSync,
} from 'node:fs';
import path from 'node:path';
import { syncFolder } from '../../files/sync-folder.ts';
import { syncFile } from '../storage/files.ts';
import { makePrivateFolder } from '../storage/layout.ts';

/** Chromium makes them anew, and they are most of a profile. */
const CACHES: ReadonlySet<string> = new Set([
  'Cache',
  'Code Cache',
  'Crashpad',
  'DawnGraphiteCache',
  'DawnWebGPUCache',
  'GPUCache',
  'GrShaderCache',
  'GraphiteDawnCache',
  'ShaderCache',
]);

export interface Listed {
  /** By their names below the folder; folders before what is in them. */
  readonly folders: readonly string[];
  readonly files: readonly string[];
  /** Links, pipes, sockets. */
  readonly others: readonly string[];
}

export function listTree(folder: string, leftOut: ReadonlySet<string> = new Set()): Listed {
  const listed = { folders: [] as string[], files: [] as string[], others: [] as string[] };
  const waiting = [''];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (const entry of readdirSync(path.join(folder, at), { withFileTypes: true })) {
      const name = path.join(at, entry.name);
      if (leftOut.has(name)) continue;
      if (entry.isDirectory()) {
        listed.folders.push(name);
        waiting.push(name);
      } else (entry.isFile() ? listed.files : listed.others).push(name);
    }
  }
  return listed;
}

/** What of an app's profile is worth taking along. */
export const profileTree = (folder: string): Listed => ({ ...listTree(folder, CACHES), others: [] });

function digestOf(file: string): string {
  const hash = createHash('sha256');
  const buffer = Buffer.alloc(1 << 20);
  const descriptor = openSync(file, 'r');
  try {
    for (let read = -1; read !== 0;) {
      read = readSync(descriptor, buffer);
      hash.update(buffer.subarray(0, read));
    }
  } finally {
    closeSync(descriptor);
  }
  return hash.digest('hex');
}

/** @throws what the file system throws */
export function copyTree(from: string, to: string, { folders, files }: Listed): void {
  makePrivateFolder(to);
  for (const name of folders) mkdirSync(path.join(to, name), { mode: 0o700 });
  for (const name of files) {
    const target = path.join(to, name);
    copyFileSync(path.join(from, name), target, constants.COPYFILE_EXCL);
    // The age of a file says whether a process that died left it.
    const { atime, mtime } = lstatSync(path.join(from, name));
    utimesSync(target, atime, mtime);
    syncFile(target);
  }
  for (const name of [...folders, '']) syncFolder(path.join(to, name));
}

/** @returns the first file that is not in both with the same bytes; null where all are */
export function firstDifference(from: string, to: string, { files }: Listed): string | null {
  return (
    files.find((name) => {
      const [original, copy] = [path.join(from, name), path.join(to, name)];
      const found = lstatSync(copy, { throwIfNoEntry: false });
      return found?.size !== lstatSync(original).size || digestOf(original) !== digestOf(copy);
    }) ?? null
  );
}
