/** What is done again and again while the vault is open. Never rejects, and a turn that failed is followed by another. */
export interface BackgroundLoop {
  stop(): void;
}

export interface BackgroundLoopOptions {
  /** One turn. What it throws is dropped: it shows where it belongs, and the next turn tries again. */
  readonly turns: readonly (() => unknown)[];
  readonly firstWaitMs: number;
  /** May fail; then the longest wait holds. */
  readonly waitMs: () => number;
  readonly longestWaitMs: number;
  /** Told of each turn, so that closing can wait for it. */
  readonly track: (turn: Promise<void>) => unknown;
  readonly setTimer?: (work: () => void, milliseconds: number) => { cancel(): void };
}

const quietTimer = (work: () => void, milliseconds: number): { cancel(): void } => {
  const timer = setTimeout(work, milliseconds);
  timer.unref();
  return {
    cancel: () => {
      clearTimeout(timer);
    },
  };
};

export function startBackgroundLoop(options: BackgroundLoopOptions): BackgroundLoop {
  const setTimer = options.setTimer ?? quietTimer;
  let stopped = false;
  let timer: { cancel(): void } | null = null;

  const nextWait = (): number => {
    try {
      return Math.min(options.waitMs(), options.longestWaitMs);
    } catch {
      return options.longestWaitMs;
    }
  };
  const turn = async (): Promise<void> => {
    for (const work of options.turns) {
      try {
        await work();
      } catch {
        // The others of this turn are done all the same.
      }
    }
    if (!stopped) plan(nextWait());
  };
  const plan = (milliseconds: number): void => {
    timer = setTimer(() => {
      options.track(turn());
    }, milliseconds);
  };
  plan(options.firstWaitMs);
  return {
    stop() {
      stopped = true;
      timer?.cancel();
    },
  };
}
