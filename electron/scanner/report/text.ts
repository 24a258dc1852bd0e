/** The report for people: what, where, who brought it in, and what to do. */
import { BRANDS, BRAND_IDS } from '../../../shared/brands.ts';
import type { MaskedKey, ScanFinding, ScanReport } from '../../../shared/findings.ts';
import { isNewLeak } from '../../../shared/leaks.ts';
import type { MessageId } from '../../../shared/messages/catalogue.ts';
import { inEnglish } from '../../../shared/messages/words.ts';
import { folderOfRoot } from '../roots.ts';
import { leftOutOf } from './left-out.ts';
import { misplacedIn } from '../../../shared/misplaced.ts';
import { terminalLine } from '../../../shared/harmless-text.ts';
import { say, type Said } from '../../../shared/messages/say.ts';

export interface TextOptions {
  readonly colour: boolean;
  /** Notes of the scan, such as "nothing staged". */
  readonly notes: readonly Said[];
  /** The reader's words; left out: English. */
  readonly words?: WordsFor;
  /** What the caller's registry calls the keys; null where it was not asked. */
  readonly matches?: RegistryNames | null;
}

interface KeyName {
  readonly id: string;
  readonly name: string;
  readonly status: string;
}

/** By fingerprint, and by masked form. */
export interface RegistryNames {
  readonly keys: Readonly<Record<string, KeyName>>;
  readonly masked: Readonly<Record<string, readonly KeyName[]>>;
  /** Of keys without a checksum nobody was asked. */
  readonly checksumsOnly?: true;
}

type WordsFor = (said: Said | string) => string;

/** Notes that say that there was nothing to look at, and that this is fine. */
const NOTHING_NEW: readonly MessageId[] = ['scan.nothing-staged', 'scan.nothing-new'];
const MAX_SKIPPED_LINES = 20;
const MAX_MASKED_LINES = 5;

export function textReport(report: ScanReport, options: TextOptions): string {
  const { words = inEnglish, matches = null } = options;
  const bold = (said: Said): string => (options.colour ? `\u001B[1m${words(said)}\u001B[0m` : words(said));
  const print: Print = { words, bold };
  const lines: string[] = [];
  for (const finding of report.findings)
    lines.push(...findingLines(finding, print, matches, report.roots.length > 1), '');
  if (report.skipped.length > 0) {
    lines.push(bold(say('report.not-scanned', { count: report.skipped.length })));
    for (const { path, reason, said, count } of report.skipped.slice(0, MAX_SKIPPED_LINES)) {
      const line = say('report.path-and-reason', {
        path: terminalLine(path),
        reason: terminalLine(words(said ?? reason)),
      });
      lines.push(words(count === undefined ? line : say('report.times', { line, count: grouped(count) })));
    }
    const more = report.skipped.length - MAX_SKIPPED_LINES;
    if (more > 0) lines.push(words(say('report.and-more', { count: more })));
    lines.push('');
  }
  lines.push(...maskedLines(report.masked ?? [], matches).map(words));
  for (const note of options.notes) lines.push(terminalLine(words(note)));
  lines.push(...summary(report, print, options.notes));
  return lines.join('\n');
}

interface Print {
  readonly words: WordsFor;
  readonly bold: (said: Said) => string;
}

/** Only Augno's keys say which mode they are of. */
function kindOf({ brand, mode }: ScanFinding): Said | string {
  const known = BRAND_IDS.find((id) => id === brand);
  if (known === undefined) return terminalLine(brand[0]!.toUpperCase() + brand.slice(1));
  return say(`report.kind-${mode}`, { brand: BRANDS[known].productName });
}

/** No leaks, so in few words: which keys they look like. */
function maskedLines(masked: readonly MaskedKey[], matches: RegistryNames | null): (Said | string)[] {
  if (masked.length === 0) return [];
  const lines: (Said | string)[] = [say('report.masked', { count: masked.length })];
  for (const { redacted, files, examples } of masked.slice(0, MAX_MASKED_LINES)) {
    const alike = matches?.masked[redacted] ?? [];
    const place = terminalLine(examples[0] ?? '');
    const line =
      files > 1
        ? say('report.masked-in-more', { redacted, place, count: files - 1 })
        : say('report.masked-in', { redacted, place });
    lines.push(
      alike.length > 0
        ? say('report.looks-like', {
            line,
            names: alike
              .map((one): Said | string => nameText(one))
              .reduce((first, second) => say('report.or', { first, second })),
          })
        : matches === null
          ? line
          : say('report.looks-like-none', { line }),
    );
  }
  const rest = masked.length - MAX_MASKED_LINES;
  if (rest > 0) lines.push(say('report.and-more', { count: rest }));
  return [...lines, ''];
}

function nameText({ id, name, status }: KeyName): string {
  return terminalLine(`“${name}” (${id}, ${status})`);
}

