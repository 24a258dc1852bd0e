/**
 * What the system's keychain last saw of a vault: the only thing that shows when the whole file was replaced by an older
 * copy of itself, which is as well-formed as the newer one.
 */
import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { AppError } from '../../shared/errors.ts';
import { openAudit, type AuditRow } from './audit-chain.ts';
import { auditCopyRows } from './audit-copies.ts';
import { anotherCopy, rolledBack } from './errors.ts';
import type { Engine } from './engine.ts';
import { say } from '../../shared/messages/say.ts';

const anchorSchema = z.object({
  generation: z.number().int(),
  chain: z.string(),
  /** The end of the audit log as it was then, and the vault key's epoch it was chained under. */
  audit: z
    .object({
      epoch: z.number().int(),
      sequence: z.number().int(),
      mac: z.string(),
      /** What that entry says, under a key that outlives a rotation of the vault key. */
      entry: z.string().optional(),
    })
    .optional(),
  /** Sequence and the beginning of the mac of entries before the end, newest first. */
  earlier: z.array(z.tuple([z.number().int(), z.string()])).default([]),
  /** Entries that its log could not take, by the log they are kept in: what of them is missing later is a gap. */
  pending: z.array(z.tuple([z.string(), z.number().int()])).default([]),
  /** The end of a rolled back file as it was found: what is written to it afterwards makes it no other copy. */
  rolledBackAt: z.tuple([z.number().int(), z.string()]).optional(),
});
type Anchor = z.infer<typeof anchorSchema>;
type AnchoredEnd = NonNullable<Anchor['audit']>;

const EARLIER_ENTRIES = 32;
const EARLIER_LENGTH = 16;

function entryOf(engine: Engine, row: AuditRow, copy: string | null = null): string {
  const contents = openAudit(engine.keys, engine.vaultId, row, copy);
  return createHmac('sha256', engine.lookupKey)
    .update(`anchor\0${String(row.sequence)}\0${JSON.stringify(contents)}`)
    .digest('hex')
    .slice(0, 32);
}

function rowAt(engine: Engine, sequence: number): AuditRow | undefined {
  const [row] = engine.tables.auditBefore(sequence + 1, 1);
  return row?.sequence === sequence ? row : undefined;
}

/** Whether the entry that this computer saw last stands in the file: in its own log, or in that of a copy folded in. */
function holds(engine: Engine, end: AnchoredEnd): boolean {
  const row = rowAt(engine, end.sequence);
  const sameEpoch = engine.header.epoch === end.epoch;
  if (row !== undefined && sameEpoch && row.mac.toString('hex') === end.mac) return true;
  const { entry } = end;
  if (entry === undefined) return !sameEpoch && holdsByRotation(engine, end);
  if (row !== undefined && !sameEpoch && entryOf(engine, row) === entry) return true;
  return engine.manifest.auditCopies.some(({ copy }) =>
    auditCopyRows(engine.database, copy).some(
      (other) => other.sequence === end.sequence && entryOf(engine, other, copy) === entry,
    ),
  );
}

/** The whole log was chained anew; the rotation recorded where the old chain ended. */
function holdsByRotation(engine: Engine, end: AnchoredEnd): boolean {
  const { rotatedFrom } = engine.manifest;
  if (rotatedFrom === null || rotatedFrom.epoch !== end.epoch) return true;
  if (rotatedFrom.sequence === end.sequence) return rotatedFrom.mac === end.mac;
  return rotatedFrom.sequence > end.sequence;
}

/** As far as the anchor remembers, the file's log is the beginning of what was seen here. */
function isBeginning(engine: Engine, { audit, earlier, rolledBackAt }: Anchor): boolean {
  if (rolledBackAt !== undefined && stands(engine, rolledBackAt)) return true;
  const { sequence } = engine.manifest.audit;
  if (audit === undefined || sequence >= audit.sequence) return false;
  const known = earlier.find(([at]) => at <= sequence);
  if (known === undefined) return true;
  return stands(engine, known);
}

function stands(engine: Engine, [sequence, mac]: readonly [number, string]): boolean {
  return rowAt(engine, sequence)?.mac.toString('hex').slice(0, EARLIER_LENGTH) === mac;
}

/**
 * SECURITY: three answers, by the audit log and not by counting: an older copy that was opened and written to often enough
 * has a higher generation than the anchor, and one of before a rotation of the vault key is well-formed too.
 */
function compare(engine: Engine, anchor: Anchor): AppError | null {
  const { generation, chain } = engine.manifest;
  const { audit } = anchor;
  const counted =
    generation > anchor.generation || (generation === anchor.generation && chain === anchor.chain);
  if (audit === undefined || audit.sequence === 0) return counted ? null : older();
  if (engine.header.epoch < audit.epoch) return older();
  if (holds(engine, audit)) {
    // Changes that leave no entry show in the count alone.
    const sameEnd = engine.header.epoch === audit.epoch && engine.manifest.audit.sequence === audit.sequence;
    return counted || !sameEnd ? null : older();
  }
  return engine.header.epoch === audit.epoch && isBeginning(engine, anchor) ? older() : anotherCopy();
}

const older = (): AppError => rolledBack(say('vault.this-vault-file-is-older-than-the'));

/** Before anything is written to the file. Null where it is at least as new as the anchor, or there is none. */
export async function checkAnchor(engine: Engine): Promise<AppError | null> {
  const { keychain } = engine.dependencies;
  if (keychain === null) return null;
  let anchor: Anchor;
  try {
    const text = await keychain.readAnchor(engine.header.vaultId);
    if (text === null) return null;
    anchor = anchorSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
  engine.pendingLog.look(new Map(anchor.pending));
  const warning = compare(engine, anchor);
  if (warning?.code === 'vault-rolled-back' && anchor.rolledBackAt === undefined) {
    const { sequence, mac } = engine.manifest.audit;
    await put(engine, { ...anchor, rolledBackAt: [sequence, mac.slice(0, EARLIER_LENGTH)] });
  }
  return warning;
}

/** The keychain is a convenience here: where it fails, the next time repeats it. */
async function put(engine: Engine, anchor: Anchor): Promise<void> {
  try {
    await engine.dependencies.keychain?.writeAnchor(engine.header.vaultId, JSON.stringify(anchor));
  } catch {
    // Nothing is lost but the warning.
  }
}

/** The keychain is a convenience here: where it fails, the next time repeats it. */
export async function writeAnchor(engine: Engine): Promise<void> {
  try {
    const { generation, chain, audit } = engine.manifest;
    const row = rowAt(engine, audit.sequence);
    const anchor: Anchor = {
      generation,
      chain,
      audit: {
        epoch: engine.header.epoch,
        ...audit,
        ...(row === undefined ? {} : { entry: entryOf(engine, row) }),
      },
      earlier: engine.tables
        .auditBefore(audit.sequence, EARLIER_ENTRIES)
        .map(({ sequence, mac }) => [sequence, mac.toString('hex').slice(0, EARLIER_LENGTH)]),
      pending: [...engine.pendingLog.counts],
    };
    await engine.dependencies.keychain?.writeAnchor(engine.header.vaultId, JSON.stringify(anchor));
  } catch {
    // Nothing is lost but the warning.
  }
}
