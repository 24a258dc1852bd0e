/**
 * Everything that is in some bytes: plain and encoded keys, and those in archives, compressed streams, databases and
 * documents, nested to a depth. Used for files, for members, and for blobs of a repository.
 *
 *     const content = createContentScanner({ maxArchiveDepth: 5 });
 *     if (containerKindOf(blob) !== null || detector.mayContain(blob)) {
 *       const { hits, ledger } = await content.scan(bufferSource(blob), 'dist/app.zip');
 *     }
 */
import type { ByteSource } from '../archives/index.ts';
import { Ledger, type EvidenceDetector, type RawHit } from './detect/index.ts';
import { LimitError } from './limit-error.ts';
import { Reading } from './reading.ts';
import { OUTERMOST } from './where.ts';

export interface ContentResult {
  readonly hits: RawHit[];
  /** What could not be looked into. */
  readonly ledger: Ledger;
}

export interface ContentScanner {
  /** @param path of the file or blob; empty where it is not known */
  scan(source: ByteSource, path: string): Promise<ContentResult>;
}

export interface ContentSettings {
  readonly maxArchiveDepth: number;
  readonly isStopped?: () => boolean;
  readonly evidence?: EvidenceDetector | null;
}

export function createContentScanner(settings: ContentSettings): ContentScanner {
  return {
    scan: async (source, path) => {
      const ledger = new Ledger();
      const reading = new Reading(source.size, ledger, settings);
      try {
        await reading.source(source, { ...OUTERMOST, name: path });
      } catch (error) {
        if (!(error instanceof LimitError)) throw error;
        ledger.notOpened(error.said);
      }
      return { hits: reading.hits, ledger };
    },
  };
}
