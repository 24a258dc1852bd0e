/**
 * Results of scans that the vault could not take, because its disk was full or read-only: sealed in the profile's folder (else in
 * the vault's own), so that they outlive the process that holds them.
 */
import type { Engine } from './engine.ts';
import { findAside, openAside, sealAside, writeAside, type AsideKind } from './sealed-aside.ts';

export const SCANS: AsideKind = {
  magic: 'augno-vault-waiting-scan',
  subkey: 'waiting-scan',
  label: 'scan',
  name: /^waiting-scan-[0-9a-f]{16}\.sealed$/,
  first: 'profile',
};
const ID_LENGTH = 8;
/** A vault on a disk that is never writable must not fill another one. */
const MOST_FILES = 100;

export interface WaitingScan {
  readonly file: string;
  readonly payload: Buffer;
}

/** Durable when it returns. @returns the file @throws where neither folder takes it, or too many wait */
export function writeWaitingScan(engine: Engine, payload: Buffer): string {
  if (findAside(engine, SCANS).length >= MOST_FILES) throw new Error('Too many results of scans wait.');
  const id = engine.dependencies.random(ID_LENGTH).toString('hex');
  return writeAside(engine, SCANS, `waiting-scan-${id}.sealed`, sealAside(engine, SCANS, id, payload), false);
}

/** Of this vault, oldest first as far as their times say. What this vault's key does not open is left where it is. */
export function readWaitingScans(engine: Engine): readonly WaitingScan[] {
  return findAside(engine, SCANS).flatMap((file) => {
    const found = openAside(engine, SCANS, file);
    return found.state === 'opened' ? { file, payload: found.payload } : [];
  });
}
