/** What counts as a leaked key. Without zod, because the window loads it. */

/**
 * Whether a finding stands for a whole key: every class but `malformed`, and of that one what has a single wrong character,
 * since whoever reads it can put that right as well as we can.
 */
export function standsForKey(finding: {
  readonly class: string;
  readonly repairable?: boolean | undefined;
}): boolean {
  return finding.class !== 'malformed' || finding.repairable === true;
}

/** Whether a finding makes a scan fail: a whole key that what was scanned brings, not one that was there before. */
export function isNewLeak(finding: {
  readonly class: string;
  readonly held?: { readonly path: string } | undefined;
}): boolean {
  return finding.class !== 'malformed' && finding.held === undefined;
}
