/**
 * What comes through a pipe: standard input, or a process substitution. It can be read once only, so what fits into memory
 * is taken whole and may be an archive; text of any length is read as it comes.
 */
import { bufferSource, containerKindOf, MAGIC_BYTES } from '../../archives/index.ts';
import { createContentScanner } from '../content.ts';
import {
  collectedMasked,
  collectMasked,
  createEvidenceDetector,
  findingFrom,
  Ledger,
  redactText,
  wipeHits,
  type RawHit,
} from '../detect/index.ts';
import type { BatchResult, WorkerSettings } from '../protocol.ts';
import { StreamScanner } from '../stream-scanner.ts';
import { say } from '../../../shared/messages/say.ts';

/** An archive has to be in memory as a whole. */
const MOST_IN_MEMORY = 64 << 20;

export interface ScanInput {
  /** Absolute; what the report calls the root. */
  readonly root: string;
  /** What findings call it. */
  readonly name: string;
  open(): AsyncIterable<Uint8Array>;
}

/** @throws what reading throws */
export async function scanInput(
  input: ScanInput,
  root: number,
  settings: WorkerSettings,
  isStopped: () => boolean,
): Promise<BatchResult> {
  collectMasked();
  const evidence = settings.evidence === undefined ? null : createEvidenceDetector(settings.evidence);
  const parts: Uint8Array[] = [];
  let ledger = new Ledger();
  let size = 0;
  let stream: StreamScanner | null = null;
  for await (const chunk of input.open()) {
    if (isStopped()) break;
    size += chunk.length;
    if (stream !== null) {
      stream.push(chunk);
      continue;
    }
    parts.push(chunk);
    if (size <= MOST_IN_MEMORY) continue;
    const whole = Buffer.concat(parts.splice(0));
    if (containerKindOf(whole.subarray(0, MAGIC_BYTES)) !== null)
      ledger.notOpened(say('scan.archive-through-pipe'));
    stream = new StreamScanner(ledger, false, evidence);
    stream.push(whole);
  }
  let hits: readonly RawHit[];
  if (stream === null) {
    const { maxArchiveDepth } = settings;
    const content = createContentScanner({ maxArchiveDepth, isStopped, evidence });
    const result = await content.scan(bufferSource(Buffer.concat(parts)), input.name);
    hits = result.hits;
    ledger = result.ledger;
  } else hits = stream.end().map((hit) => ({ ...hit, container: [] }));
  const found = hits.map((hit) => ({
    finding: findingFrom(hit, {
      path: input.name,
      source: 'worktree',
      fingerprintKey: settings.fingerprintKey,
    }),
    key: settings.withKeys ? Uint8Array.from(hit.key) : null,
    unredactedPath: input.name,
  }));
  wipeHits(hits);
  const skipped = ledger.entries(input.name, redactText);
  const masked = collectedMasked().map((form) => ({ ...form, path: input.name }));
  return { root, files: 1, unchanged: 0, bytes: size, found, skipped, masked, clean: new Uint8Array() };
}
