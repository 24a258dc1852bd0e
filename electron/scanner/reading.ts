/** Reads one thing, and whatever is in it, to a depth. What it can't open it writes into the thing's ledger. */
import {
  ArchiveError,
  bufferSource,
  chunksOf,
  containerKindOf,
  MAGIC_BYTES,
  MEMBER_PROBLEMS,
  openContainer,
  readTarStream,
  unsupportedName,
  type ArchiveMember,
  type ByteSource,
  type Chunks,
  type ContainerKind,
  type Ledger as ContainerLedger,
} from '../archives/index.ts';
import type { ContentSettings } from './content.ts';
import { detectIn } from './detect/detector.ts';
import type { EvidenceDetector, Ledger, RawHit } from './detect/index.ts';
import { StreamInput } from './stream-input.ts';
import { StreamScanner } from './stream-scanner.ts';

/** Output of all members of one file, nested ones included. */
const MAX_UNPACKED = 2 * 2 ** 30;
/** Beyond this size, what grows a thousandfold is a bomb. */
const RATIO_FROM = 128 << 20;
const MAX_RATIO = 1000;
/** What has to be read at any place is kept in memory while it is inside something else. */
const MAX_NESTED = 64 << 20;

/** Thrown to leave a whole file, however deep the reading is. */
export class LimitError extends Error {}

/** Where in the thing some bytes are. */
export interface Where {
  /** Members of archives, outermost first. */
  readonly container: readonly string[];
  /** What they were compressed with, outermost first. */
  readonly encoding: readonly string[];
  /** How many containers are around them. */
  readonly depth: number;
  /** Of the file or member; empty where it is not known. */
  readonly name: string;
}

export const OUTERMOST: Where = { container: [], encoding: [], depth: 0, name: '' };

/** Databases and documents hold text of their own, and are looked into however deep archives may be nested. */
function isArchive(kind: ContainerKind): boolean {
  return kind !== 'sqlite' && kind !== 'pdf' && kind !== 'unsupported';
}

export class Reading {
  readonly hits: RawHit[] = [];
  readonly #ledger: Ledger;
  readonly #packedSize: number;
  readonly #maxDepth: number;
  readonly #isStopped: () => boolean;
  readonly #evidence: EvidenceDetector | null;
  #unpacked = 0;

  constructor(packedSize: number, ledger: Ledger, settings: ContentSettings) {
    this.#packedSize = packedSize;
    this.#ledger = ledger;
    this.#maxDepth = settings.maxArchiveDepth;
    this.#isStopped = settings.isStopped ?? (() => false);
    this.#evidence = settings.evidence ?? null;
  }

  /** Bytes that can be read at any place. */
  async source(source: ByteSource, where: Where): Promise<void> {
    const head = Uint8Array.from(source.read(0, MAGIC_BYTES));
    const kind = containerKindOf(head);
    const known = this.hits.length;
    if (kind !== null) await this.#open(kind, head, source, where);
    // The container's own bytes too: comments, members that are only stored, rows that were deleted.
    const inside = new Set(this.hits.slice(known).map(textOf));
    const own = await this.#plain(chunksOf(source), where);
    this.hits.push(...own.filter((hit) => !inside.has(textOf(hit))));
  }