function findingLines(
  finding: ScanFinding,
  { words, bold }: Print,
  matches: RegistryNames | null,
  withRoot: boolean,
): string[] {
  const { redacted, encoding, commit, verified, keyId, fingerprint: mark } = finding;
  const place = terminalLine(placeOf(finding, words, withRoot));
  const head = bold(say(isNewLeak(finding) ? 'report.leak' : 'report.warning', { redacted }));
  const shape = finding.repairable === true ? 'repairable' : finding.class;
  const lines: Said[] = [say('report.what', { kind: kindOf(finding), shape: say(`report.shape-${shape}`) })];
  if (encoding.length > 0)
    lines.push(
      say('report.form', {
        forms: encoding
          .map((form): Said | string => terminalLine(form))
          .reduce((first, second) => say('report.in-it', { first, second })),
      }),
    );
  const where = whereOf(finding);
  if (where.length > 0)
    lines.push(
      say('report.where', { where: where.reduce((first, second) => say('report.and', { first, second })) }),
    );
  if (commit !== null) {
    const { id, author, email, date, subject } = commit;
    const person = terminalLine(`${author} <${email}>, ${date}`);
    lines.push(say('report.who', { person, commit: id.slice(0, 12), subject: terminalLine(subject) }));
  }
  if (verified !== null) lines.push(say(`report.now-${verified}`));
  const known = matches?.keys[mark];
  if (known !== undefined) lines.push(say('report.key', { name: nameText(known) }));
  else if (matches !== null && (matches.checksumsOnly !== true || finding.class !== 'likely'))
    lines.push(say('report.key-not-in-the-vault'));
  if (keyId !== null) lines.push(say('report.id', { keyId }));
  lines.push(say('report.mark', { mark }));
  return [`${head}  ${place}`, ...lines.map(words)];
}

function placeOf(finding: ScanFinding, words: WordsFor, withRoot: boolean): string {
  const message = say(finding.commit === null ? 'report.message-of-tag' : 'report.message-of-commit');
  const own = finding.path ?? words(message);
  const path = withRoot ? rooted(finding, own, words) : own;
  const inside = [path, ...finding.container].join(' » ');
  return finding.line === null ? inside : `${inside}:${String(finding.line)}:${String(finding.column ?? 1)}`;
}

/** With several roots the path alone does not say where it is. */
function rooted({ root, path }: ScanFinding, own: string, words: WordsFor): string {
  if (root === undefined) return own;
  if (path === null) return words(say('report.in-root', { own, root }));
  return `${folderOfRoot(root).replace(/[\\/]$/, '')}/${path}`;
}

function whereOf(finding: ScanFinding): Said[] {
  const where: Said[] = [];
  if (finding.held !== undefined) {
    where.push(
      finding.held.path === finding.path
        ? say('report.was-there-before')
        : say('report.was-there-before-in', { path: terminalLine(finding.held.path) }),
    );
  }
  if (finding.source === 'staged') where.push(say('report.staged'));
  if (finding.source === 'history') where.push(say('report.in-the-history-only'));
  if (finding.unreachable) where.push(say('report.unreachable'));
  if (finding.ignoredByGit) where.push(say('report.ignored-by-git'));
  if (finding.clientSide) where.push(say('report.client-side'));
  const misplaced = misplacedIn(finding);
  if (misplaced !== null) {
    const { by, name } = misplaced;
    const { mode } = finding;
    where.push(say(`report.misplaced-${mode}-by-${by}`, { name: terminalLine(name) }));
  }
  return where;
}

function summary(report: ScanReport, { words, bold }: Print, notes: readonly Said[]): string[] {
  const { files, unchanged = 0, bytes, blobs, commits, durationMs } = report.scanned;
  const read = { count: files, files: grouped(files), size: sizeOf(bytes) };
  const ofFiles =
    unchanged === 0
      ? say('report.scanned-files', read)
      : say('report.scanned-files-and-known', {
          ...read,
          unchanged,
          known: grouped(unchanged),
        });
  const seconds = (durationMs / 1000).toFixed(2);
  const leaks = report.findings.filter(isNewLeak);
  const warnings = report.findings.length - leaks.length;
  const also = warnings === 0 ? '' : say('report.and-warnings', { count: warnings });
  const keys = new Set(leaks.map(({ fingerprint }) => fingerprint)).size;
  const lines: string[] = [];
  const { byBaseline, byIgnoreFile } = report.suppressed;
  if (leaks.length > 0) {
    lines.push(
      bold(say('report.leaked-keys', { keys, places: leaks.length, also })),
      words(say('report.what-to-do')),
      words(say('report.stays-leaked')),
    );
  } else if (notes.some(({ id }) => NOTHING_NEW.includes(id)) && files === 0 && blobs === 0) {
    return lines;
  } else if (files === 0 && blobs === 0 && commits === 0) {
    lines.push(bold(say('report.nothing-was-scanned')));
  } else lines.push(bold(say(report.complete ? 'report.no-leak' : 'report.no-leak-in-part', { also })));
  lines.push(
    words(
      blobs > 0 || commits > 0
        ? say('report.scanned-with-history', {
            ofFiles,
            seconds,
            blobs,
            ofBlobs: grouped(blobs),
            commits,
            ofCommits: grouped(commits),
          })
        : say('report.scanned', { ofFiles, seconds }),
    ),
    ...leftOutOf(report).map(words),
  );
  if (report.accepted !== undefined)
    lines.push(words(say('report.accepted', { count: grouped(report.accepted) })));
  if (byBaseline + byIgnoreFile > 0) lines.push(words(say('report.hidden', { byIgnoreFile, byBaseline })));
  return lines;
}

/** With a mark every three digits, as the reader's language has it. */
export function grouped(number: number): Said | string {
  if (number < 1000) return String(number);
  const low = String(number % 1000).padStart(3, '0');
  return say('report.grouped', { high: grouped(Math.floor(number / 1000)), low });
}

export function sizeOf(bytes: number): string {
  if (bytes < 1000) return `${String(bytes)} B`;
  if (bytes < 1e6) return `${(bytes / 1e3).toFixed(1)} kB`;
  if (bytes < 1e9) return `${(bytes / 1e6).toFixed(1)} MB`;
  return `${(bytes / 1e9).toFixed(2)} GB`;
}
