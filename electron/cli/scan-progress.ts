/** How far a scan is, for a terminal. */
import type { ScanProgress } from '../../shared/findings.ts';
import { grouped, sizeOf } from '../scanner/report/text.ts';

const PHASES: Readonly<Record<ScanProgress['phase'], string>> = {
  listing: 'listing',
  files: 'reading files',
  history: 'reading history',
  attribution: 'finding who brought it in',
};

/** One line for a terminal: what was read, how fast, and how long the present phase will still take. */
export function progressLine(progress: ScanProgress): string {
  const { phase, files, totalFiles, objects, totalObjects, bytes, bytesPerSecond, remainingMs } = progress;
  const of = (done: number, total: number | null, what: string): string =>
    `${grouped(done)}${total === null ? '' : ` of ${grouped(total)}`} ${what}`;
  const rate = bytesPerSecond === null ? '' : `, ${sizeOf(bytesPerSecond)}/s`;
  return [
    PHASES[phase],
    ...(phase === 'files' ? [of(files, totalFiles, 'files')] : []),
    ...(phase === 'history' && totalObjects !== null ? [of(objects, totalObjects, 'objects')] : []),
    `${sizeOf(bytes)}${rate}`,
    ...(remainingMs === null ? [] : [`${timeLeft(remainingMs)} left`]),
    `${grouped(progress.findings)} found`,
  ].join(' · ');
}

function timeLeft(milliseconds: number): string {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
  return seconds < 90 ? `${String(seconds)} s` : `${String(Math.ceil(seconds / 60))} min`;
}
