/**
 * Everything that is in some bytes: plain and encoded keys, and those in archives, compressed streams, databases and
 * documents, nested to a depth. Used for files, for members, and for blobs of a repository.
 *
 *     const content = createContentScanner({ maxArchiveDepth: 5 });
 *     if (containerKindOf(blob) !== null || detector.mayContain(blob)) {
 *       const { hits, skipped } = await content.scan(bufferSource(blob), 'dist/app.zip');
 *     }
 */
import {
  ArchiveError,
  bufferSource,
  chunksOf,
  containerKindOf,
  MAGIC_BYTES,
  MEMBER_PROBLEMS,
  openContainer,
  openTar,
  toAsync,
  unsupportedName,
  type ArchiveMember,
  type ByteSource,
  type Chunks,
  type ContainerKind,
} from '../archives/index.ts';
import { detectIn } from './detect/detector.ts';
import { redactText, type EvidenceDetector, type RawHit, type Skipped } from './detect/index.ts';
import { StreamScanner } from './stream-scanner.ts';

/** Output of all members of one file, nested ones included. */
const MAX_UNPACKED = 2 * 2 ** 30;
/** Beyond this size, what grows a thousandfold is a bomb. */
const RATIO_FROM = 128 << 20;
const MAX_RATIO = 1000;
/** What has to be read at any place is kept in memory while it is inside something else. */
const MAX_NESTED = 64 << 20;

export interface ContentResult {
  readonly hits: RawHit[];
  readonly skipped: Skipped[];
}

export interface ContentScanner {
  /** @param path of the file or blob, relative to its root: for reports of what was skipped */
  scan(source: ByteSource, path: string): Promise<ContentResult>;
}

/** Thrown to leave a whole file, however deep the reading is. */
class LimitError extends ArchiveError {}

export function createContentScanner(options: {
  readonly maxArchiveDepth: number;
  readonly isStopped?: () => boolean;
  readonly evidence?: EvidenceDetector | null;
}): ContentScanner {
  return {
    scan: async (source, path) => {
      const reading = new Reading(source.size, path, options);
      const head = source.read(0, MAGIC_BYTES);
      const kind = containerKindOf(head);
      try {
        if (kind === null) await reading.scanStream(chunksOf(source), []);
        else await reading.open(kind, Uint8Array.from(head), source, []);
      } catch (error) {
        if (!(error instanceof ArchiveError)) throw error;
        reading.skip([], error.message);
      }
      return { hits: reading.hits, skipped: reading.skipped };
    },
  };
}

class Reading {
  readonly hits: RawHit[] = [];
  readonly skipped: Skipped[] = [];
  readonly #path: string;
  readonly #packedSize: number;
  readonly #maxDepth: number;
  readonly #isStopped: () => boolean;
  readonly #evidence: EvidenceDetector | null;
  #unpacked = 0;

  constructor(packedSize: number, path: string, options: Parameters<typeof createContentScanner>[0]) {
    this.#packedSize = packedSize;
    this.#path = path;
    this.#maxDepth = options.maxArchiveDepth;
    this.#isStopped = options.isStopped ?? (() => false);
    this.#evidence = options.evidence ?? null;
  }

