/** Whether what begins at an anchor may be what its form says: a look at the bytes around it. */
import type { HeadForm } from './anchor-kinds.ts';
import { BASE64_VALUE } from './runs.ts';

/** Nothing shorter holds a key, compressed and in base64. */
const LEAST_BASE64 = 64;
const GAPS = new Set([...Buffer.from(' \t\r\n\\"\',+nr>#*')]);

export function isHead(form: HeadForm, text: Uint8Array, at: number): boolean {
  switch (form) {
    case 'base64':
      return beginsRun(text, at) && isLongEnough(text, at);
    case 'uuencode':
      return at === 0 || text[at - 1] === 0x0a;
    default:
      return true;
  }
}

/** No further character of the run stands before it, or only what ends a path or an escape. */
function beginsRun(text: Uint8Array, at: number): boolean {
  const before = at === 0 ? 0 : text[at - 1]!;
  if (BASE64_VALUE[before]! < 0) return true;
  const isEscape = (before === 0x6e || before === 0x72) && text[at - 2] === 0x5c;
  return isEscape || before === 0x2f || before === 0x2d || before === 0x5f || before === 0x2b;
}

function isLongEnough(text: Uint8Array, at: number): boolean {
  let count = 0;
  for (
    let position = at;
    position < text.length && position < at + 1000 && count < LEAST_BASE64;
    position += 1
  ) {
    const byte = text[position]!;
    if (BASE64_VALUE[byte]! >= 0) count += 1;
    else if (!GAPS.has(byte)) break;
  }
  return count >= LEAST_BASE64;
}
