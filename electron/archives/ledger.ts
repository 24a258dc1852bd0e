/**
 * Where readers write what became of a container. SECURITY: a reader gives nothing back but what it writes here, so none
 * can end without having said what was opened and what was not.
 */
import type { ArchiveMember, Chunks } from './members.ts';
import type { ArchiveProblem } from './problem.ts';
import type { ByteSource } from './source.ts';

export interface Ledger {
  /**
   * What one compressed stream unpacks to, under the name of its compression. Resolves once it was read. Chunks may be
   * lent, and may throw an `ArchiveError` where the stream is damaged: whoever reads them writes that down.
   */
  stream(encoding: string, chunks: Chunks): Promise<void>;
  /** One member; what it holds is read, or left, before this resolves. */
  member(member: ArchiveMember): Promise<void>;
  /** What lies apart in its bytes, put together; of no use to anybody after the call. */
  part(bytes: Uint8Array): Promise<void>;
  /**
   * This part of the source was read as the container, in the order of their places: all others are looked through for more.
   * A reader that says nothing of it has read all.
   */
  covers(start: number, end: number): void;
  /** Something of it was not opened, because … */
  notOpened(problem: ArchiveProblem): void;
}

export type Reader = (source: ByteSource, ledger: Ledger) => Promise<void>;

/** A container that is one stream, which returns where it ends. */
export async function readStream(
  encoding: string,
  chunks: AsyncGenerator<Uint8Array, number, void> | Generator<Uint8Array, number, void>,
  ledger: Pick<Ledger, 'covers' | 'stream'>,
): Promise<void> {
  const noting = async function* (): AsyncGenerator<Uint8Array, void, void> {
    ledger.covers(0, yield* chunks);
  };
  await ledger.stream(encoding, noting());
}
