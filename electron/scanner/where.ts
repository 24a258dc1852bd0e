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
  /** How many layers of characters were undone on the way. */
  readonly layers: number;
  /** Where all of it stands in what is around it; null where it has places of its own. */
  readonly place: { readonly line: number | null; readonly column: number | null } | null;
}

export const OUTERMOST: Where = { container: [], encoding: [], depth: 0, name: '', layers: 0, place: null };

/** SECURITY: characters may stand for characters that stand for characters. */
export const MAX_LAYERS = 12;
/** What has to be read at any place is kept in memory while it is inside something else. */
export const MAX_NESTED = 64 << 20;
/** More heads in one content are said, not read. */
export const MAX_HEADS = 20_000;
/** What gave so much was what it seemed. */
export const LEAST_OPENED = 64;
