/** What a person left out of a scan on purpose. It makes nothing incomplete, and is always said. */
import type { ScanReport } from '../../../shared/findings.ts';
import { say, type Said } from '../../../shared/messages/say.ts';

export function leftOutOf({ leftOut }: ScanReport): Said[] {
  if (leftOut === undefined) return [];
  const { byPattern, bySize, findings } = leftOut;
  return [
    ...(byPattern === 0 ? [] : [say('report.left-out-by-pattern', { count: byPattern })]),
    ...(bySize === 0 ? [] : [say('report.left-out-by-size', { count: bySize })]),
    ...(findings === 0 ? [] : [say('report.left-out-findings', { count: findings })]),
  ];
}
