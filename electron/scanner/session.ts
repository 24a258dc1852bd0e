/** The running totals of one scan, and what is made of them at its end. */
import { join, sep } from 'node:path';
import { BRAND_IDS } from '../../shared/brands.ts';
import type { MaskedKey, ScanFinding, ScanProgress, ScanReport } from '../../shared/findings.ts';
import { standsForKey } from '../../shared/leaks.ts';
import { inEnglish } from '../../shared/messages/words.ts';
import type { Skipped } from './detect/index.ts';
import { GitIgnoreChecker } from './filter/git-ignored.ts';
import {
  isAccepted,
  isContent,
  isIgnored,
  localDate,
  pathMatcher,
  readIgnoreFilesFor,
  type IgnoreRule,
} from './filter/ignore-file.ts';
import { FindingCollector, type CollectedFinding } from './findings.ts';
import { PaceMeter } from './pace.ts';
import type { BatchResult, FoundKey, MaskedPlace } from './protocol.ts';
import type { Root } from './roots.ts';
import { monotonicNow } from './stopwatch.ts';
import type { LiveFinding, ScanOptions } from './types.ts';
import { say, type Said } from '../../shared/messages/say.ts';

const MOST_MASKED = 1000;
const MASKED_EXAMPLES = 3;

export interface Totals {
  files: number;
  bytes: number;
  blobs: number;
  commits: number;
}

/** What of a phase is known, besides the running totals. */
type KnownProgress = Partial<Pick<ScanProgress, 'totalFiles' | 'objects' | 'totalObjects' | 'fraction'>>;

/** @param folder what the finding's path is relative to */
type InBaseline = (finding: ScanFinding, folder: string) => boolean;

export class ScanSession {
  readonly #skipped = new Map<string, { readonly entry: Skipped; count: number }>();
  #accepted = 0;
  readonly totals: Totals = { files: 0, bytes: 0, blobs: 0, commits: 0 };
  /** Of the files those that were not read to their end, as they are known clean. */
  unchanged = 0;
  readonly #leftOut = { byPattern: 0, bySize: 0, findings: 0 };
  readonly #excludes: readonly ((path: string) => boolean)[];
  /** There was more to scan than what Git keeps for itself. */
  foundContent = false;
  readonly findings = new FindingCollector();
  readonly #options: ScanOptions;
  readonly #roots: readonly Root[];
  readonly #startedAt = monotonicNow();
  readonly #pace = new PaceMeter();
  readonly #rules: readonly (readonly IgnoreRule[])[];
  readonly #inBaseline: InBaseline;
  readonly #gitIgnore: GitIgnoreChecker;
  /** SECURITY: raw keys, kept only for the verifier and wiped after it. */
  readonly #keys = new Map<string, Uint8Array>();
  readonly #masked = new Map<string, MaskedKey>();
  readonly #suppressed = { byIgnoreFile: 0, byBaseline: 0 };

