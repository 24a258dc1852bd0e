/**
 * What is to change in a file: pure functions over its bytes. Only the exact old key is replaced, in plain text (bytes
 * that hold ASCII as it is, UTF-16 included); every other writing of it is named and left alone.
 */
import { KEY_LENGTH, redactKey } from '../../../shared/key-format.ts';
import { createDetector, Ledger, redactText, wipeHits, type RawHit } from '../../scanner/detect/index.ts';
import { terminalLine } from '../../../shared/harmless-text.ts';
import { parseEnvText, quoteForEnv, readsBack } from './env-file.ts';
import { shownPath } from './errors.ts';
import { notQuotable, type KeyValue } from './value.ts';

/** How many characters beside the key a preview shows: enough to know the line again, not to read a neighbour's secret. */
const SHOWN_BEFORE = 60;
const SHOWN_AFTER = 12;

export type TextForm = 'bytes' | 'utf-16le' | 'utf-16be';

/** One change: `length` bytes at `offset` become `replacement`. */
interface Splice {
  readonly offset: number;
  readonly length: number;
  readonly replacement: Buffer;
}

/** A line as it is and as it will be, redacted. */
export interface LineChange {
  readonly line: number;
  /** Null where the line is new. */
  readonly before: string | null;
  readonly after: string;
}

/** The old key in another writing: not touched. */
export interface LeftAlone {
  readonly line: number | null;
  readonly writing: string;
}

export interface EditPlan {
  readonly splices: readonly Splice[];
  readonly changes: readonly LineChange[];
  readonly leftAlone: readonly LeftAlone[];
  readonly form: TextForm;
  readonly lineEnding: 'lf' | 'crlf' | 'mixed' | 'none';
  /** Neither text in ASCII's family nor in UTF-16: such a file is not changed. */
  readonly isBinary: boolean;
}

export function formOf(bytes: Buffer): TextForm {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return 'bytes';
}

function encode(text: Buffer, form: TextForm): Buffer {
  if (form === 'bytes') return Buffer.from(text);
  const wide = Buffer.alloc(text.length * 2);
  for (const [index, byte] of text.entries()) wide[index * 2 + (form === 'utf-16le' ? 0 : 1)] = byte;
  return wide;
}

function decode(bytes: Buffer, form: TextForm): string {
  if (form === 'bytes') return bytes.toString('utf8');
  const even = bytes.subarray(0, bytes.length & ~1);
  return form === 'utf-16le' ? even.toString('utf16le') : Buffer.from(even).swap16().toString('utf16le');
}

/** Text whose positions are those of the file: one character a byte, or one for two in UTF-16. */
export function positionalText(bytes: Buffer, form: TextForm): string {
  return form === 'bytes' ? bytes.toString('latin1') : decode(bytes, form);
}

/** Text to look at: what looks like a key is masked, what would turn or hide the text is spelled out. */
function shown(text: string): string {
  return terminalLine(redactText(text));
}

function lineEndingOf(bytes: Buffer, form: TextForm): EditPlan['lineEnding'] {
  const text = decode(bytes, form);
  const all = text.split('\n').length - 1;
  const windows = text.split('\r\n').length - 1;
  if (all === 0) return 'none';
  return windows === 0 ? 'lf' : windows === all ? 'crlf' : 'mixed';
}

/** The line's bytes left and right of a range. */
function around(bytes: Buffer, from: number, to: number, form: TextForm): readonly [string, string] {
  const end = encode(Buffer.from('\n'), form);
  const step = form === 'bytes' ? 1 : 2;
  let start = from;
  while (start >= step && !bytes.subarray(start - step, start).equals(end)) start -= step;
  let stop = to;
  while (stop + step <= bytes.length && !bytes.subarray(stop, stop + step).equals(end)) stop += step;
  const left = decode(bytes.subarray(start, from), form).replace(/^\uFEFF/, '');
  const right = decode(bytes.subarray(to, stop), form).replace(/\r$/, '');
  return [
    shown(left.length > SHOWN_BEFORE ? `…${left.slice(-SHOWN_BEFORE)}` : left),
    shown(right.length > SHOWN_AFTER ? `${right.slice(0, SHOWN_AFTER)}…` : right),
  ];
}

function lineAt(bytes: Buffer, offset: number, form: TextForm): number {
  return decode(bytes.subarray(0, offset), form).split('\n').length;
}

/**
 * @param isOld whether these are the 85 bytes of the old key; they are wiped afterwards
 * @throws AppError `unsupported` where the value could mean something in the file's syntax, which is not known here
 */
export function planReplacement(
  bytes: Buffer,
  isOld: (key: Uint8Array) => boolean,
  value: KeyValue,
  file: string,
): EditPlan {
  if (!value.isPlain) throw notQuotable(shownPath(file));
  const form = formOf(bytes);
  const isBinary = form === 'bytes' && bytes.includes(0);
  const hits = createDetector().scan(bytes, new Ledger());
  try {
    const own = hits.filter((hit) => hit.class !== 'malformed' && isOld(hit.key));
    const plain = own.filter((hit) => isPlain(bytes, hit, form));
    const changes = plain.map((hit): LineChange => {
      const length = spanOf(form);
      const [left, right] = around(bytes, hit.offset, hit.offset + length, form);
      const before = redactKey(Buffer.from(hit.key).toString('latin1'));
      return {
        line: hit.line ?? lineAt(bytes, hit.offset, form),
        before: `${left}${before}${right}`,
        after: `${left}${value.masked}${right}`,
      };
    });
    return {
      splices: plain.map((hit) => ({
        offset: hit.offset,
        length: spanOf(form),
        replacement: encode(value.bytes, form),
      })),
      changes,
      leftAlone: own
        .filter((hit) => !plain.includes(hit))
        .map((hit) => ({ line: hit.line, writing: writingOf(hit) })),
      form,
      lineEnding: lineEndingOf(bytes, form),
      isBinary,
    };
  } finally {
    wipeHits(hits);
  }
}

