/** What page and vault process say to each other over the port between them; main is not on the way. */

export interface PageCall {
  readonly id: number;
  readonly name: string;
  readonly input: unknown;
}

export interface PageReply {
  readonly id: number;
  readonly reply: unknown;
}
