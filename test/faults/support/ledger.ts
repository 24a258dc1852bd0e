/**
 * What was tried already, a line each, so that a run of hours goes on where it was stopped. It counts for one build of the
 * command and of the harness: after a change everything is tried anew.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Tried {
  readonly step: string;
  /** What was done to it: a kind of fault. */
  readonly kind: string;
  /** Where; unique in step and kind. */
  readonly place: string;
  readonly fired: boolean;
  /** What was wrong, a sentence each. */
  readonly problems: readonly string[];
  /** How it ended, and what it said on the way: for whoever wants to read all of it. */
  readonly said?: string;
}

/** Said of a process that was to be killed and does not live at that place: that is no try. `figures.mjs` knows it. */
export const NOBODY_THERE = 'No such process was there.';

/** As it stands in the file. */
export interface LedgerLine extends Tried {
  /** Of the command and of the harness: a hash of their files. */
  readonly build: string;
  /** What was checked out. */
  readonly commit: string;
  /** When it was tried, ISO 8601. */
  readonly at: string;
}

const folder = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

function buildOf(harness: readonly string[]): string {
  const hash = createHash('sha256');
  for (const root of [folder('../../../dist'), folder('.'), ...harness]) {
    for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' }).sort()) {
      if (/\.(?:js|cjs|ts|wasm)$/.test(name)) hash.update(name).update(readFileSync(path.join(root, name)));
    }
  }
  return hash.digest('hex').slice(0, 16);
}

function commitOf(): string {
  const git = (...args: readonly string[]): string =>
    spawnSync('git', args, { cwd: folder('.'), encoding: 'utf8' }).stdout.trim();
  const commit = git('rev-parse', '--short', 'HEAD');
  return git('status', '--porcelain', '--untracked-files=no') === '' ? commit : `${commit} and changes`;
}

export class Ledger {
  readonly #build: string;
  readonly #commit: string;
  readonly #file: string | null;
  readonly #known = new Map<string, Tried>();

  /**
   * @param file null: nothing is kept, and everything tried
   * @param harness folders that have a part in it, besides this one
   */
  constructor(file: string | null, harness: readonly string[] = []) {
    this.#file = file;
    this.#build = file === null ? '' : buildOf(harness);
    this.#commit = file === null ? '' : commitOf();
    if (file === null || !existsSync(file)) return;
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      // The last line of a run that was killed may be half a one.
      if (!line.endsWith('}')) continue;
      const { build, commit: _commit, at: _at, ...tried } = JSON.parse(line) as LedgerLine;
      if (build === this.#build) this.#known.set(keyOf(tried), tried);
    }
  }

  /** Notes how many places a step has for a kind of fault, so that the figures can say what was not tried. */
  async whole(step: string, kind: string, places: number): Promise<void> {
    const where = { step, kind: 'places', place: kind };
    await this.once(where, () => Promise.resolve({ fired: true, problems: [], said: String(places) }));
  }

  /** As it is known, or as it is tried now. */
  async once(
    where: Pick<Tried, 'step' | 'kind' | 'place'>,
    attempt: () => Promise<Pick<Tried, 'fired' | 'problems' | 'said'>>,
  ): Promise<Tried> {
    const known = this.#known.get(keyOf(where));
    if (known !== undefined) return known;
    const tried = { ...where, ...(await attempt().catch((thrown: unknown) => failAt(where, thrown))) };
    this.#known.set(keyOf(tried), tried);
    if (this.#file !== null)
      appendFileSync(
        this.#file,
        `${JSON.stringify({ build: this.#build, commit: this.#commit, at: new Date().toISOString(), ...tried })}\n`,
      );
    return tried;
  }
}

/** The harness itself failed: where, is to be known. */
function failAt({ step, kind, place }: Pick<Tried, 'step' | 'kind' | 'place'>, cause: unknown): never {
  throw new Error(`${step}, ${kind} at ${place}: ${String(cause)}`, { cause });
}

const keyOf = ({ step, kind, place }: Pick<Tried, 'step' | 'kind' | 'place'>): string =>
  JSON.stringify([step, kind, place]);
