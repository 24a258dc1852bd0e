/** The report for people: what, where, who brought it in, and what to do. */
import { BRANDS, BRAND_IDS } from '../../../shared/brands.ts';
import type { MaskedKey, ScanFinding, ScanReport } from '../../../shared/findings.ts';
import { isNewLeak } from '../../../shared/leaks.ts';
import { folderOfRoot } from '../roots.ts';
import { leftOutOf } from './left-out.ts';
import { misplacedIn, type Misplaced } from '../../../shared/misplaced.ts';
import { terminalLine } from '../../../shared/harmless-text.ts';

export interface TextOptions {
  readonly colour: boolean;
  /** Notes of the scan, such as "nothing staged". */
  readonly notes: readonly string[];
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
}

/** Notes that say that there was nothing to look at, and that this is fine. */
const NOTHING_NEW = ['nothing staged', 'nothing new to scan'];
const MAX_SKIPPED_LINES = 20;
const MAX_MASKED_LINES = 5;

const CLASS_TEXT: Readonly<Record<ScanFinding['class'], string>> = {
  valid: 'whole key, its checksum is right',
  truncated: 'cut inside the checksum, but the secret is whole: a full leak',
  likely:
    'its kind has no checksum, but it stands where keys stand and was drawn by a machine: treat it as a full leak',
  malformed: 'looks like a key, but its checksum is wrong: edited, a test fixture or a typing error',
};

const REPAIRABLE_TEXT =
  'one character is wrong; the key it was meant to be is proven, so treat that key as leaked';

const VERIFIED_TEXT = {
  works: 'the API accepts it: it works now',
  refused: 'the API refuses it: it is dead',
  unknown: 'the API could not be asked',
} as const;

export function textReport(report: ScanReport, options: TextOptions): string {
  const bold = (text: string): string => (options.colour ? `\u001B[1m${text}\u001B[0m` : text);
  const lines: string[] = [];
  for (const finding of report.findings)
    lines.push(...findingLines(finding, bold, options.matches ?? null, report.roots.length > 1), '');
  if (report.skipped.length > 0) {
    lines.push(bold(`Not scanned: ${String(report.skipped.length)}`));
    for (const { path, reason, count: times } of report.skipped.slice(0, MAX_SKIPPED_LINES)) {
      const often = times === undefined ? '' : ` (${grouped(times)} times)`;
      lines.push(`  ${terminalLine(path)}: ${terminalLine(reason)}${often}`);
    }
    const more = report.skipped.length - MAX_SKIPPED_LINES;
    if (more > 0) lines.push(`  and ${String(more)} more (all of them with --format json)`);
    lines.push('');
  }
  lines.push(...maskedLines(report.masked ?? [], options.matches ?? null));
  for (const note of options.notes) lines.push(terminalLine(note));
  lines.push(...summary(report, bold, options.notes));
  return lines.join('\n');
}

/** Only Augno's keys say which mode they are of. */
function kindOf({ brand, mode }: ScanFinding): string {
  const known = BRAND_IDS.find((id) => id === brand);
  if (known === undefined) return terminalLine(brand[0]!.toUpperCase() + brand.slice(1));
  return `${BRANDS[known].productName} ${mode === 'prod' ? 'production' : 'test'}`;
}

/** No leaks, so in few words: which keys they look like. */
function maskedLines(masked: readonly MaskedKey[], matches: RegistryNames | null): string[] {
  if (masked.length === 0) return [];
  const lines = [`Masked, so no leaks: ${count(masked.length, 'key')}`];
  for (const { redacted, files, examples } of masked.slice(0, MAX_MASKED_LINES)) {
    const more = files > 1 ? ` and ${count(files - 1, 'more file')}` : '';
    const alike = matches?.masked[redacted] ?? [];
    const named =
      alike.length > 0
        ? `, looks like ${alike.map(nameText).join(' or ')}`
        : matches === null
          ? ''
          : ', looks like no key of the vault';
    lines.push(`  ${redacted} in ${terminalLine(examples[0] ?? '')}${more}${named}`);
  }
  const rest = masked.length - MAX_MASKED_LINES;
  if (rest > 0) lines.push(`  and ${String(rest)} more (all of them with --format json)`);
  return [...lines, ''];
}

function nameText({ id, name, status }: KeyName): string {
  return terminalLine(`“${name}” (${id}, ${status})`);
}

function findingLines(
  finding: ScanFinding,
  bold: (text: string) => string,
  matches: RegistryNames | null,
  withRoot: boolean,
): string[] {
  const place = placeOf(finding, withRoot);
  const label = isNewLeak(finding) ? 'LEAK' : 'warning';
  const lines = [`${bold(`${label}  ${finding.redacted}`)}  ${terminalLine(place)}`];
  const shape = finding.repairable === true ? REPAIRABLE_TEXT : CLASS_TEXT[finding.class];
  lines.push(`  what   ${kindOf(finding)} key, ${shape}`);
  if (finding.encoding.length > 0)
    lines.push(`  form   ${finding.encoding.map(terminalLine).join(', in it ')}`);
  const where = whereOf(finding);
  if (where.length > 0) lines.push(`  where  ${where.join('; ')}`);
  if (finding.commit !== null) {
    const { id, author, email, date, subject } = finding.commit;
    lines.push(
      `  who    ${terminalLine(`${author} <${email}>, ${date}, commit ${id.slice(0, 12)}: ${subject}`)}`,
    );
  }
  if (finding.verified !== null) lines.push(`  now    ${VERIFIED_TEXT[finding.verified]}`);
  const known = matches?.keys[finding.fingerprint];
  if (known !== undefined) lines.push(`  key    ${nameText(known)}`);
  else if (matches !== null) lines.push('  key    not in the vault');
  if (finding.keyId !== null) lines.push(`  id     ${finding.keyId}`);
  lines.push(`  mark   ${finding.fingerprint}`);
  return lines;
}

