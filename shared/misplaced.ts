/** A production key where a name says test, or a sandbox key where one says production. Pure, and without zod. */
import { BRAND_IDS } from './brands.ts';
import type { ScanFinding } from './findings.ts';
import { modeNamedByPath, modeNamedIn } from './mode-words.ts';

export interface Misplaced {
  readonly by: 'variable' | 'file';
  /** The name that says something else than the key. */
  readonly name: string;
}

/** By the variable, else by the file; null where the names agree with the key, or say nothing. */
export function misplacedIn(
  finding: Pick<ScanFinding, 'brand' | 'mode' | 'variable' | 'path' | 'container'>,
): Misplaced | null {
  // A key of another service does not carry its mode.
  if (!BRAND_IDS.some((brand) => brand === finding.brand)) return null;
  const { variable, mode } = finding;
  const byVariable = variable === undefined ? null : modeNamedIn(variable);
  if (variable !== undefined && byVariable !== null) {
    return byVariable === mode ? null : { by: 'variable', name: variable };
  }
  const file = finding.container.at(-1) ?? finding.path;
  const byFile = file === null ? null : modeNamedByPath(file);
  return file === null || byFile === null || byFile === mode ? null : { by: 'file', name: file };
}
