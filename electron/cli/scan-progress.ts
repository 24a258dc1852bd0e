/** How far a scan is, for a terminal. */
import type { ScanProgress } from '../../shared/findings.ts';
import { say, type Said } from '../../shared/messages/say.ts';
import { grouped, sizeOf } from '../scanner/report/text.ts';

/** One line for a terminal: what was read, how fast, and how long the present phase will still take. */
export function progressLine(progress: ScanProgress, words: (said: Said) => string): string {
  const { phase, files, totalFiles, objects, totalObjects, bytes, bytesPerSecond, remainingMs } = progress;
  const of = (done: number, total: number | null): Said | string =>
    total === null ? grouped(done) : say('report.of', { done: grouped(done), total: grouped(total) });
  const parts = [
    say(`report.phase-${phase}`),
    ...(phase === 'files' ? [say('report.files', { files: of(files, totalFiles) })] : []),
    ...(phase === 'history' && totalObjects !== null
      ? [say('report.objects', { objects: of(objects, totalObjects) })]
      : []),
    bytesPerSecond === null
      ? say('file.as-it-is', { text: sizeOf(bytes) })
      : say('report.at-a-rate', { size: sizeOf(bytes), rate: sizeOf(bytesPerSecond) }),
    ...(remainingMs === null ? [] : [say('report.left', { time: timeLeft(remainingMs) })]),
    say('report.found', { count: grouped(progress.findings) }),
  ];
  return parts.map(words).join(' · ');
}

function timeLeft(milliseconds: number): string {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
  return seconds < 90 ? `${String(seconds)} s` : `${String(Math.ceil(seconds / 60))} min`;
}
