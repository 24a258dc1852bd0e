/** Scans a batch of files; the same in a worker thread and, for small scopes, in the caller's own thread. */
import { closeSync, constants, openSync } from 'node:fs';
import { fileSource } from '../archive/source.ts';
import { createContentScanner } from '../content.ts';
import { detectIn } from '../detect/detector.ts';
import {
  createEvidenceDetector,
  findingFrom,
  redactText,
  wipeHits,
  type EvidenceDetector,
  type RawHit,
  type Skipped,
} from '../detect/index.ts';
import type { BatchResult, FileBatch, FoundKey, WorkerSettings } from '../protocol.ts';
import { reasonOf } from '../walk/walker.ts';
import { FileScanner } from './file-scanner.ts';

export class BatchScanner {
  readonly #files: FileScanner;
  readonly #settings: WorkerSettings;
  readonly #evidence: EvidenceDetector | null;

  constructor(settings: WorkerSettings) {
    this.#settings = settings;
    this.#evidence = settings.evidence === undefined ? null : createEvidenceDetector(settings.evidence);
    this.#files = new FileScanner(this.#evidence);
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
        const result = this.#files.scanFile(batch.absolutes[index]!, () => {
          skipped.push({ path: redactText(path), reason: 'it holds more encoded pieces than are decoded' });
        });
        if (result.container) {
          bytes += await this.#scanContainer(batch.absolutes[index]!, path, found, skipped, isStopped);
        } else {
          bytes += result.bytes;
          this.#keep(result.hits, path, found);
        }
        files += 1;
      } catch (error) {
        skipped.push({ path: redactText(path), reason: reasonOf(error) });
      }
    }
    return { root: batch.root, files, bytes, found, skipped };
  }

  async #scanContainer(
    absolute: string | Buffer,
    path: string,
    found: FoundKey[],
    skipped: Skipped[],
    isStopped: () => boolean,
  ): Promise<number> {
    const descriptor = openSync(absolute, constants.O_RDONLY);
    try {
      const source = fileSource(descriptor);
      const { maxArchiveDepth } = this.#settings;
      const content = createContentScanner({ maxArchiveDepth, isStopped, evidence: this.#evidence });
      const result = await content.scan(source, path);
      skipped.push(...result.skipped);
      this.#keep(result.hits, path, found);
      return source.size;
    } finally {
      closeSync(descriptor);
    }
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