/** A line that holds the old key, and the text on either side of it, redacted. */
export interface KeyLine {
  readonly line: number;
  readonly before: string;
  readonly left: string;
  readonly right: string;
}

/** @param isOld as for `planReplacement` */
export function linesWithKey(bytes: Buffer, isOld: (key: Uint8Array) => boolean): readonly KeyLine[] {
  const form = formOf(bytes);
  const hits = createDetector().scan(bytes, new Ledger());
  try {
    return hits
      .filter((hit) => hit.class !== 'malformed' && isOld(hit.key) && isPlain(bytes, hit, form))
      .map((hit) => {
        const [left, right] = around(bytes, hit.offset, hit.offset + spanOf(form), form);
        const before = `${left}${redactKey(Buffer.from(hit.key).toString('latin1'))}${right}`;
        return { line: hit.line ?? lineAt(bytes, hit.offset, form), before, left, right };
      });
  } finally {
    wipeHits(hits);
  }
}

function spanOf(form: TextForm): number {
  return form === 'bytes' ? KEY_LENGTH : KEY_LENGTH * 2;
}

/** Exactly the key's own characters, in the file's own form: no line break, escape or joint inside. */
function isPlain(bytes: Buffer, hit: RawHit, form: TextForm): boolean {
  if (hit.class !== 'valid' || hit.container.length > 0) return false;
  const wanted = encode(Buffer.from(hit.key), form);
  const same = bytes.subarray(hit.offset, hit.offset + wanted.length).equals(wanted);
  wanted.fill(0);
  return same && (hit.offset % 2 === 0 || form === 'bytes');
}

function writingOf(hit: RawHit): string {
  if (hit.class === 'truncated') return 'truncated';
  return hit.encoding.length === 0 ? 'broken up' : hit.encoding.join(', ');
}

const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;

export function isVariableName(name: string): boolean {
  return VARIABLE.test(name) && name.length <= 200;
}

/**
 * Sets a variable in a `.env` file: its line where there is one (the last, which is the one that counts), else a new line
 * at the end. SECURITY: what it was before may be any secret, so the preview never shows it.
 * @throws AppError `unsupported` where the file, read back, would not say exactly that
 */
export function planAssignment(bytes: Buffer, name: string, value: KeyValue, file: string): EditPlan {
  const form = formOf(bytes);
  const text = positionalText(bytes, form);
  const lineEnding = lineEndingOf(bytes, form);
  const spelling = quoteForEnv(value);
  if (spelling === null) throw notQuotable(shownPath(file));
  const found = parseEnvText(text).entries.findLast((entry) => entry.name === name);
  const newLine = lineEnding === 'crlf' ? '\r\n' : '\n';
  const missing = text === '' || text === '\uFEFF' || text.endsWith('\n') ? '' : newLine;
  const head = found === undefined ? `${missing}${name}=` : '';
  const tail = found === undefined ? newLine : '';
  const [start, end] = found === undefined ? [text.length, text.length] : [found.start, found.end];
  const spelled = `${spelling.open}${value.bytes.toString('latin1')}${spelling.close}`;
  const after = `${text.slice(0, start)}${head}${spelled}${tail}${text.slice(end)}`;
  if (!readsBack(text, after, new Map([[name, value.bytes.toString('latin1')]]))) {
    throw notQuotable(shownPath(file));
  }
  const line = Buffer.concat([
    Buffer.from(`${head}${spelling.open}`),
    value.bytes,
    Buffer.from(`${spelling.close}${tail}`),
  ]);
  const width = form === 'bytes' ? 1 : 2;
  const splice = { offset: start * width, length: (end - start) * width, replacement: encode(line, form) };
  line.fill(0);
  const written = `${spelling.open}${value.masked}${spelling.close}`;
  const before =
    found === undefined ? null : shown(text.slice(text.lastIndexOf('\n', found.start - 1) + 1, found.start));
  const lineNumber = found === undefined ? text.split('\n').length + (missing === '' ? 0 : 1) : found.line;
  return {
    splices: [splice],
    changes: [
      {
        line: lineNumber,
        before: before === null ? null : `${before}${found?.start === found?.end ? '' : '••••'}`,
        after: `${before ?? `${name}=`}${written}`,
      },
    ],
    leftAlone: [],
    form,
    lineEnding,
    isBinary: form === 'bytes' && bytes.includes(0),
  };
}

/** The file as it will be. SECURITY: holds secrets; the caller wipes it. */
export function applyPlan(bytes: Buffer, plan: EditPlan): Buffer {
  const parts: Buffer[] = [];
  let from = 0;
  for (const splice of [...plan.splices].sort((left, right) => left.offset - right.offset)) {
    parts.push(bytes.subarray(from, splice.offset), splice.replacement);
    from = splice.offset + splice.length;
  }
  parts.push(bytes.subarray(from));
  const size = parts.reduce((sum, part) => sum + part.length, 0);
  const result = Buffer.alloc(size);
  let at = 0;
  for (const part of parts) at += part.copy(result, at);
  return result;
}

/** The new key leaves memory with the plan. */
export function wipePlan(plan: EditPlan): void {
  for (const splice of plan.splices) splice.replacement.fill(0);
}
