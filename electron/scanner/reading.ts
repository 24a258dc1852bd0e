/** Reads one thing, and whatever is in it, to a depth. What it can't open it writes into the thing's ledger. */
import {
  ArchiveError,
  bufferSource,
  chunksOf,
  isNamedContainer,
  MAGIC_BYTES,
  openContainer,
  readStreamed,
  unsupportedName,
  type ArchiveMember,
  type ByteSource,
  type Chunks,
  type ContainerKind,
  type Ledger as ContainerLedger,
} from '../archives/index.ts';
import type { ContentSettings } from './content.ts';
import { Covered } from './covered.ts';
import { detectIn } from './detect/detector.ts';
import { Ledger, type EvidenceDetector, type RawHit } from './detect/index.ts';
import { LEAST_OPENED, MAX_NESTED, type Where } from './where.ts';
import { Embedded } from './embedded-heads.ts';
import { KeptBytes } from './kept-bytes.ts';
import { LongContent, readWide } from './long-content.ts';
import { once, placed, textOf } from './placed-hits.ts';
import { StreamInput } from './stream-input.ts';
import { StreamScanner, type Head } from './stream-scanner.ts';
import { say, type Said } from '../../shared/messages/say.ts';
import { archiveSaid, isArchive, kindOf } from './archive-said.ts';
import { LimitError } from './limit-error.ts';

/** Output of all members of one file, nested ones included. */
const MAX_UNPACKED = 2 * 2 ** 30;
/** Beyond this size, what grows a thousandfold is a bomb. */
const RATIO_FROM = 128 << 20;
const MAX_RATIO = 1000;

export class Reading {
  readonly hits: RawHit[] = [];
  #ledger: Ledger;
  readonly #packedSize: number;
  readonly #maxDepth: number;
  readonly #isStopped: () => boolean;
  readonly evidence: EvidenceDetector | null;
  #unpacked = 0;
  /** Of it what came out of containers. */
  opened = 0;

  constructor(packedSize: number, ledger: Ledger, settings: ContentSettings) {
    this.#packedSize = packedSize;
    this.#ledger = ledger;
    this.#maxDepth = settings.maxArchiveDepth;
    this.#isStopped = settings.isStopped ?? (() => false);
    this.evidence = settings.evidence ?? null;
  }

  /** Bytes that can be read at any place. */
  async source(source: ByteSource, where: Where): Promise<void> {
    const head = Uint8Array.from(source.read(0, MAGIC_BYTES));
    const kind = kindOf(head) ?? (isNamedContainer(where.name) ? 'brotli' : null);
    const known = this.hits.length;
    const covered = kind === null ? null : await this.open(kind, head, source, where);
    // The container's own bytes too: comments, members that are only stored, rows that were deleted.
    const own = await this.#plain(chunksOf(source), where);
    // What lies in an archive's own bytes are its members, which were read; elsewhere anything may stand.
    const heads = own.heads.filter(({ offset }) => covered?.holds(offset) !== true || kind === 'sqlite');
    if (heads.length > 0) await new Embedded(this, source, where).openAll(heads);
    if (kind === null) await readWide(this, source, where);
    const inside = new Set(this.hits.slice(known).map(textOf));
    for (const hit of own.hits) {
      if (inside.has(textOf(hit))) hit.key.fill(0);
      else this.hits.push(hit);
    }
  }