  /**
   * @param rules which hold for every root: a person named their file
   * @throws AppError `scan-file-unparsable`, before anything is scanned
   */
  constructor(
    options: ScanOptions,
    roots: readonly Root[],
    rules: readonly IgnoreRule[],
    inBaseline: InBaseline = () => false,
  ) {
    this.#options = options;
    this.#roots = roots;
    this.#rules = roots.map(({ path, folder }) =>
      options.useIgnoreFiles === false ? [] : [...rules, ...readIgnoreFilesFor(path, folder)],
    );
    this.#inBaseline = inBaseline;
    this.#excludes = (options.exclude ?? []).map(pathMatcher);
    this.#gitIgnore = new GitIgnoreChecker();
  }

  addFile(root: number, { finding, key, unredactedPath }: FoundKey): void {
    const absolute = join(this.#roots[root]!.path, ...unredactedPath.split('/'));
    this.findings.add(root, { ...finding, ignoredByGit: this.#gitIgnore.isIgnored(absolute) });
    if (key !== null) this.keep(finding, key);
  }

  /** Whether a person leaves a file out; counted. */
  leavesOut(path: string, size: () => number): boolean {
    const { maxFileSize } = this.#options;
    if (this.#excludes.some((matches) => matches(path))) this.#leftOut.byPattern += 1;
    else if (maxFileSize !== undefined && size() > maxFileSize) this.#leftOut.bySize += 1;
    else return false;
    return true;
  }

  leftOutBySize(count: number): void {
    this.#leftOut.bySize += count;
  }

  addBatch(result: BatchResult): void {
    this.totals.files += result.files;
    this.totals.bytes += result.bytes;
    this.unchanged += result.unchanged;
    for (const entry of result.skipped) this.skip(result.root, entry);
    this.addMasked(result.masked);
    for (const found of result.found) this.addFile(result.root, found);
  }

  /**
   * A repository is read once, for the first of the roots that lie in it; what lies in another of them is named from there.
   * @param repository its folder, where it lies below the root: a message has no other place
   */
  addFromGit(root: number, finding: LiveFinding, repository: string | null = null): void {
    const { path: place } = finding;
    if (finding.source === 'history' && place !== null && this.#excludes.some((matches) => matches(place))) {
      this.#leftOut.findings += 1;
      return;
    }
    if (this.#roots.length === 1 || finding.path === null) {
      this.findings.add(root, finding, finding.path === null ? repository : null);
      return;
    }
    const absolute = join(this.#roots[root]!.folder, ...finding.path.split('/'));
    const home = this.#roots.findIndex(
      ({ path, folder, only }) =>
        only === null && (path === folder ? absolute.startsWith(path + sep) : absolute === path),
    );
    if (home === -1) this.findings.add(root, finding);
    else {
      const { folder } = this.#roots[home]!;
      const path = absolute
        .slice(folder.length + 1)
        .split(sep)
        .join('/');
      this.findings.add(home, { ...finding, path });
    }
  }

  /** @param root null for what concerns no place in a root, which nothing accepts */
  skip(root: number | null, { path, reason, count = 1 }: Skipped): void {
    if (
      root !== null &&
      isContent(path) &&
      isAccepted(path, this.#rules[root] ?? [], localDate(new Date()))
    ) {
      this.#accepted += 1;
      return;
    }
    const key = [root ?? '', path, JSON.stringify(reason)].join('\0');
    const known = this.#skipped.get(key);
    if (known === undefined) this.#skipped.set(key, { entry: { path, reason }, count });
    else known.count += count;
  }

  hasSkipped(reason: Said): boolean {
    return [...this.#skipped.values()].some(({ entry }) => entry.reason.id === reason.id);
  }

  addMasked(places: readonly MaskedPlace[]): void {
    for (const { path, ...form } of places) {
      const known = this.#masked.get(form.redacted) ?? { ...form, files: 0, examples: [] };
      if (!this.#masked.has(form.redacted) && this.#masked.size >= MOST_MASKED) continue;
      this.#masked.set(form.redacted, {
        ...known,
        files: known.files + 1,
        examples: [...known.examples, path].sort().slice(0, MASKED_EXAMPLES),
      });
    }
  }

  keep(finding: LiveFinding, key: Uint8Array): void {
    if (this.#keys.has(finding.fingerprint)) key.fill(0);
    else this.#keys.set(finding.fingerprint, key);
  }

  progress(phase: ScanProgress['phase'], known: KnownProgress = {}): ScanProgress {
    const now = monotonicNow();
    const fraction = known.fraction ?? null;
    return {
      phase,
      files: this.totals.files,
      bytes: this.totals.bytes,
      blobs: this.totals.blobs,
      totalFiles: known.totalFiles ?? null,
      objects: known.objects ?? 0,
      totalObjects: known.totalObjects ?? null,
      findings: this.findings.size,
      elapsedMs: Math.round(now - this.#startedAt),
      fraction,
      ...this.#pace.measure(now, phase, this.totals.bytes, fraction),
    };
  }

  /** Everything that is to be reported: asked about, and without what is ignored or was known before. */
  async finish(): Promise<CollectedFinding[]> {
    const today = localDate(new Date());
    const shown = this.findings.sorted().filter(({ root, finding }) => {
      if (isIgnored(finding, this.#rules[root] ?? [], today)) {
        this.#suppressed.byIgnoreFile += 1;
        return false;
      }
      if (!this.#inBaseline(finding, this.#roots[root]!.folder)) return true;
      this.#suppressed.byBaseline += 1;
      return false;
    });
    return (await this.#verified(shown)).map((entry) => ({
      ...entry,
      finding: { ...entry.finding, root: entry.repository ?? this.#roots[entry.root]!.path },
    }));
  }

  report(shown: readonly CollectedFinding[], nothingNew: boolean): ScanReport {
    const { blobs, commits } = this.totals;
    const isNothing = !this.foundContent && blobs === 0 && commits === 0;
    if (isNothing && this.#skipped.size === 0 && !nothingNew) {
      this.skip(null, { path: '.', reason: say('scan.nothing-in-it') });
    }
    return {
      schema: 'augno-vault/scan@1',
      roots: [
        ...new Set([
          ...this.#roots.map(({ path }) => path),
          ...shown.flatMap(({ repository }) => repository ?? []),
        ]),
      ],
      ...this.#usualPlaces(),
      complete: this.#skipped.size === 0,
      scanned: {
        ...this.totals,
        unchanged: this.unchanged,
        durationMs: Math.round(monotonicNow() - this.#startedAt),
      },
      suppressed: this.#suppressed,
      findings: shown.map(
        ({
          finding: {
            keyFingerprint: _apart,
            evidenceFingerprint: _also,
            formerFingerprint: _former,
            ...finding
          },
        }) => finding,
      ),
      skipped: [...this.#skipped.values()].map(({ entry: { path, reason: said }, count }) => ({
        path,
        reason: inEnglish(said),
        said,
        ...(count === 1 ? {} : { count }),
      })),
      ...(this.#excludes.length === 0 && this.#options.maxFileSize === undefined
        ? {}
        : { leftOut: this.#leftOut }),
      ...(this.#accepted === 0 ? {} : { accepted: this.#accepted }),
      masked: [...this.#masked.values()].sort((left, right) => (left.redacted < right.redacted ? -1 : 1)),
    };
  }

  #usualPlaces(): Pick<ScanReport, 'usualPlaces'> {
    const isWhole = (root: string): boolean =>
      this.#roots.some(({ path, only }) => path === root && only === null);
    for (const { path: root, only } of this.#roots)
      if (only !== null && !isWhole(root)) return { usualPlaces: { root, places: [...only] } };
    return {};
  }

  async #verified(shown: readonly CollectedFinding[]): Promise<CollectedFinding[]> {
    const { verify } = this.#options;
    if (verify === undefined) return [...shown];
    const answers = new Map<string, 'works' | 'refused' | 'unknown'>();
    try {
      for (const { finding } of shown) {
        const isVendors = BRAND_IDS.some((id) => id === finding.brand);
        // Whoever is asked knows the brands; a key of another service is tested by its own connection.
        if (!isVendors || !standsForKey(finding) || answers.has(finding.fingerprint)) continue;
        const key = this.#keys.get(finding.fingerprint);
        answers.set(
          finding.fingerprint,
          key === undefined || this.#options.signal?.aborted === true
            ? 'unknown'
            : await verify(key).catch(() => 'unknown' as const),
        );
      }
    } finally {
      this.wipe();
    }
    return shown.map(({ finding, ...place }) => ({
      ...place,
      finding: { ...finding, verified: answers.get(finding.fingerprint) ?? null },
    }));
  }

  wipe(): void {
    for (const key of this.#keys.values()) key.fill(0);
    this.#keys.clear();
  }
}
