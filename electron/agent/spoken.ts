/** What both ends of the socket go by, for who would rather not load the schemas. */

export const PROTOCOL = 1;

/** Bounds of `recognise`: what a hook may send to be compared, and what it hears of it. */
export const RECOGNISE = {
  /** Of the text, in characters; escaped it still fits into a request. */
  longestText: 384 << 10,
  /** SECURITY: what is shorter could be guessed by trying, and is an ordinary word too often: it is not compared. */
  shortestKey: 16,
  mostFound: 100,
  longestName: 300,
} as const;

/** A key of the vault's in that text. */
export interface RecognisedKey {
  readonly at: number;
  readonly length: number;
  readonly name: string;
}
