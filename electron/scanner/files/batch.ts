/** Scans a batch of files; the same in a worker thread and, for small scopes, in the caller's own thread. */
import { detectIn } from '../detect/detector.ts';
import { findingFrom, redactText, wipeHits, type RawHit, type Skipped } from '../detect/index.ts';
import type { BatchResult, FileBatch, FoundKey, WorkerSettings } from '../protocol.ts';
import { reasonOf } from '../walk/walker.ts';
import { FileScanner } from './file-scanner.ts';

export class BatchScanner {
  readonly #files: FileScanner;
  readonly #settings: WorkerSettings;

  constructor(settings: WorkerSettings) {
    this.#settings = settings;
    this.#files = new FileScanner();
  }

  async scan(batch: FileBatch, isStopped: () => boolean): Promise<BatchResult> {
    const found: FoundKey[] = [];
    const skipped: Skipped[] = [];
    let files = 0;
    let bytes = 0;
    for (let index = 0; index < batch.paths.length && !isStopped(); index += 1) {
      const path = batch.paths[index]!;
      this.#scanName(path, found);
      try {
        const result = this.#files.scanFile(batch.absolutes[index]!);
        files += 1;
        bytes += result.bytes;
        this.#keep(result.hits, path, found);
      } catch (error) {
        skipped.push({ path: redactText(path), reason: reasonOf(error) });
      }
    }
    return { root: batch.root, files, bytes, found, skipped };
  }

  #scanName(path: string, found: FoundKey[]): void {
    if (path.length < 60) return;
    const hits = detectIn(Buffer.from(path), 0, Buffer.byteLength(path));
    this.#keep(
      hits.map((hit) => ({ ...hit, container: [], line: null, column: null })),
      path,
      found,
    );
  }

  #keep(hits: readonly RawHit[], path: string, found: FoundKey[]): void {
    if (hits.length === 0) return;
    for (const hit of hits) {
      found.push({
        finding: findingFrom(hit, {
          path,
          source: 'worktree',
          fingerprintKey: this.#settings.fingerprintKey,
        }),
        key: this.#settings.withKeys ? Uint8Array.from(hit.key) : null,
        unredactedPath: path,
      });
    }
    wipeHits(hits);
  }
}
