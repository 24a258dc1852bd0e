/** What is read again while it is being read: an answer of before may come after its successor, and would stay. */
export interface LastAsked {
  /** @returns null where it was asked for again since, or nobody waits any more */
  answer<Value extends object>(asked: Promise<Value>): Promise<Value | null>;
  /** Whoever asked is gone. */
  end(): void;
}

export function createLastAsked(): LastAsked {
  let latest = 0;
  return {
    async answer(asked) {
      latest += 1;
      const mine = latest;
      const value = await asked;
      return mine === latest ? value : null;
    },
    end() {
      latest += 1;
    },
  };
}
