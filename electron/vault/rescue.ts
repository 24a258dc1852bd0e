/**
 * Where a secret goes that came back from a server when the vault could not take it: a small file of its own, sealed under
 * this vault's key, in the vault's folder or, where that is gone, in the app's profile beside it. The next unlock folds it in.
 */
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { seal, unseal } from './crypto/aead.ts';
import { deriveSubkey } from './crypto/key-set.ts';
import type { Engine } from './engine.ts';
import { makePrivateFolder } from './storage/layout.ts';
import { syncFolder, writeWhole } from './storage/files.ts';

const MAGIC = 'augno-vault-rescue';
const NAME = /^rescue-[0-9A-Z]+-[0-9a-f]{8}\.sealed$/;
const MOST_BYTES = 1024 * 1024;

const rescueSchema = z.strictObject({
  magic: z.literal(MAGIC),
  format: z.literal(1),
  vaultId: z.string(),
  epoch: z.number().int(),
  /** The operation whose reply it is. */
  intent: z.string(),
  /** AES-256-GCM, base64. */
  sealed: z.base64(),
});

/** A rescue file of this vault, opened. */
export interface Rescue {
  readonly file: string;
  readonly intent: string;
  /** The caller wipes it. */
  readonly payload: Buffer;
}

export interface Rescues {
  readonly opened: readonly Rescue[];
  /** Files that this vault's key does not open: of another vault or of before a rotation, or damaged. */
  readonly unreadable: readonly string[];
}

function foldersOf(engine: Engine): readonly string[] {
  const { folder, profileFolder } = engine.dependencies;
  return [folder, profileFolder];
}

function associatedData(vaultId: string, epoch: number, intent: string): Buffer {
  return Buffer.from(JSON.stringify([MAGIC, 1, vaultId, epoch, intent]));
}

/** Durable when it returns. Works on a vault that can't be written any more. @returns the file @throws where neither folder can be written */
export function writeRescue(engine: Engine, intent: string, payload: Buffer): string {
  const { random, clock } = engine.dependencies;
  const { vaultId, epoch } = engine.header;
  const key = deriveSubkey(engine.keyForRescue(), engine.vaultId, 'rescue');
  const sealed = seal(key, payload, associatedData(vaultId, epoch, intent), random);
  key.fill(0);
  const contents = { magic: MAGIC, format: 1, vaultId, epoch, intent, sealed: sealed.toString('base64') };
  const stamp = clock().toISOString().replace(/[-:.]/g, '');
  const name = `rescue-${stamp}-${random(4).toString('hex')}.sealed`;
  let failure: unknown = null;
  for (const folder of foldersOf(engine)) {
    try {
      const file = path.join(folder, name);
      // A folder that is gone is not made anew: what a disk that was taken out leaves behind is no place for it.
      if (folder === engine.dependencies.profileFolder && isFolder(path.dirname(folder)))
        makePrivateFolder(folder);
      writeWhole(file, [Buffer.from(`${JSON.stringify(contents)}\n`)], random, false);
      return file;
    } catch (thrown) {
      failure = thrown;
    }
  }
  throw failure;
}

function isFolder(at: string): boolean {
  return statSync(at, { throwIfNoEntry: false })?.isDirectory() === true;
}

export function readRescues(engine: Engine): Rescues {
  const opened: Rescue[] = [];
  const unreadable: string[] = [];
  for (const file of foldersOf(engine).flatMap(rescueFiles)) {
    const rescue = openRescue(engine, file);
    if (rescue === null) unreadable.push(file);
    else opened.push(rescue);
  }
  return { opened, unreadable };
}

function rescueFiles(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => NAME.test(name))
      .sort()
      .map((name) => path.join(folder, name));
  } catch {
    return [];
  }
}

function openRescue(engine: Engine, file: string): Rescue | null {
  const { vaultId, epoch } = engine.header;
  try {
    const found = statSync(file);
    if (!found.isFile() || found.size > MOST_BYTES) return null;
    const contents = rescueSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    if (contents.vaultId !== vaultId || contents.epoch !== epoch) return null;
    const key = deriveSubkey(engine.keys.vaultKey, engine.vaultId, 'rescue');
    const place = associatedData(vaultId, epoch, contents.intent);
    const payload = unseal(key, Buffer.from(contents.sealed, 'base64'), place);
    key.fill(0);
    return payload === null ? null : { file, intent: contents.intent, payload };
  } catch {
    return null;
  }
}

/** Once what it holds is in the vault. */
export function removeRescue(file: string): void {
  rmSync(file, { force: true });
  syncFolder(path.dirname(file));
}
