/** Author, date and subject of a commit, as they may be shown. */
import { redactText } from '../detect/index.ts';
import type { ObjectStore } from './object-store.ts';
import type { CommitDetails } from './places.ts';

const LONGEST = 500;

/** Null where the commit can't be read. Free text is redacted; whoever prints it escapes it. */
export function commitDetails(store: ObjectStore, id: string): CommitDetails | null {
  const object = store.read(id);
  if (object?.kind !== 'commit') return null;
  const end = object.bytes.indexOf('\n\n');
  const header = object.bytes.toString('latin1', 0, end === -1 ? object.bytes.length : end);
  const encoding = /^encoding (\S+)$/m.exec(header)?.[1] ?? 'utf-8';
  const decoder = decoderFor(encoding);
  const text = decoder(object.bytes.subarray(0, end === -1 ? object.bytes.length : end));
  const author = /^author (.*?) ?<([^>\n]*)> (-?\d+) ([+-]\d{4})$/m.exec(text);
  const message = end === -1 ? '' : decoder(object.bytes.subarray(end + 2, end + 2 + 64 * 1024));
  // Git's own rule: the subject is the first paragraph, its lines joined.
  const subject = message
    .replace(/^\s+/, '')
    .split(/\n\s*\n/)[0]!
    .trim()
    .replace(/\s*\n\s*/g, ' ');
  const clean = (value: string): string => redactText(value).slice(0, LONGEST);
  return {
    id,
    author: clean(author?.[1] ?? ''),
    email: clean(author?.[2] ?? ''),
    date: author === null ? '' : isoDate(Number(author[3]), author[4]!),
    subject: clean(subject),
  };
}

function decoderFor(encoding: string): (bytes: Uint8Array) => string {
  try {
    const decoder = new TextDecoder(encoding);
    return (bytes) => decoder.decode(bytes);
  } catch {
    return (bytes) => Buffer.from(bytes).toString('utf8');
  }
}

/** As the author's clock said: `2026-05-01T12:00:00+02:00`. Empty for a time that is none. */
function isoDate(seconds: number, zone: string): string {
  const sign = zone.startsWith('-') ? -1 : 1;
  const minutes = sign * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3, 5)));
  const date = new Date((seconds + minutes * 60) * 1000);
  if (Number.isNaN(date.getTime())) return '';
  return `${date.toISOString().slice(0, 19)}${zone.slice(0, 3)}:${zone.slice(3)}`;
}
