/**
 * References to keys in text: `augno://KEY`, percent-encoded, up to a quote, a blank, a backslash or the end of the line.
 * In a file that holds one, nothing else stands for a key.
 */
import { isDeepStrictEqual } from 'node:util';
import { formOf, positionalText, type TextForm } from './edit.ts';
import { sniffWide } from '../../scanner/detect/wide-text.ts';
import { parseEnvText, readsBack, type EnvEntry } from './env-file.ts';
import { placeError, shownPath } from './errors.ts';
import { notQuotable, type KeyValue } from './value.ts';
import { say } from '../../../shared/messages/say.ts';
import { certain } from '../../../shared/certain.ts';

const SCHEME = 'augno://';
const REFERENCE = /augno:\/\/([^\s"'`\\]*)/g;

export interface Reference {
  /** As a person names a key: id, name or last four characters. */
  readonly key: string;
  /** 1-based. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

export function holdsReference(text: string): boolean {
  return text.includes(SCHEME);
}

export function referenceTo(key: string): string {
  return `${SCHEME}${encodeURIComponent(key).replaceAll("'", '%27')}`;
}

/** Null where it names nothing, or is not percent-encoded as it must be. `isBytes`: each character is a byte of UTF-8. */
function keyOf(encoded: string, isBytes: boolean): string | null {
  try {
    const text = isBytes ? Buffer.from(encoded, 'latin1').toString('utf8') : encoded;
    const key = decodeURIComponent(text).trim();
    return key === '' ? null : key;
  } catch {
    return null;
  }
}

/** @throws AppError `invalid-input`, naming the line */
export function referencesIn(text: string, file: string, isBytes = false): readonly Reference[] {
  let line = 1;
  let counted = 0;
  return [...text.matchAll(REFERENCE)].map((match) => {
    for (; counted < match.index; counted += 1) if (text[counted] === '\n') line += 1;
    const key = keyOf(certain(match[1]), isBytes);
    if (key === null) {
      throw placeError(
        'invalid-input',
        say('keys.line-line-of-file-holds-a-reference', { line, file: shownPath(file) }),
        say('keys.write-scheme-and-then-the-keys-id', { scheme: SCHEME }),
      );
    }
    return { key, line, start: match.index, end: match.index + match[0].length };
  });
}

/**
 * Those that a file's own syntax would fill in: none in a comment of a `.env` file.
 * @throws AppError `invalid-input`, naming the line; `unsupported` for an encoding that is not read
 */
export function referencesInFile(bytes: Buffer, file: string): readonly Reference[] {
  const form = formOf(bytes);
  const wide = sniffWide(bytes);
  // Its references would not be seen, and it would be written as it is.
  if (wide !== null && wide.encoding !== form) {
    throw placeError(
      'unsupported',
      say('keys.file-is-wide-text', { file: shownPath(file) }),
      say('keys.nothing-was-written-save-it-as-utf-8'),
    );
  }
  const text = positionalText(bytes, form);
  const all = referencesIn(text, file, form === 'bytes');
  if (!isEnvFile(file)) return all;
  const { entries } = parseEnvText(text);
  return all.filter(({ start }) => entries.some((entry) => start >= entry.start && start < entry.end));
}

/** `text` with each reference replaced by what `valueFor` says. */
export function fillReferences(text: string, valueFor: (key: string) => string, isBytes = false): string {
  return text.replace(REFERENCE, (whole, encoded: string) => {
    const key = keyOf(encoded, isBytes);
    return key === null ? whole : valueFor(key);
  });
}

type ValueFor = (key: string) => KeyValue;

function textOf(value: KeyValue): string {
  return value.bytes.toString('latin1');
}

function isEnvFile(file: string): boolean {
  const name = certain(file.split(/[/\\]/).at(-1));
  return /^\.env(?:rc)?$|^\.env\.|\.env$|\.env\.[^.]+$/.test(name);
}

/**
 * The template's bytes with every reference filled in, quoted as the form of `file` asks for and read back by its reader.
 * @throws AppError `unsupported` where a value can't stand there safely
 */
export function fillTemplate(template: Buffer, file: string, valueFor: ValueFor): Buffer {
  const form = formOf(template);
  const text = positionalText(template, form);
  const after = isEnvFile(file)
    ? fillEnv(text, form, file, valueFor)
    : (fillJson(template, text, form, file, valueFor) ?? fillPlain(text, form, file, valueFor));
  return form === 'bytes' ? Buffer.from(after, 'latin1') : encodeWide(after, form);
}

function encodeWide(text: string, form: TextForm): Buffer {
  const bytes = Buffer.from(text, 'utf16le');
  return form === 'utf-16be' ? bytes.swap16() : bytes;
}

function spliced(text: string, parts: readonly { start: number; end: number; text: string }[]): string {
  let result = '';
  let from = 0;
  for (const part of parts) {
    result += text.slice(from, part.start) + part.text;
    from = part.end;
  }
  return result + text.slice(from);
}

/** Where nothing is known of the syntax only values go in that mean the same in all of them. */
function fillPlain(text: string, form: TextForm, file: string, valueFor: ValueFor): string {
  return spliced(
    text,
    referencesIn(text, file, form === 'bytes').map(({ key, start, end }) => {
      const value = valueFor(key);
      if (!value.isPlain) throw notQuotable(shownPath(file));
      return { start, end, text: textOf(value) };
    }),
  );
}

/** Null where it is not JSON. */
function fillJson(
  template: Buffer,
  text: string,
  form: TextForm,
  file: string,
  valueFor: ValueFor,
): string | null {
  if (!/\.json$/i.test(file) || form !== 'bytes') return null;
  let before: unknown;
  try {
    before = JSON.parse(template.toString('utf8'));
  } catch {
    return null;
  }
  const after = spliced(
    text,
    referencesIn(text, file, true).map(({ key, start, end }) => ({
      start,
      end,
      text: JSON.stringify(textOf(valueFor(key))).slice(1, -1),
    })),
  );
  const wanted = filledTree(before, (key) => textOf(valueFor(key)));
  if (!isDeepStrictEqual(JSON.parse(Buffer.from(after, 'latin1').toString('utf8')), wanted)) {
    throw notQuotable(shownPath(file));
  }
  return after;
}

function filledTree(tree: unknown, valueFor: (key: string) => string): unknown {
  if (typeof tree === 'string') return fillReferences(tree, valueFor);
  if (Array.isArray(tree)) return tree.map((item) => filledTree(item, valueFor));
  if (typeof tree !== 'object' || tree === null) return tree;
  return Object.fromEntries(
    Object.entries(tree).map(([name, item]) => [fillReferences(name, valueFor), filledTree(item, valueFor)]),
  );
}

/** References in comments stay: a secret is of no use there. */
function fillEnv(text: string, form: TextForm, file: string, valueFor: ValueFor): string {
  const { entries, unreadable } = parseEnvText(text);
  if (unreadable.length > 0) {
    throw placeError(
      'invalid-input',
      say('keys.line-unreadable-of-file-is-not-name', {
        unreadable: certain(unreadable[0]),
        file: shownPath(file),
      }),
      say('keys.nothing-was-written-correct-the-template-or'),
    );
  }
  const wanted = new Map(entries.map(({ name, value }) => [name, value]));
  const parts = entries
    .filter(({ value }) => holdsReference(value))
    .map((entry) => {
      const used: KeyValue[] = [];
      const take = (key: string): string => {
        const found = valueFor(key);
        used.push(found);
        return textOf(found);
      };
      const value = fillReferences(entry.value, take, form === 'bytes');
      wanted.set(entry.name, value);
      return { start: entry.start, end: entry.end, text: spelled(text, entry, value, used, file) };
    });
  const after = spliced(text, parts);
  if (!readsBack(text, after, wanted)) throw notQuotable(shownPath(file));
  return after;
}

function spelled(
  text: string,
  entry: EnvEntry,
  value: string,
  used: readonly KeyValue[],
  file: string,
): string {
  // Plain values change nothing of how the line is read, so it stays as its author quoted it.
  if (used.every(({ isPlain }) => isPlain)) {
    let index = 0;
    return text.slice(entry.start, entry.end).replace(REFERENCE, () => textOf(certain(used[index++])));
  }
  if (!/['\r\n]/.test(value)) return `'${value}'`;
  if (!/["\\$`!\r\n]/.test(value)) return `"${value}"`;
  throw notQuotable(shownPath(file));
}
