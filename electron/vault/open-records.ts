/** Records, secrets and the log of an open vault: what the domain is given. */
import type { AppError } from '../../shared/errors.ts';
import type { AuditEntry } from '../../shared/domain.ts';
import { auditContents } from './audit-chain.ts';
import { readAuditLog } from './audit-log.ts';
import type { Engine } from './engine.ts';
import { invalid } from './errors.ts';
import { readRescues, writeRescue, type KeptReply, type Rescues } from './rescue.ts';
import { removeAsideIfPossible } from './sealed-aside.ts';
import type { SecretBytes } from './secret-bytes.ts';
import { allSecrets, findSecret, SECRET_COLLECTION } from './secret-index.ts';
import { valueOf } from './storage/record-index.ts';
import { fingerprintOf } from './transaction.ts';
import type {
  AuditInput,
  Collection,
  StoredRecord,
  Vault,
  VaultActor,
  VaultChange,
  VaultTransaction,
} from './types.ts';
import type { VaultWatch } from './vault-watch.ts';
import { isWriteProblem } from './write-access.ts';
import { say } from '../../shared/messages/say.ts';

export class OpenRecords implements Vault {
  readonly #engine: Engine;
  readonly #watch: VaultWatch;
  /** Fingerprint → id of the secret; made when it is first asked for. */
  #fingerprints: Map<string, string> | null = null;

  constructor(engine: Engine, watch: VaultWatch) {
    this.#engine = engine;
    this.#watch = watch;
    watch.start({
      onCollections: (collections) => {
        if (collections.has(SECRET_COLLECTION)) this.#fingerprints = null;
      },
      tryToWrite: () => {
        this.transaction((transaction) => {
          transaction.audit({ action: 'note', detail: say('vault.the-vault-can-be-written-again') });
        }, 'background');
      },
    });
  }

  /** What they were made of is another now. */
  protected forgetFingerprints(): void {
    this.#fingerprints = null;
  }

  get vaultId(): string {
    return this.#engine.header.vaultId;
  }

  get name(): string {
    return this.#engine.manifest.name;
  }

  get folder(): string {
    return this.#engine.dependencies.folder;
  }

  get<Value>(collection: Collection<Value>, id: string): Value | undefined {
    this.#engine.assertUsable();
    const entry = this.#engine.index.entry(collection.name, id);
    return entry === undefined ? undefined : valueOf(entry, collection);
  }

  list<Value>(collection: Collection<Value>): readonly StoredRecord<Value>[] {
    this.#engine.assertUsable();
    return this.#engine.index.list(collection);
  }

  hasSecret(secretId: string): boolean {
    this.#engine.assertUsable();
    return (findSecret(this.#engine.index, secretId)?.row ?? null) !== null;
  }

  heldSecretIds(): ReadonlySet<string> {
    this.#engine.assertUsable();
    const held = new Set<string>();
    for (const [id, { row }] of allSecrets(this.#engine.index)) if (row !== null) held.add(id);
    return held;
  }

  transaction<Result>(work: (transaction: VaultTransaction) => Result, actor?: VaultActor): Result {
    try {
      const { result, own, others } = this.#engine.write(actor ?? this.#engine.dependencies.actor, work);
      if (others.size > 0) this.#watch.announce(others, 'other');
      this.#watch.announce(own, 'self');
      return result;
    } finally {
      this.#watch.announceAccess();
    }
  }

  get writeProblem(): AppError | null {
    return this.#engine.writeProblem;
  }

  enter(entry: AuditInput, options: { readonly actor?: VaultActor; readonly lends?: boolean } = {}): void {
    const { dependencies, pendingLog } = this.#engine;
    const actor = options.actor ?? dependencies.actor;
    const wasKnown = this.#engine.writeProblem !== null;
    try {
      this.transaction((transaction) => {
        transaction.audit(entry);
      }, actor);
    } catch (thrown) {
      // SECURITY: whoever asks for the password before a secret leaves without an entry has to know of it first.
      if (!isWriteProblem(thrown) || (options.lends === true && dependencies.actor === 'app' && !wasKnown))
        throw thrown;
      pendingLog.add(auditContents(entry, actor, dependencies.clock()), options.lends === true);
      if (options.lends === true) this.#watch.anchorSoon();
      this.#watch.announceAccess();
    }
  }

  async withSecret<Result>(
    secretId: string,
    use: (secret: SecretBytes) => Result | Promise<Result>,
  ): Promise<Result> {
    const secret = this.#engine.openSecret(secretId);
    if (secret === undefined) {
      throw invalid(
        say('vault.that-secret-is-not-held-in-this'),
        say('vault.nothing-was-changed-add-it-or-rotate'),
      );
    }
    try {
      return await use(secret);
    } finally {
      secret.wipe();
    }
  }

  fingerprint(secret: SecretBytes): string {
    this.#engine.assertUsable();
    return fingerprintOf(this.#engine.lookupKey, secret);
  }

  secretIdByFingerprint(fingerprint: string): string | undefined {
    this.#engine.assertUsable();
    if (this.#fingerprints === null) {
      this.#fingerprints = new Map();
      for (const [id, { fingerprint: known, row }] of allSecrets(this.#engine.index)) {
        // Where two records hold the same secret, the one that still has it is the one to name.
        if (row !== null || !this.#fingerprints.has(known)) this.#fingerprints.set(known, id);
      }
    }
    return this.#fingerprints.get(fingerprint);
  }

  takeUpChanges(): void {
    this.#engine.assertUsable();
    this.#watch.takeUp();
  }

  auditLog(query: {
    readonly limit: number;
    readonly before?: number | null;
    readonly subjectId?: string | null;
    readonly since?: Date | null;
  }): readonly AuditEntry[] {
    this.takeUpChanges();
    return readAuditLog(this.#engine, query);
  }

  onChange(listener: (change: VaultChange) => void): () => void {
    return this.#watch.onChange(listener);
  }

  rescue(intent: string, payload: Buffer): KeptReply {
    return writeRescue(this.#engine, intent, payload);
  }

  rescues(): Rescues {
    return readRescues(this.#engine);
  }

  removeRescue(file: string): void {
    removeAsideIfPossible(file);
  }

  close(): void {
    if (this.#engine.isClosed) return;
    this.#watch.stopLooking();
    const { actor, keychain } = this.#engine.dependencies;
    try {
      if (actor === 'app') this.enter({ action: 'locked' });
    } catch {
      // Locking must succeed whatever happened to the file; the entry is the only thing lost.
    }
    if (keychain !== null) this.#watch.anchorSoon();
    this.#engine.close();
    this.#fingerprints = null;
    this.#watch.end();
  }
}