  skip(container: readonly string[], reason: string): void {
    if (this.skipped.length >= 100) return;
    this.skipped.push({ path: redactText([this.#path, ...container].join('!/')), reason });
  }

  /** Plain bytes; a container among them is opened. */
  async scanStream(chunks: Chunks, container: readonly string[], depth = 0): Promise<void> {
    const iterator = toAsync(chunks);
    const head: Uint8Array[] = [];
    let size = 0;
    let failure: Error | null = null;
    const more = async (): Promise<Uint8Array | null> => {
      try {
        const next = await iterator.next();
        if (next.done === true) return null;
        this.#count(next.value.length);
        return next.value;
      } catch (error) {
        // What came before the damage is scanned.
        failure = error instanceof Error ? error : new ArchiveError('it could not be read');
        return null;
      }
    };
    let ended = false;
    while (size < MAGIC_BYTES && !ended) {
      const chunk = await more();
      if (chunk === null) ended = true;
      else {
        size += chunk.length;
        // A piece may only be lent until the next one is asked for.
        head.push(size < MAGIC_BYTES ? Uint8Array.from(chunk) : chunk);
      }
    }
    const first = head.length === 1 ? head[0]! : Buffer.concat(head);
    const kind = containerKindOf(first.subarray(0, MAGIC_BYTES));
    async function* all(): AsyncGenerator<Uint8Array, void, void> {
      yield first;
      for (let chunk = ended ? null : await more(); chunk !== null; chunk = await more()) yield chunk;
    }
    if (
      kind === null ||
      kind === 'unsupported' ||
      (depth >= this.#maxDepth && kind !== 'sqlite' && kind !== 'pdf')
    ) {
      if (kind === 'unsupported')
        this.skip(container, `a ${unsupportedName(first)} archive, which can't be opened`);
      else if (kind !== null) this.skip(container, `nested deeper than ${String(this.#maxDepth)} archives`);
      await this.#plain(all(), container);
    } else if (kind === 'tar') {
      await this.#tar(all(), container, depth);
    } else {
      const whole = await this.#gather(all(), container);
      if (whole !== null) await this.open(kind, whole, bufferSource(whole), container, depth);
    }
    const thrown = failure as Error | null;
    if (thrown === null) return;
    if (thrown instanceof LimitError || !(thrown instanceof ArchiveError)) throw thrown;
    this.skip(container, thrown.message);
  }

  async open(
    kind: ContainerKind,
    head: Uint8Array,
    source: ByteSource,
    container: readonly string[],
    depth = 0,
  ): Promise<void> {
    if (this.#maxDepth === 0 && kind !== 'sqlite' && kind !== 'pdf' && kind !== 'unsupported') {
      this.skip(container, 'an archive, and archives were not to be opened');
      await this.#plain(chunksOf(source), container);
      return;
    }
    const known = this.hits.length;
    if (kind === 'unsupported')
      this.skip(container, `a ${unsupportedName(head)} archive, which can't be opened`);
    else if (kind === 'tar') await this.#tar(chunksOf(source), container, depth);
    else await this.#openKind(kind, source, container, depth);
    // The container's own bytes too: comments, members that are only stored, rows that were deleted.
    const inside = new Set(this.hits.slice(known).map(({ key }) => Buffer.from(key).toString('latin1')));
    const before = this.hits.length;
    await this.#plain(chunksOf(source), container);
    const own = this.hits.splice(before);
    this.hits.push(...own.filter(({ key }) => !inside.has(Buffer.from(key).toString('latin1'))));
  }

  async #openKind(
    kind: Exclude<ContainerKind, 'unsupported' | 'tar'>,
    source: ByteSource,
    container: readonly string[],
    depth: number,
  ): Promise<void> {
    const skipped = this.skipped.length;
    const opened = await openContainer(kind, source, (reason) => {
      this.skip(container, reason);
    });
    switch (opened.form) {
      case 'stream':
        await this.scanStream(opened.chunks, container, depth + 1);
        // Two bytes are little to go by: what does not unpack was no stream.
        if (kind === 'zlib' && this.skipped[skipped]?.reason === 'it is damaged')
          this.skipped.length = skipped;
        break;
      case 'members':
        await this.#members(opened.members, container, depth);
        break;
      case 'parts':
        for (const part of opened.parts) {
          this.#count(part.length);
          this.#binary(part, container);
        }
        break;
    }
  }

  /** What can't be read of it is said once for each reason, with the first member it is true of. */
  async #members(
    members: AsyncIterable<ArchiveMember> | Iterable<ArchiveMember>,
    container: readonly string[],
    depth: number,
  ): Promise<void> {
    const problems = new Map<NonNullable<ArchiveMember['problem']>, string[]>();
    for await (const { name, content, problem } of members) {
      if (this.#isStopped()) return;
      this.#name(name, container);
      if (problem !== null) problems.set(problem, [...(problems.get(problem) ?? []), name]);
      if (content !== null) await this.scanStream(content, [...container, name], depth + 1);
    }
    for (const [problem, names] of problems) {
      this.skip(
        [...container, names[0]!],
        `${MEMBER_PROBLEMS[problem]} (${String(names.length)} of the members)`,
      );
    }
  }

  async #tar(chunks: Chunks, container: readonly string[], depth: number): Promise<void> {
    try {
      await this.#members(openTar(chunks), container, depth);
    } catch (error) {
      if (error instanceof LimitError || !(error instanceof ArchiveError)) throw error;
      this.skip(container, error.message);
    }
  }

  /** A member's own name may hold a key. */
  #name(name: string, container: readonly string[]): void {
    if (name.length < 60) return;
    const bytes = Buffer.from(name);
    for (const hit of detectIn(bytes, 0, bytes.length)) {
      this.hits.push({ ...hit, line: null, column: null, container: [...container, name] });
    }
  }

  #binary(bytes: Uint8Array, container: readonly string[]): void {
    const others = this.#evidence?.find(bytes, 0, bytes.length) ?? [];
    for (const hit of [...detectIn(bytes, 0, bytes.length), ...others]) {
      this.hits.push({ ...hit, line: null, column: null, container: [...container] });
    }
  }

  async #plain(chunks: Chunks, container: readonly string[]): Promise<void> {
    const tooMuch = (): void => {
      this.skip(container, 'it holds more encoded pieces than are decoded');
    };
    const scanner = new StreamScanner(tooMuch, false, this.#evidence);
    for await (const chunk of chunks) scanner.push(chunk);
    for (const hit of scanner.end()) this.hits.push({ ...hit, container: [...container] });
  }

  /** Null, and reported, where it is larger than what is kept in memory; its own bytes are scanned all the same. */
  async #gather(chunks: AsyncIterable<Uint8Array>, container: readonly string[]): Promise<Buffer | null> {
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of chunks) {
      parts.push(Uint8Array.from(chunk));
      size += chunk.length;
      if (size <= MAX_NESTED) continue;
      this.skip(container, 'an archive of more than 64 MiB inside another one');
      const rest = async function* (): AsyncGenerator<Uint8Array, void, void> {
        yield* parts;
        yield* chunks;
      };
      await this.#plain(rest(), container);
      return null;
    }
    return Buffer.concat(parts);
  }

  /** SECURITY: the limits that keep an archive from filling time and memory. */
  #count(bytes: number): void {
    this.#unpacked += bytes;
    if (this.#isStopped()) throw new LimitError('the scan was stopped');
    if (this.#unpacked > MAX_UNPACKED) throw new LimitError('it unpacks to more than 2 GiB');
    if (this.#unpacked > RATIO_FROM && this.#unpacked > this.#packedSize * MAX_RATIO) {
      throw new LimitError('it unpacks to more than a thousand times its size');
    }
  }
}