  /** Returns which bytes were read as what was opened. */
  async open(kind: ContainerKind, head: Uint8Array, source: ByteSource, where: Where): Promise<Covered> {
    const covered = new Covered();
    if (kind === 'unsupported') {
      this.notOpened(say('archive.is-not-opened', { name: unsupportedName(head) }), where);
      return covered;
    }
    if (this.#isTooDeep(kind, where)) return covered;
    const problems = new Map<NonNullable<ArchiveMember['problem']>, string[]>();
    const known = this.hits.length;
    await openContainer(kind, source, this.#ledgerOf(where, problems, covered.add.bind(covered)));
    // What a page shows is read in several ways.
    if (kind === 'pdf') this.hits.push(...once(this.hits.splice(known)));
    this.#tellProblems(problems, where);
    return covered;
  }

  #isTooDeep(kind: ContainerKind, where: Where): boolean {
    if (!isArchive(kind) || where.depth < this.#maxDepth) return false;
    const reason =
      this.#maxDepth === 0
        ? say('scan.archives-not-to-be-opened')
        : say('scan.nested-deeper', { count: this.#maxDepth });
    this.notOpened(reason, where);
    return true;
  }

  #ledgerOf(
    where: Where,
    problems: Map<NonNullable<ArchiveMember['problem']>, string[]>,
    covers: ContainerLedger['covers'] = () => undefined,
  ): ContainerLedger {
    return {
      covers,
      notOpened: (problem) => {
        this.notOpened(archiveSaid(problem), where);
      },
      stream: async (encoding, chunks) => {
        await this.stream(chunks, {
          ...where,
          name: '',
          encoding: [...where.encoding, encoding],
          depth: where.depth + 1,
        });
      },
      member: async ({ name, content, problem }) => {
        this.#stopIfAsked();
        const inside = {
          ...where,
          container: [...where.container, name],
          encoding: [],
          depth: where.depth + 1,
          name,
          place: null,
        };
        this.#name(name, inside);
        if (problem !== null) problems.set(problem, [...(problems.get(problem) ?? []), name]);
        if (content !== null) await this.stream(content, inside);
      },
      part: async (bytes) => {
        this.#count(bytes.length);
        this.opened += bytes.length;
        const place = { line: null, column: null };
        const inside = { ...where, name: '', depth: where.depth + 1, place: where.place ?? place };
        await this.source(bufferSource(bytes), inside);
      },
    };
  }

  /** Said once for each reason, with the first member it is true of. */
  #tellProblems(problems: ReadonlyMap<NonNullable<ArchiveMember['problem']>, string[]>, where: Where): void {
    for (const [problem, names] of problems) {
      const reason = say(`archive.members-${problem}`, { count: names.length });
      this.#ledger.notOpened(reason, [...where.container, names[0]!]);
    }
  }

  /** Bytes that come one after the other; what has to be read at any place is kept until its end. */
  async stream(chunks: Chunks, where: Where, isText = false): Promise<void> {
    const input = new StreamInput(chunks, (bytes) => {
      this.#count(bytes);
      if (!isText) this.opened += bytes;
    });
    const first = await input.head();
    const kind = kindOf(first.subarray(0, MAGIC_BYTES));
    if ((kind === 'tar' || kind === 'cpio') && !this.#isTooDeep(kind, where)) {
      const problems = new Map<NonNullable<ArchiveMember['problem']>, string[]>();
      await readStreamed(kind, input.all(), this.#ledgerOf(where, problems));
      this.#tellProblems(problems, where);
    } else if (kind === 'tar' || kind === 'cpio') {
      this.hits.push(...(await this.#plain(input.all(), where)).hits);
    } else {
      await this.#gathered(input.all(), kind, where);
    }
    // What came before the damage is scanned.
    if (input.failure !== null) this.notOpened(input.failure, where);
  }

  async #gathered(
    chunks: AsyncIterable<Uint8Array>,
    kind: ContainerKind | null,
    where: Where,
  ): Promise<void> {
    const kept = new KeptBytes();
    let long: LongContent | null = null;
    for await (const chunk of chunks) {
      if (kept.size + chunk.length > MAX_NESTED) long ??= await LongContent.begin(kept, kind, this, where);
      if (long === null) kept.add(chunk);
      else await long.push(chunk);
    }
    if (long === null) await this.source(kept, where);
    else this.hits.push(...(await long.end()));
  }

  /** A member's own name may hold a key. */
  #name(name: string, where: Where): void {
    if (name.length < 60) return;
    const bytes = Buffer.from(name);
    const ledger = {
      notOpened: (reason: Said): void => {
        this.notOpened(reason, where);
      },
      head: () => undefined,
    };
    for (const hit of detectIn(bytes, 0, bytes.length, ledger)) {
      this.hits.push({ ...hit, line: null, column: null, container: [...where.container] });
    }
  }

  async #plain(
    chunks: Chunks,
    where: Where,
  ): Promise<{ readonly hits: RawHit[]; readonly heads: readonly Head[] }> {
    const ledger = {
      notOpened: (reason: Said): void => {
        this.notOpened(reason, where);
      },
    };
    const scanner = new StreamScanner(ledger, false, this.evidence);
    try {
      for await (const chunk of chunks) scanner.push(chunk);
    } catch (error) {
      if (!(error instanceof ArchiveError)) throw error;
      this.notOpened(archiveSaid(error.problem), where);
    }
    const hits = scanner.end().map((hit) => placed(hit, where));
    return { hits, heads: scanner.heads };
  }

  /** A key that was found by other means. */
  found(hit: RawHit, where: Where): void {
    this.hits.push(placed(hit, where));
  }

  /** One stream that begins at some place. */
  async streamAt(kind: ContainerKind, chunks: Chunks, where: Where): Promise<void> {
    if (!this.#isTooDeep(kind, where)) await this.stream(chunks, { ...where, depth: where.depth + 1 });
  }

  /**
   * What may be something: only what gives enough is what it seemed, and only of that it is said what was not opened.
   * True where it was.
   */
  async tentatively(open: () => Promise<unknown>, least = (): number => LEAST_OPENED): Promise<boolean> {
    const outer = this.#ledger;
    const before = this.opened;
    const inner = new Ledger();
    this.#ledger = inner;
    try {
      await open();
    } finally {
      this.#ledger = outer;
    }
    const was = this.opened - before >= least();
    if (was) outer.absorb(inner);
    return was;
  }

  notOpened(reason: Said, { container }: Where): void {
    this.#ledger.notOpened(reason, container);
  }

  #stopIfAsked(): void {
    if (this.#isStopped()) throw new LimitError(say('scan.stopped'));
  }

  /** SECURITY: the limits that keep an archive from filling time and memory. */
  #count(bytes: number): void {
    this.#unpacked += bytes;
    this.#stopIfAsked();
    if (this.#unpacked > MAX_UNPACKED) throw new LimitError(say('scan.unpacks-too-large'));
    if (this.#unpacked > RATIO_FROM && this.#unpacked > this.#packedSize * MAX_RATIO) {
      throw new LimitError(say('scan.unpacks-a-thousandfold'));
    }
  }
}
