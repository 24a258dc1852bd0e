/**
 * Where findings are for the readers of other tools: a code host wants paths from the top of what was checked out, whatever
 * folder in it was scanned.
 */
import { dirname, join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ScanFinding, ScanReport } from '../../../shared/findings.ts';
import { topOf } from '../repository-top.ts';
import { folderOfRoot } from '../roots.ts';
import { bytesOfShown } from '../names.ts';

export interface ReportPlace {
  /** The name of the base that the path counts from. */
  readonly base: string;
  /** From the base, with `/`; null for a message. */
  readonly path: string | null;
}

/** What code hosts call the top of what was checked out. */
const SOURCE_ROOT = '%SRCROOT%';

export class ReportPlaces {
  readonly #roots: ReadonlyMap<string, { readonly folder: string; readonly top: string }>;
  readonly #bases = new Map<string, string>();

  /** Repositories below the roots, by the folder of a place in them; null where the root's own counts. */
  readonly #inside = new Map<string, string | null>();

  constructor({ roots, findings }: Pick<ScanReport, 'roots' | 'findings'>) {
    this.#roots = new Map(
      roots.map((root) => {
        const folder = folderOfRoot(root);
        return [root, { folder, top: topOf(folder) ?? folder }];
      }),
    );
    for (const { top } of this.#roots.values()) this.#addBase(top);
    for (const finding of findings) this.#addBase(this.#topFor(finding));
  }

  #addBase(top: string | null): void {
    if (top === null || this.#bases.has(top)) return;
    const number = this.#bases.size + 1;
    this.#bases.set(top, number === 1 ? SOURCE_ROOT : `%SRCROOT${String(number)}%`);
  }

  /** The repository that a place lies in: below a root there may be others. */
  #topFor({ root, path }: Pick<ScanFinding, 'root' | 'path'>): string | null {
    const place = root === undefined ? undefined : this.#roots.get(root);
    if (place === undefined || path === null) return place?.top ?? null;
    const folder = dirname(join(place.folder, ...path.split('/')));
    const known = this.#inside.get(folder);
    if (known !== undefined) return known ?? place.top;
    const top = topOf(folder, place.folder);
    this.#inside.set(folder, top);
    return top ?? place.top;
  }

  /** Base → the address of its folder, which ends in a slash. */
  get bases(): Readonly<Record<string, string>> {
    return Object.fromEntries(
      [...this.#bases].map(([top, base]) => [base, pathToFileURL(top.endsWith(sep) ? top : top + sep).href]),
    );
  }

  of({ root, path }: Pick<ScanFinding, 'root' | 'path'>): ReportPlace {
    const place = root === undefined ? undefined : this.#roots.get(root);
    if (place === undefined) return { base: SOURCE_ROOT, path };
    const top = this.#topFor({ root, path }) ?? place.top;
    const base = this.#bases.get(top) ?? SOURCE_ROOT;
    if (path === null) return { base, path };
    const fromTop = relative(top, join(place.folder, ...path.split('/')));
    return { base, path: fromTop.split(sep).join('/') };
  }
}

/** A relative path as a URI reference, each name by its own bytes. */
export function uriOf(path: string): string {
  return path
    .split('/')
    .map((name) => encodedName(bytesOfShown(name)))
    .join('/');
}

function encodedName(bytes: Buffer): string {
  let encoded = '';
  for (const byte of bytes) {
    const character = String.fromCharCode(byte);
    encoded += /[A-Za-z0-9\-_.!~*'()]/.test(character)
      ? character
      : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return encoded;
}

/** Worst first: what is a leak, what is known to work, what is proven, what is in production. */
export function bySeverity(report: ScanReport): ScanFinding[] {
  return [...report.findings].sort((left, right) => severityOf(left) - severityOf(right));
}

/** 0 is the worst. */
export function severityOf(finding: ScanFinding): 0 | 1 | 2 | 3 {
  if (finding.class === 'malformed') return finding.repairable === true ? 2 : 3;
  if (finding.held !== undefined || finding.verified === 'refused') return 2;
  return finding.mode === 'prod' ? 0 : 1;
}

/** In words, for one line: what it is, in which member and form, and who brought it. */
export function describedFinding(finding: ScanFinding): string {
  const inside = finding.container.length === 0 ? '' : `, in ${finding.container.join(' » ')}`;
  const form = finding.encoding.length === 0 ? '' : `, as ${finding.encoding.join(' in ')}`;
  const commit = finding.commit === null ? '' : `, brought in by commit ${finding.commit.id}`;
  const repairable =
    finding.repairable === true ? ', one character is wrong; the key it was meant to be is proven' : '';
  return `${finding.redacted} (${finding.class}${repairable})${inside}${form}${commit}.`;
}
