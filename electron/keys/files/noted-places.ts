/** Which of the places that people note beside a key are files on this machine. */
import { homedir } from 'node:os';
import path from 'node:path';

/**
 * The absolute path a note speaks of: `/srv/app/.env:3`, `~/app/.env`, `C:\app\.env`. Null for anything else
 * ("GitHub secrets of acme/shop"). Archive members and places in a history are none.
 */
export function fileOfNote(text: string, home: string = homedir()): string | null {
  const trimmed = text.trim();
  // The words of versions before; what is noted now says by an id what it is.
  if (trimmed.includes(' › ') || /\(in the history\)$/.test(trimmed)) return null;
  const expanded = /^~[/\\]/.test(trimmed) ? path.join(home, trimmed.slice(2)) : trimmed;
  const withoutLine = expanded.replace(/(?<=.):\d+(?::\d+)?$/, '');
  return path.isAbsolute(withoutLine) ? path.normalize(withoutLine) : null;
}
