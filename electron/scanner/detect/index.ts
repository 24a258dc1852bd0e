/**
 * The detector: finds keys in bytes. Pure: it opens no file, starts no thread, keeps nothing between calls.
 *
 *     const detector = createDetector();
 *     if (detector.mayContain(bytes)) {
 *       const ledger = new Ledger();
 *       const hits = detector.scan(bytes, ledger);
 *       for (const hit of hits) emit(findingFrom(hit, { path: 'config/dev.env', source: 'history', blob, commit }));
 *       wipeHits(hits);
 *     }
 *
 * `scan` covers every direct encoding (see `anchors.ts`); archives, compressed streams and databases are opened by
 * `createContentScanner` in `../content.ts`, which takes the same bytes and gives the same hits with `container` filled
 * in, plus what it had to skip. Free text that goes into any output (paths, subjects, authors) goes through `redactText`.
 */
export { Ledger, type SearchLedger } from './ledger.ts';
export { collectedMasked, collectMasked } from './masked.ts';
export type { Detector, MaskedForm, RawHit, Skipped } from './types.ts';
export { createEvidenceDetector, rulesOfEvidence, type EvidenceDetector } from './evidence.ts';
export { ANCHOR_OVERLAP, createDetector } from './detector.ts';
export { findingFrom, redactText, wipeHits } from './finding.ts';
