/**
 * `.augno-vault-ignore`: one line for each key, and for each file that can't be read, that is known and accepted.
 *
 *     FINGERPRINT [PATH-GLOB] [# reason, until YYYY-MM-DD]
 *     unscanned PATH-GLOB # reason, until YYYY-MM-DD
 *
 * A path in double quotes is meant as it stands, with the escapes of JSON.
 *
 * By key, or by key and path; never by line, so that a new key on an ignored line is found. What can't be read is accepted
 * for a reason and up to a day, since nobody knows what is in it.
 */
import { existsSync } from 'node:fs';
import { posix, relative, sep } from 'node:path';
import picomatch from 'picomatch';
import type { ScanFinding } from '../../../shared/findings.ts';
import { harmlessJson } from '../../../shared/harmless-text.ts';
import { DAY_MS } from '../../../shared/times.ts';
import { topOf } from '../repository-top.ts';
import { readNamedTextFile, readTextFile, unparsable } from './text-file.ts';
import { say, type Said } from '../../../shared/messages/say.ts';

const IGNORE_FILE = '.augno-vault-ignore';

export interface IgnoreRule {
  /** Null for what could not be scanned. */
  readonly fingerprint: string | null;
  /** Of any path where left out. */
  readonly matches: (path: string) => boolean;
  readonly reason: string | null;
  /** The last day on which it holds, `YYYY-MM-DD`. */
  readonly until: string | null;
}

const UNSCANNED = /^unscanned(?:\s+(.*?))?\s*$/;
const LINE = /^([0-9a-f]{32})(?:\s+(.*?))?\s*$/i;
/** A path in quotes stands at the end; a `#` or a blank in it is its own. */
const QUOTED = /^(\S+)\s+("(?:[^"\\]|\\.)*")\s*(?:#(.*))?$/;
const UNTIL = /\buntil\s+(\S+?)[.,;]?\s*$/i;

const WHAT = 'ignore-file';

/**
 * The one that a person's own argument names.
 * @throws AppError `scan-file-unparsable`, `cancelled`
 */
export async function readIgnoreFile(path: string, signal?: AbortSignal): Promise<IgnoreRule[]> {
  return rulesIn(await readNamedTextFile(path, WHAT, signal), path);
}

/** @throws AppError `scan-file-unparsable`, with the number of the line */
function rulesIn(content: string, path: string): IgnoreRule[] {
  return content.split(/\r\n|\n|\r/).flatMap((raw, index): IgnoreRule[] => {
    const problem = (text: Said): Error =>
      unparsable(path, WHAT, say('scan.in-line', { line: index + 1, text }));
    const quoted = QUOTED.exec(raw.trim());
    const comment = quoted === null ? /(?:^|\s)#(.*)$/.exec(raw) : null;
    const text =
      quoted !== null
        ? `${quoted[1]!} ${quoted[2]!}`
        : (comment === null ? raw : raw.slice(0, comment.index)).trim();
    if (text === '') return [];
    const unscanned = UNSCANNED.exec(text);
    const match = unscanned === null ? LINE.exec(text) : null;
    if (match === null && unscanned === null) throw problem(say('scan.line-begins-with-neither'));
    const reason = (quoted?.[3] ?? comment?.[1])?.trim() ?? null;
    const until = reason === null ? null : (UNTIL.exec(reason)?.[1] ?? null);
    if (until !== null && !isDate(until)) throw problem(say('scan.line-has-no-date'));
    if (unscanned !== null) {
      if (!unscanned[1]) throw problem(say('scan.unscanned-needs-a-path'));
      if (until === null || !reason?.replace(UNTIL, '').trim())
        throw problem(say('scan.unscanned-needs-a-reason'));
      return [{ fingerprint: null, matches: pathMatcher(unscanned[1]), reason, until }];
    }
    return [{ fingerprint: match![1]!.toLowerCase(), matches: pathMatcher(match![2]), reason, until }];
  });
}

/**
 * Of a scanned root, and of the repository that it lies in: a folder is scanned by itself without knowing more. The paths in
 * a file count from where it lies.
 * @param folder what paths in the root are relative to
 */
export function readIgnoreFilesFor(root: string, folder: string): IgnoreRule[] {
  const top = topOf(folder);
  const own = readIgnoreFileOf(root);
  if (top === null || top === root) return own;
  const prefix = relative(top, folder).split(sep).join('/');
  const above = readIgnoreFileOf(top).map((rule) => ({
    ...rule,
    matches: (path: string): boolean => rule.matches(path === '' ? '' : posix.join(prefix, path)),
  }));
  return [...own, ...above];
}

function readIgnoreFileOf(folder: string): IgnoreRule[] {
  const path = `${folder}/${IGNORE_FILE}`;
  return existsSync(path) ? rulesIn(readTextFile(path, WHAT), path) : [];
}

/** A line of before may name an `mrp_` key by its former fingerprint. */
type Spelled = ScanFinding & { readonly formerFingerprint?: string };

/** @param today local date, `YYYY-MM-DD` */
export function isIgnored(finding: Spelled, rules: readonly IgnoreRule[], today: string): boolean {
  return rules.some(
    ({ fingerprint, matches, until }) =>
      (fingerprint === finding.fingerprint ||
        (fingerprint !== null && fingerprint === finding.formerFingerprint)) &&
      (until === null || until >= today) &&
      matches(finding.path ?? ''),
  );
}

/** Whether a path of the report names a file, not the scan or a repository as a whole. */
export function isContent(path: string): boolean {
  return !path.startsWith('.git/') && path !== '.git' && path !== '.';
}

/** @param path of what could not be scanned, perhaps with the member of an archive behind `!/` */
export function isAccepted(path: string, rules: readonly IgnoreRule[], today: string): boolean {
  const file = path.split('!/')[0]!;
  return rules.some(
    ({ fingerprint, matches, until }) =>
      fingerprint === null && until !== null && until >= today && (matches(path) || matches(file)),
  );
}

/** A path that needs no quotes: nothing in it is a pattern, a comment or the end of the line. */
const PLAIN = /^[\p{L}\p{N}/._+@,=~-][\p{L}\p{N}/._+@,=~ -]*(?<! )$/u;

/** The line that accepts it for 90 days, to be pasted as it is. */
export function acceptingLine(path: string, now: Date): string {
  const last = new Date(now.getTime() + 90 * DAY_MS);
  const file = path.split('!/')[0]!;
  return `unscanned ${PLAIN.test(file) ? file : harmlessJson(file)} # why it is safe, until ${localDate(last)}`;
}

export function localDate(now: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${String(now.getFullYear())}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function literalOf(text: string): string | null {
  if (!/^".*"$/.test(text)) return null;
  try {
    return String(JSON.parse(text));
  } catch {
    return null;
  }
}

/** As a line of an ignore file names files. */
export function pathMatcher(glob: string | undefined): (path: string) => boolean {
  if (glob === undefined || glob === '') return () => true;
  const literal = literalOf(glob);
  if (literal !== null) return (path) => path === literal;
  const clean = glob.replaceAll('\\', '/').replace(/^\.?\//, '');
  // A name without a slash means that name anywhere, a folder everything in it, as in .gitignore.
  const patterns = clean.includes('/') ? [clean] : [clean, `**/${clean}`];
  const all = patterns.flatMap((pattern) => [pattern, `${pattern.replace(/\/$/, '')}/**`]);
  const match = picomatch(all, { dot: true });
  return (path) => path === clean || match(path);
}
