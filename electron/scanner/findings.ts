/** Collects findings: one for each key at each path (and archive member). */
import type { LiveFinding } from './types.ts';

const CLASS_ORDER = { valid: 0, truncated: 1, likely: 2, malformed: 3 } as const;

export interface CollectedFinding {
  readonly root: number;
  readonly finding: LiveFinding;
  /** Of a message: the repository below the root that it is in; null for the root's own, and for what has a path. */
  readonly repository: string | null;
}

function placeKey(root: number, finding: LiveFinding): string {
  return [
    root,
    finding.fingerprint,
    finding.path ?? `message ${finding.commit?.id ?? ''}`,
    ...finding.container,
  ].join('\0');
}

/** Which of two findings of one key at one place is shown: the surer, the less encoded, the earlier. */
function isBetter(left: LiveFinding, right: LiveFinding): boolean {
  return (
    (CLASS_ORDER[left.class] - CLASS_ORDER[right.class] ||
      left.encoding.length - right.encoding.length ||
      (left.line ?? 0) - (right.line ?? 0) ||
      (left.column ?? 0) - (right.column ?? 0)) < 0
  );
}

export class FindingCollector {
  readonly #byPlace = new Map<string, CollectedFinding>();

  add(root: number, finding: LiveFinding, repository: string | null = null): void {
    const key = placeKey(root, finding);
    const known = this.#byPlace.get(key);
    if (known === undefined) this.#byPlace.set(key, { root, finding, repository });
    else this.#byPlace.set(key, { ...known, finding: merge(known.finding, finding) });
  }

  get size(): number {
    return this.#byPlace.size;
  }

  /** By root, path and line. */
  sorted(): CollectedFinding[] {
    return [...this.#byPlace.values()].sort(
      (left, right) =>
        left.root - right.root ||
        compareText(left.finding.path ?? '', right.finding.path ?? '') ||
        compareText(left.finding.container.join('/'), right.finding.container.join('/')) ||
        (left.finding.line ?? 0) - (right.finding.line ?? 0) ||
        (left.finding.column ?? 0) - (right.finding.column ?? 0),
    );
  }
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** New at one of its places is new. */
function withoutHeld({ held, ...shown }: LiveFinding, other: LiveFinding): LiveFinding {
  return held === undefined || other.held === undefined ? shown : { ...shown, held };
}

const SOURCE_ORDER = { worktree: 0, staged: 1, history: 2, message: 3 } as const;

/** The worktree is what can still be mended, so its line stands; who brought the key in is known from the history. */
function merge(known: LiveFinding, next: LiveFinding): LiveFinding {
  const bySource = SOURCE_ORDER[next.source] - SOURCE_ORDER[known.source];
  const nextWins = bySource < 0 || (bySource === 0 && isBetter(next, known));
  const [shown, other] = nextWins ? [next, known] : [known, next];
  return {
    ...withoutHeld(shown, other),
    commit: shown.commit ?? other.commit,
    blob: shown.blob ?? other.blob,
    unreachable: shown.source === 'worktree' ? false : shown.unreachable,
    verified: shown.verified ?? other.verified,
  };
}
