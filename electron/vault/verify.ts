/** Opens every row and follows every chain; says everything that is wrong instead of stopping at the first. */
import { toAppError } from '../../shared/errors.ts';
import { openAudit } from './audit-chain.ts';
import { openAuditCopy } from './audit-copies.ts';
import { damaged } from './errors.ts';
import type { Engine } from './engine.ts';
import type { VerifyResult } from './managed-vault.ts';
import { allSecrets } from './secret-index.ts';
import { RecordIndex } from './storage/record-index.ts';
import { checkSchema } from './storage/schema.ts';
import { integrityProblems } from './storage/sqlite.ts';
import { say, type Said } from '../../shared/messages/say.ts';

/** The layout since which logs of other copies lie beside the vault's own. */
const FIRST_WITH_COPIES = 3;

export function verifyVault(engine: Engine): VerifyResult {
  const problems: Said[] = [];
  let secrets = 0;
  const attempt = (work: () => void): void => {
    try {
      work();
    } catch (thrown) {
      problems.push(toAppError(thrown).said.message);
    }
  };
  attempt(() => {
    for (const problem of integrityProblems(engine.database)) {
      problems.push(say('vault.the-database-file-is-damaged', { problem: problem.slice(0, 200) }));
    }
    checkSchema(engine.database);
  });
  attempt(() => {
    engine.reading(() => {
      attempt(() => verifyRecords(engine));
      attempt(() => engine.checkSecretRows());
      attempt(() => verifyAudit(engine));
      attempt(() => verifyAuditCopies(engine));
    });
  });
  for (const [id, { row }] of allSecrets(engine.index)) {
    if (row === null) continue;
    attempt(() => {
      engine.openSecret(id)?.wipe();
      secrets += 1;
    });
  }
  return {
    sound: problems.length === 0,
    problems: [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()],
    records: engine.index.count,
    secrets,
    auditEntries: engine.manifest.audit.sequence,
  };
}

/** From the file, not from memory. */
function verifyRecords(engine: Engine): void {
  const fresh = new RecordIndex(engine.vaultId);
  for (const row of engine.tables.all('records')) fresh.set(fresh.open(engine.keys, row));
  const { count, sum } = engine.manifest;
  const same = fresh.count === count && fresh.sum.toHex() === sum;
  fresh.clear();
  if (!same) throw damaged(say('vault.records-are-missing-or-were-put-back'));
}

function verifyAudit(engine: Engine): void {
  let mac: Buffer = Buffer.alloc(32);
  let sequence = 0;
  for (const row of engine.tables.auditAll()) {
    sequence += 1;
    openAudit(engine.keys, engine.vaultId, { ...row, sequence });
    const expected = engine.keys.chainMac(mac, sequence, row.sealed);
    if (row.sequence !== sequence || !expected.equals(row.mac))
      throw damaged(say('vault.entry-sequence-of-its-audit-log-does', { sequence }));
    mac = expected;
  }
  const { audit } = engine.manifest;
  if (audit.sequence !== sequence || audit.mac !== mac.toString('hex'))
    throw damaged(say('vault.the-end-of-its-audit-log-is-2'));
}

function verifyAuditCopies(engine: Engine): void {
  const { auditCopies, schema } = engine.manifest;
  for (const copy of auditCopies) openAuditCopy(engine, copy);
  if (schema < FIRST_WITH_COPIES) return;
  const rows = engine.database.prepare('SELECT count(*) FROM audit_copies').pluck().get() as number;
  const expected = auditCopies.reduce((sum, { first, last }) => sum + last - first + 1, 0);
  if (rows !== expected) throw damaged(say('vault.it-holds-log-entries-of-other-copies'));
}
