/**
 * Small files of their own beside a vault that could not take something: sealed under its key, in the vault's folder or in
 * the app's profile beside it.
 */
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { seal, unseal } from './crypto/aead.ts';
import { deriveSubkey } from './crypto/key-set.ts';
import type { Engine } from './engine.ts';
import { readSmallFile } from '../files/foreign-file.ts';
import { syncFolder } from '../files/sync-folder.ts';
import { writeWhole } from './storage/files.ts';
import { makePrivateFolder } from './storage/layout.ts';

const MOST_BYTES = 64 * 1024 * 1024;

export interface AsideKind {
  readonly magic: string;
  readonly subkey: string;
  /** What the clear part calls what it belongs to. */
  readonly label: 'intent' | 'log' | 'scan' | 'requests';
  readonly name: RegExp;
  /** The folder that is tried first; the other one takes what it does not. */
  readonly first: 'vault' | 'profile';
}

const asideSchema = z.strictObject({
  magic: z.string(),
  format: z.literal(1),
  vaultId: z.string(),
  epoch: z.number().int(),
  intent: z.string().optional(),
  log: z.string().optional(),
  scan: z.string().optional(),
  requests: z.string().optional(),
  /** AES-256-GCM, base64. */
  sealed: z.base64(),
});

export type OpenedAside =
  | { readonly state: 'opened'; readonly label: string; readonly payload: Buffer }
  /** Of this vault, under another of its keys or damaged. */
  | { readonly state: 'unreadable' }
  | { readonly state: 'foreign' };

function associatedData({ magic }: AsideKind, vaultId: string, epoch: number, label: string): Buffer {
  return Buffer.from(JSON.stringify([magic, 1, vaultId, epoch, label]));
}

export interface SealedUnder {
  readonly vaultKey: Buffer;
  readonly epoch: number;
}

/** SECURITY: works on a vault that nothing may be written to any more, and is for nothing else. */
export function sealAside(
  engine: Engine,
  kind: AsideKind,
  label: string,
  payload: Buffer,
  { vaultKey, epoch }: SealedUnder = { vaultKey: engine.keyForRescue(), epoch: engine.header.epoch },
): Buffer {
  const { vaultId } = engine.header;
  const key = deriveSubkey(vaultKey, engine.vaultId, kind.subkey);
  const { random } = engine.dependencies;
  const sealed = seal(key, payload, associatedData(kind, vaultId, epoch, label), random).toString('base64');
  key.fill(0);
  const contents = { magic: kind.magic, format: 1, vaultId, epoch, [kind.label]: label, sealed };
  return Buffer.from(`${JSON.stringify(contents)}\n`);
}

function foldersFor(
  { dependencies: { folder, profileFolder } }: Engine,
  { first }: AsideKind,
): readonly string[] {
  return first === 'vault' ? [folder, profileFolder] : [profileFolder, folder];
}

/** Durable when it returns. @returns the file, in the first folder that takes it @throws where none does */
export function writeAside(
  engine: Engine,
  kind: AsideKind,
  name: string,
  contents: Buffer,
  replace: boolean,
): string {
  return writeInto(engine, foldersFor(engine, kind), name, contents, replace);
}

function writeInto(
  engine: Engine,
  folders: readonly string[],
  name: string,
  contents: Buffer,
  replace: boolean,
): string {
  const { random, profileFolder } = engine.dependencies;
  let failure: unknown = null;
  for (const folder of folders) {
    try {
      const file = path.join(folder, name);
      // What a disk that was taken out leaves behind is no place for it: nobody looks there once the disk is back.
      engine.places.assertIsOf(folder);
      if (folder === profileFolder) makePrivateFolder(folder);
      writeWhole(file, [contents], random, replace);
      return file;
    } catch (thrown) {
      failure = thrown;
    }
  }
  throw failure;
}

export function findAside(engine: Engine, kind: AsideKind): readonly string[] {
  return foldersFor(engine, kind).flatMap((folder) => {
    try {
      return readdirSync(folder)
        .filter((name) => kind.name.test(name))
        .sort()
        .map((name) => path.join(folder, name));
    } catch {
      return [];
    }
  });
}

/** The caller wipes the payload. */
export function openAside(engine: Engine, kind: AsideKind, file: string): OpenedAside {
  const { vaultId, epoch } = engine.header;
  try {
    const contents = asideSchema.parse(JSON.parse(readSmallFile(file, MOST_BYTES).toString('utf8')));
    if (contents.vaultId !== vaultId) return { state: 'foreign' };
    const label = contents[kind.label];
    if (contents.magic !== kind.magic || contents.epoch !== epoch || label === undefined)
      return { state: 'unreadable' };
    const key = deriveSubkey(engine.keys.vaultKey, engine.vaultId, kind.subkey);
    const place = associatedData(kind, vaultId, epoch, label);
    const payload = unseal(key, Buffer.from(contents.sealed, 'base64'), place);
    key.fill(0);
    return payload === null ? { state: 'unreadable' } : { state: 'opened', label, payload };
  } catch {
    return { state: 'unreadable' };
  }
}

/**
 * What opens now lies there once more, for the vault's next key. The files of before stay until that is in use: cut off in
 * between, they are what opens.
 * @returns those files @throws where one can't be written
 */
export function resealAside(engine: Engine, kind: AsideKind, next: SealedUnder): readonly string[] {
  return findAside(engine, kind).filter((file) => {
    const found = openAside(engine, kind, file);
    if (found.state !== 'opened') return false;
    const name = path
      .basename(file)
      .replace(/[0-9a-f]+(?=\.sealed$)/, ({ length }) =>
        engine.dependencies.random(length / 2).toString('hex'),
      );
    try {
      const sealed = sealAside(engine, kind, found.label, found.payload, next);
      writeInto(engine, [path.dirname(file)], name, sealed, false);
    } finally {
      found.payload.fill(0);
    }
    return true;
  });
}

export function removeAside(file: string): void {
  rmSync(file, { force: true });
  syncFolder(path.dirname(file));
}

/** What stays is looked at again, and adds nothing: that it can't be taken away must not keep anybody out. */
export function removeAsideIfPossible(file: string): void {
  try {
    removeAside(file);
  } catch {
    // A folder that can't be written, or a program that holds the file open.
  }
}
