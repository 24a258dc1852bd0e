import type { Said } from '../../shared/messages/say.ts';

/** Thrown to leave a whole file, however deep the reading is. */
export class LimitError extends Error {
  readonly said: Said;

  constructor(said: Said) {
    super(said.id);
    this.said = said;
  }
}
