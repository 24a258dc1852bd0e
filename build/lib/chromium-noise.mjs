/** Drops Chromium's own log lines (missing system bus, no GPU) from a stream, which say nothing about the app. */
import { Transform } from 'node:stream';

const chromiumLine = /^\[\d+:\d+\/\d+\.\d+:(?:INFO|WARNING|ERROR|VERBOSE\d):/;

export function withoutChromiumNoise() {
  let rest = '';
  return new Transform({
    transform(chunk, _encoding, done) {
      const lines = (rest + String(chunk)).split('\n');
      rest = lines.pop() ?? '';
      const kept = lines.filter((line) => !chromiumLine.test(line)).map((line) => `${line}\n`);
      done(null, kept.join(''));
    },
    flush(done) {
      done(null, chromiumLine.test(rest) ? '' : rest);
    },
  });
}
