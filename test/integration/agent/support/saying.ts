/** Follows a process by what it says, not by the clock. */

export interface Said {
  readonly out: () => string;
  readonly err: () => string;
  /** Resolves once either stream holds it. @throws where it ended before */
  readonly until: (words: string | RegExp) => Promise<string>;
  readonly ended: Promise<number | null>;
}

export interface Saying {
  readonly said: Said;
  readonly hear: (stream: 'stdout' | 'stderr', text: string) => void;
  /** Once both streams are read to their end. */
  readonly end: (code: number | null) => void;
}

export function saying(): Saying {
  let [out, err, over] = ['', '', false];
  let resolveEnd: (code: number | null) => void = () => undefined;
  const ended = new Promise<number | null>((resolve) => {
    resolveEnd = resolve;
  });
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  const until = (words: string | RegExp): Promise<string> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const text = out + err;
        const found =
          typeof words === 'string' ? (text.includes(words) ? words : null) : (words.exec(text)?.[0] ?? null);
        if (found !== null) resolve(found);
        else if (over) reject(new Error(`It ended before it said ${String(words)}: ${text}`));
        else return;
        listeners.delete(look);
      };
      listeners.add(look);
      look();
    });
  return {
    said: { out: () => out, err: () => err, until, ended },
    hear(stream, text) {
      if (stream === 'stdout') out += text;
      else err += text;
      tell();
    },
    end(code) {
      over = true;
      resolveEnd(code);
      tell();
    },
  };
}