function placeOf(finding: ScanFinding, withRoot: boolean): string {
  const own = finding.path ?? `the message of ${finding.commit === null ? 'a tag or note' : 'a commit'}`;
  const path = withRoot ? rooted(finding, own) : own;
  const inside = [path, ...finding.container].join(' » ');
  return finding.line === null ? inside : `${inside}:${String(finding.line)}:${String(finding.column ?? 1)}`;
}

/** With several roots the path alone does not say where it is. */
function rooted({ root, path }: ScanFinding, own: string): string {
  if (root === undefined) return own;
  if (path === null) return `${own} in ${root}`;
  return `${folderOfRoot(root).replace(/[\\/]$/, '')}/${path}`;
}

function whereOf(finding: ScanFinding): string[] {
  const where: string[] = [];
  if (finding.held !== undefined) {
    const before =
      finding.held.path === finding.path ? 'at this place' : `in ${terminalLine(finding.held.path)}`;
    where.push(`it was there before, ${before}: not brought by this`);
  }
  if (finding.source === 'staged') where.push('staged for the next commit');
  if (finding.source === 'history') where.push('in the history only');
  if (finding.unreachable) where.push('no branch or reflog leads to it, but it is still stored');
  if (finding.ignoredByGit) where.push('git ignores this file');
  if (finding.clientSide) where.push('part of what is shipped to users, so it counts as public');
  const misplaced = misplacedIn(finding);
  if (misplaced !== null) where.push(misplacedText(finding.mode, misplaced));
  return where;
}

function misplacedText(mode: ScanFinding['mode'], { by, name }: Misplaced): string {
  const key = mode === 'prod' ? 'a production key' : 'a sandbox key';
  const says = mode === 'prod' ? 'test' : 'production';
  return `${key} where the name of the ${by} says ${says}: ${terminalLine(name)}`;
}

function summary(report: ScanReport, bold: (text: string) => string, notes: readonly string[]): string[] {
  const { files, unchanged = 0, bytes, blobs, commits, durationMs } = report.scanned;
  const again =
    unchanged === 0
      ? ''
      : `, ${count(unchanged, 'large file')} known clean and not changed since the last scan`;
  const scope = [`${count(files, 'file')} (${sizeOf(bytes)}${again})`];
  if (blobs > 0 || commits > 0) scope.push(count(blobs, 'blob'), count(commits, 'commit'));
  const leaks = report.findings.filter(isNewLeak);
  const warnings = report.findings.length - leaks.length;
  const keys = new Set(leaks.map(({ fingerprint }) => fingerprint)).size;
  const lines: string[] = [];
  const hidden = report.suppressed.byBaseline + report.suppressed.byIgnoreFile;
  if (leaks.length > 0) {
    lines.push(
      bold(`${count(keys, 'leaked key')} at ${count(leaks.length, 'place')}${warningText(warnings)}.`),
    );
    lines.push('What to do: rotate each key that still works, then remove it from the places above.');
    lines.push(
      'A key that was ever committed or shared stays leaked, also after it was removed from the files.',
    );
  } else if (notes.some((note) => NOTHING_NEW.includes(note)) && files === 0 && blobs === 0) {
    return lines;
  } else if (files === 0 && blobs === 0 && commits === 0) {
    lines.push(bold('Nothing was scanned, so this says nothing about leaks.'));
  } else if (report.complete) lines.push(bold(`No leaked key found${warningText(warnings)}.`));
  else
    lines.push(
      bold(`No leaked key found in what could be scanned${warningText(warnings)}; not everything could.`),
    );
  lines.push(`Scanned ${scope.join(', ')} in ${(durationMs / 1000).toFixed(2)} s.`);
  lines.push(...leftOutOf(report));
  if (report.accepted !== undefined) {
    lines.push(`Accepted as not scanned by the ignore file: ${grouped(report.accepted)}.`);
  }
  if (hidden > 0) {
    lines.push(
      `Hidden: ${String(report.suppressed.byIgnoreFile)} by the ignore file (shown with --no-ignore), ${String(report.suppressed.byBaseline)} by the baseline.`,
    );
  }
  return lines;
}

function warningText(warnings: number): string {
  return warnings === 0 ? '' : `, ${count(warnings, 'warning')}`;
}

/** With a comma every three digits. The runtime's own formatter loads its tables first, for longer than a small scan takes. */
export function grouped(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',');
}

function count(number: number, noun: string): string {
  return `${grouped(number)} ${noun}${number === 1 ? '' : 's'}`;
}

export function sizeOf(bytes: number): string {
  if (bytes < 1000) return `${String(bytes)} B`;
  if (bytes < 1e6) return `${(bytes / 1e3).toFixed(1)} kB`;
  if (bytes < 1e9) return `${(bytes / 1e6).toFixed(1)} MB`;
  return `${(bytes / 1e9).toFixed(2)} GB`;
}
