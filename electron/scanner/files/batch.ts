/** Scans a batch of files; the same in a worker thread and, for small scopes, in the caller's own thread. */
import { closeSync, constants, openSync } from 'node:fs';
import { bufferSource, fileSource } from '../../archives/index.ts';
import { detectIn } from '../detect/detector.ts';
import {
  collectedMasked,
  collectMasked,
  createEvidenceDetector,
  findingFrom,
  Ledger,
  redactText,
  wipeHits,
  type EvidenceDetector,
  type RawHit,
  type Skipped,
} from '../detect/index.ts';
import type {
  BatchFolder,
  BatchResult,
  FileBatch,
  FoundKey,
  MaskedPlace,
  WorkerSettings,
} from '../protocol.ts';
import { shownName, shownText } from '../names.ts';
import { inFolder, reasonOf, SHORTEST_NAME } from '../walk/walker.ts';
import { FileScanner } from './file-scanner.ts';
import { FileMarker, type Mark } from './known-files.ts';

/** What one batch has given so far. */
interface Results {
  readonly found: FoundKey[];
  readonly skipped: Skipped[];
  readonly clean: Buffer[];
  readonly masked: MaskedPlace[];
  files: number;
  unchanged: number;
  bytes: number;
}

export class BatchScanner {
  readonly #files: FileScanner;
  readonly #settings: WorkerSettings;
  /** By root; null where nothing is remembered. */
  readonly #markers: readonly (FileMarker | null)[];

  readonly #evidence: EvidenceDetector | null;

  constructor(settings: WorkerSettings) {
    this.#settings = settings;
    this.#markers = settings.known.map((known) =>
      known === 'forgotten' ? null : new FileMarker(known, settings.settledAfterMs),
    );
    this.#evidence = settings.evidence === undefined ? null : createEvidenceDetector(settings.evidence);
    this.#files = new FileScanner(this.#evidence);
  }

  async scan(batch: FileBatch, isStopped: () => boolean): Promise<BatchResult> {
    const results: Results = {
      found: [],
      skipped: [],
      clean: [],
      masked: [],
      files: 0,
      unchanged: 0,
      bytes: 0,
    };
    const marker = this.#markers[batch.root] ?? null;
    if (batch.single !== undefined) {
      const { absolute, path } = batch.single;
      await this.#scanFile(absolute, path, marker, results, isStopped);
    }
    for (const folder of batch.folders) {
      const prefix = folder.relative === '' ? '' : `${folder.relative}/`;
      for (const { shown, absolute } of filesOf(folder)) {
        if (isStopped()) break;
        const pending = this.#scanFile(absolute, prefix + shown, marker, results, isStopped);
        if (pending !== null) await pending;
      }
    }
    for (const { path, text } of batch.texts ?? []) await this.#scanText(text, path, results);
    const { clean, ...rest } = results;
    return { root: batch.root, ...rest, clean: Buffer.concat(clean) };
  }

  /** Null where it is done: nearly every file is, and waiting for each of them would take longer than scanning it. */
  #scanFile(
    absolute: string | Buffer,
    path: string,
    marker: FileMarker | null,
    results: Results,
    isStopped: () => boolean,
  ): Promise<void> | null {
    if (path.length >= SHORTEST_NAME) this.#scanName(path, results);
    try {
      const ledger = new Ledger();
      collectMasked();
      const result = this.#files.scanFile(absolute, path, marker, ledger);
      if (result.type === 'container') return this.#scanContainer(absolute, path, marker, results, isStopped);
      if (!ledger.isClean) results.skipped.push(...ledger.entries(path, redactText));
      results.files += 1;
      if (result.type === 'unchanged') {
        results.unchanged += 1;
        results.clean.push(result.mark.bytes);
        return null;
      }
      results.bytes += result.bytes;
      const masked = keepMasked(path, results);
      if (result.hits.length > 0) this.#keep(result.hits, path, results.found);
      else if (result.mark !== null && !masked && ledger.isClean) results.clean.push(result.mark.bytes);
    } catch (error) {
      results.skipped.push({ path: redactText(path), reason: reasonOf(error) });
    }
    return null;
  }

  async #scanContainer(
    absolute: string | Buffer,
    path: string,
    marker: FileMarker | null,
    results: Results,
    isStopped: () => boolean,
  ): Promise<void> {
    try {
      const descriptor = openSync(absolute, constants.O_RDONLY);
      try {
        const mark: Mark | null = marker?.markOf(descriptor, path) ?? null;
        const source = fileSource(descriptor);
        const { maxArchiveDepth } = this.#settings;
        // Loaded where the first archive is met: most small scopes have none.
        const { createContentScanner } = await import('../content.ts');
        const content = createContentScanner({ maxArchiveDepth, isStopped, evidence: this.#evidence });
        collectMasked();
        const { hits, ledger } = await content.scan(source, path);
        const masked = keepMasked(path, results);
        results.files += 1;
        results.bytes += source.size;
        results.skipped.push(...ledger.entries(path, redactText));
        const clean = hits.length === 0 && ledger.isClean && !masked && !isStopped();
        this.#keep(hits, path, results.found);
        if (clean && mark !== null && marker?.isSame(descriptor, mark) === true)
          results.clean.push(mark.bytes);
      } finally {
        closeSync(descriptor);
      }
    } catch (error) {
      results.skipped.push({ path: redactText(path), reason: reasonOf(error) });
    }
  }

  #scanName(path: string, { found, skipped }: Results): void {
    const ledger = new Ledger();
    const hits = detectIn(Buffer.from(path), 0, Buffer.byteLength(path), ledger);
    if (!ledger.isClean) skipped.push(...ledger.entries(path, redactText));
    this.#keep(
      hits.map((hit) => ({ ...hit, container: [], line: null, column: null })),
      path,
      found,
    );
  }

  async #scanText(text: Uint8Array, path: string, results: Results): Promise<void> {
    if (path.length >= SHORTEST_NAME) this.#scanName(path, results);
    const { createContentScanner } = await import('../content.ts');
    const { maxArchiveDepth } = this.#settings;
    const content = createContentScanner({ maxArchiveDepth, evidence: this.#evidence });
    const { hits, ledger } = await content.scan(bufferSource(text), path);
    results.skipped.push(...ledger.entries(path, redactText));
    this.#keep(hits, path, results.found);
  }

  #keep(hits: readonly RawHit[], path: string, found: FoundKey[]): void {
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

/** Whether there were any: such a file is read again, as it may look like a key of tomorrow's registry. */
function keepMasked(path: string, { masked }: Results): boolean {
  const forms = collectedMasked();
  if (forms.length === 0) return false;
  const shown = redactText(path);
  for (const form of forms) masked.push({ ...form, path: shown });
  return true;
}

function* filesOf({
  absolute,
  names,
  rawNames,
}: BatchFolder): Generator<{ readonly shown: string; readonly absolute: string | Buffer }, void, void> {
  const folder = typeof absolute === 'string' ? absolute : Buffer.from(absolute);
  for (const name of names === '' ? [] : names.split('/')) {
    yield { shown: shownText(name), absolute: inFolder(folder, name) };
  }
  for (const raw of rawNames) {
    const name = Buffer.from(raw);
    yield { shown: shownName(name), absolute: inFolder(folder, name) };
  }
}
