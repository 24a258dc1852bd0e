/** What a person left out of a scan on purpose. It makes nothing incomplete, and is always said. */
import type { ScanReport } from '../../../shared/findings.ts';

export function leftOutOf({ leftOut }: ScanReport): string[] {
  if (leftOut === undefined) return [];
  const of = (count: number, what: string): string[] =>
    count === 0 ? [] : [`Left out: ${String(count)} ${count === 1 ? what : `${what}s`}`];
  return [
    ...of(leftOut.byPattern, 'file').map((text) => `${text} by --exclude.`),
    ...of(leftOut.bySize, 'file').map((text) => `${text} by --max-file-size.`),
    ...of(leftOut.findings, 'place').map((text) => `${text} of keys in the history, as --exclude covers it.`),
  ];
}
