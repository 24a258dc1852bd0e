/**
 * File names as text. On Linux a name is any bytes; those that are no UTF-8 are spelled out (`caf\xE9`), so that two names
 * never look the same and each can be told back to its bytes.
 */
import { thisPlatform } from '../platform/this-platform.ts';

const SPELLED = /\\x([0-9A-F]{2})/g;
const LOOKS_SPELLED = /\\(?=x[0-9A-F]{2})/g;
const REPLACEMENT = '\uFFFD';

/**
 * A name that is text: only what would read as a spelled byte is changed. macOS takes letters apart in names (`u` and two dots),
 * finds a file by either form, and patterns, baselines and Git write them whole.
 */
export function shownText(name: string, platform: NodeJS.Platform = thisPlatform): string {
  const text = platform === 'darwin' ? name.normalize('NFC') : name;
  return text.includes('\\x') ? text.replaceAll(LOOKS_SPELLED, '\\x5C') : text;
}

export function shownName(name: Uint8Array): string {
  const bytes = Buffer.from(name.buffer, name.byteOffset, name.length);
  const text = bytes.toString('utf8');
  if (!text.includes(REPLACEMENT) || Buffer.from(text).equals(bytes)) return shownText(text);
  let shown = '';
  for (let at = 0; at < bytes.length;) {
    const length = sequenceAt(bytes, at);
    // A backslash of the name's own is spelled too, or it could be taken for one of ours.
    shown +=
      length > 0 && bytes[at] !== 0x5c
        ? bytes.toString('utf8', at, at + length)
        : `\\x${bytes[at]!.toString(16).toUpperCase().padStart(2, '0')}`;
    at += Math.max(1, length);
  }
  return shown;
}

/** How many bytes a whole UTF-8 sequence has here; 0 where there is none. */
function sequenceAt(bytes: Buffer, at: number): number {
  const first = bytes[at]!;
  const length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  const sequence = bytes.subarray(at, at + length);
  return sequence.length === length && Buffer.from(sequence.toString('utf8')).equals(sequence) ? length : 0;
}

/** The name's own bytes. */
export function bytesOfShown(shown: string): Buffer {
  const parts: Buffer[] = [];
  let end = 0;
  for (const match of shown.matchAll(SPELLED)) {
    parts.push(Buffer.from(shown.slice(end, match.index)), Buffer.from(match[1]!, 'hex'));
    end = match.index + match[0].length;
  }
  return Buffer.concat([...parts, Buffer.from(shown.slice(end))]);
}
