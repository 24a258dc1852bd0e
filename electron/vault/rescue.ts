/**
 * Where a secret goes that came back from a server when the vault could not take it: a small file of its own, sealed under
 * this vault's key, in the vault's folder or, where that is gone, in the app's profile beside it. The next unlock folds it in.
 */
import type { Engine } from './engine.ts';
import { findAside, openAside, sealAside, writeAside, type AsideKind } from './sealed-aside.ts';

export const RESCUE: AsideKind = {
  magic: 'augno-vault-rescue',
  subkey: 'rescue',
  label: 'intent',
  name: /^rescue-[0-9A-Z]+-[0-9a-f]{8}\.sealed$/,
  first: 'vault',
};

/** A rescue file of this vault, opened. */
export interface Rescue {
  readonly file: string;
  readonly intent: string;
  /** The caller wipes it. */
  readonly payload: Buffer;
}

export interface KeptReply {
  readonly file: string;
  /** The vault got another key meanwhile: only a copy of it of before that opens the file. */
  readonly isOfBefore: boolean;
}

export interface Rescues {
  readonly opened: readonly Rescue[];
  /** Files that this vault's key does not open: of another vault or of before a rotation, or damaged. */
  readonly unreadable: readonly string[];
}

/** Durable when it returns. Works on a vault that can't be written any more. @throws where neither folder can be written */
export function writeRescue(engine: Engine, intent: string, payload: Buffer): KeptReply {
  const { random, clock } = engine.dependencies;
  const stamp = clock().toISOString().replace(/[-:.]/g, '');
  const name = `rescue-${stamp}-${random(4).toString('hex')}.sealed`;
  const sealed = sealAside(engine, RESCUE, intent, payload);
  const file = writeAside(engine, RESCUE, name, sealed, false);
  return { file, isOfBefore: engine.isOfBefore };
}

export function readRescues(engine: Engine): Rescues {
  const opened: Rescue[] = [];
  const unreadable: string[] = [];
  for (const file of findAside(engine, RESCUE)) {
    const found = openAside(engine, RESCUE, file);
    if (found.state === 'opened') opened.push({ file, intent: found.label, payload: found.payload });
    else unreadable.push(file);
  }
  return { opened, unreadable };
}