  async #open(kind: ContainerKind, head: Uint8Array, source: ByteSource, where: Where): Promise<void> {
    if (kind === 'unsupported') {
      this.#notOpened(`a ${unsupportedName(head)} archive, which can't be opened`, where);
      return;
    }
    if (this.#isTooDeep(kind, where)) return;
    const problems = new Map<NonNullable<ArchiveMember['problem']>, string[]>();
    await openContainer(kind, source, this.#ledgerOf(where, problems));
    this.#tellProblems(problems, where);
  }

  #isTooDeep(kind: ContainerKind, where: Where): boolean {
    if (!isArchive(kind) || where.depth < this.#maxDepth) return false;
    const reason =
      this.#maxDepth === 0
        ? 'an archive, and archives were not to be opened'
        : `nested deeper than ${String(this.#maxDepth)} archives`;
    this.#notOpened(reason, where);
    return true;
  }

  #ledgerOf(where: Where, problems: Map<NonNullable<ArchiveMember['problem']>, string[]>): ContainerLedger {
    return {
      notOpened: (reason) => {
        this.#notOpened(reason, where);
      },
      stream: async (encoding, chunks) => {
        await this.#stream(chunks, {
          ...where,
          encoding: [...where.encoding, encoding],
          depth: where.depth + 1,
        });
      },
      member: async ({ name, content, problem }) => {
        this.#stopIfAsked();
        const inside = { container: [...where.container, name], encoding: [], depth: where.depth + 1, name };
        this.#name(name, inside);
        if (problem !== null) problems.set(problem, [...(problems.get(problem) ?? []), name]);
        if (content !== null) await this.#stream(content, inside);
      },
      part: async (bytes) => {
        this.#count(bytes.length);
        this.#binary(bytes, where);
        return Promise.resolve();
      },
    };
  }

  /** Said once for each reason, with the first member it is true of. */
  #tellProblems(problems: ReadonlyMap<NonNullable<ArchiveMember['problem']>, string[]>, where: Where): void {
    for (const [problem, names] of problems) {
      const reason = `${MEMBER_PROBLEMS[problem]} (${String(names.length)} of the members)`;
      this.#ledger.notOpened(reason, [...where.container, names[0]!]);
    }
  }

  /** Bytes that come one after the other; what has to be read at any place is kept until its end. */
  async #stream(chunks: Chunks, where: Where): Promise<void> {
    const input = new StreamInput(chunks, (bytes) => {
      this.#count(bytes);
    });
    const first = await input.head();
    const kind = containerKindOf(first.subarray(0, MAGIC_BYTES));
    if (kind === 'tar') {
      if (this.#isTooDeep(kind, where)) await this.#keepPlain(input.all(), where);
      else {
        const problems = new Map<NonNullable<ArchiveMember['problem']>, string[]>();
        await readTarStream(input.all(), this.#ledgerOf(where, problems));
        this.#tellProblems(problems, where);
      }
    } else if (kind === null || kind === 'unsupported') {
      if (kind === 'unsupported')
        this.#notOpened(`a ${unsupportedName(first)} archive, which can't be opened`, where);
      await this.#keepPlain(input.all(), where);
    } else {
      const whole = await this.#gather(input.all(), where);
      if (whole !== null) await this.source(bufferSource(whole), where);
    }
    // What came before the damage is scanned.
    if (input.failure !== null) this.#notOpened(input.failure, where);
  }

  /** Null, and said, where it is larger than what is kept in memory; its own bytes are scanned all the same. */
  async #gather(chunks: AsyncIterable<Uint8Array>, where: Where): Promise<Buffer | null> {
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of chunks) {
      parts.push(Uint8Array.from(chunk));
      size += chunk.length;
      if (size <= MAX_NESTED) continue;
      this.#notOpened('an archive of more than 64 MiB inside another one', where);
      const rest = async function* (): AsyncGenerator<Uint8Array, void, void> {
        yield* parts;
        yield* chunks;
      };
      await this.#keepPlain(rest(), where);
      return null;
    }
    return Buffer.concat(parts);
  }

  /** A member's own name may hold a key. */
  #name(name: string, where: Where): void {
    if (name.length < 60) return;
    const bytes = Buffer.from(name);
    const ledger = {
      notOpened: (reason: string): void => {
        this.#notOpened(reason, where);
      },
    };
    for (const hit of detectIn(bytes, 0, bytes.length, ledger)) {
      this.hits.push({ ...hit, line: null, column: null, container: [...where.container] });
    }
  }

  #binary(bytes: Uint8Array, where: Where): void {
    const others = this.#evidence?.find(bytes, 0, bytes.length) ?? [];
    const ledger = {
      notOpened: (reason: string): void => {
        this.#notOpened(reason, where);
      },
    };
    for (const hit of [...detectIn(bytes, 0, bytes.length, ledger), ...others]) {
      this.hits.push(placed({ ...hit, container: [], line: null, column: null }, where));
    }
  }

  async #keepPlain(chunks: Chunks, where: Where): Promise<void> {
    this.hits.push(...(await this.#plain(chunks, where)));
  }

  async #plain(chunks: Chunks, where: Where): Promise<RawHit[]> {
    const ledger = {
      notOpened: (reason: string): void => {
        this.#notOpened(reason, where);
      },
    };
    const scanner = new StreamScanner(ledger, false, this.#evidence);
    try {
      for await (const chunk of chunks) scanner.push(chunk);
    } catch (error) {
      if (!(error instanceof ArchiveError)) throw error;
      this.#notOpened(error.message, where);
    }
    return scanner.end().map((hit) => placed(hit, where));
  }

  #notOpened(reason: string, { container }: Where): void {
    this.#ledger.notOpened(reason, container);
  }

  #stopIfAsked(): void {
    if (this.#isStopped()) throw new LimitError('the scan was stopped');
  }

  /** SECURITY: the limits that keep an archive from filling time and memory. */
  #count(bytes: number): void {
    this.#unpacked += bytes;
    this.#stopIfAsked();
    if (this.#unpacked > MAX_UNPACKED) throw new LimitError('it unpacks to more than 2 GiB');
    if (this.#unpacked > RATIO_FROM && this.#unpacked > this.#packedSize * MAX_RATIO) {
      throw new LimitError('it unpacks to more than a thousand times its size');
    }
  }
}

function placed(hit: RawHit, { container, encoding }: Where): RawHit {
  return {
    ...hit,
    container: [...container],
    encoding: encoding.length === 0 ? hit.encoding : [...encoding, ...hit.encoding],
  };
}

function textOf({ key }: RawHit): string {
  return Buffer.from(key).toString('latin1');
}
