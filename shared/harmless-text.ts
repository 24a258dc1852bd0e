/**
 * Text of others (a server, a repository, a file, another person) on its way to a place that would read more into it than
 * its characters: one function for each such place. What is only shown by the page needs none of them, as React makes
 * text nodes.
 *
 * SECURITY: a value is escaped once, for the place where it ends up, at the point where it is put into other text.
 */
import { certain } from './certain.ts';

/** Controls, format characters (direction marks, tags, invisible ones), line and paragraph separators, lone surrogates. */
const STEERING = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029\u202F\u2065\u115F\u1160\u3164\uFFA0]/gu;
const STEERING_BUT_LINES = new RegExp(`(?![\\n\\t])${STEERING.source}`, STEERING.flags);
/** Characters that only a font of its own has a picture for. */
const STEERING_OR_PRIVATE = new RegExp(`${STEERING.source}|\\p{Co}`, STEERING.flags);
const STEERING_IN_A_CELL = new RegExp(`(?![\\r\\n\\t])${STEERING.source}`, STEERING.flags);

function spelledOut(character: string): string {
  return `\\u{${hexadecimal(certain(character.codePointAt(0)))}}`;
}

function hexadecimal(code: number): string {
  return code.toString(16).toUpperCase().padStart(4, '0');
}

/** One line of a terminal, a dialog or a log of a CI job: nothing moves the cursor, turns the text around or ends the line. */
export function terminalLine(text: string): string {
  return text.replaceAll(STEERING, spelledOut);
}

/** Whole output for a terminal, its own line breaks and tabs kept: the last line of defence, not in place of {@link terminalLine}. */
export function terminalText(text: string): string {
  return text.replaceAll(STEERING_BUT_LINES, spelledOut);
}

/** JSON whose text is harmless where it is printed; its values are the same. */
export function harmlessJson(value: unknown, indent = 2): string {
  return JSON.stringify(value, null, indent).replaceAll(STEERING, (character) =>
    character === '\n'
      ? character
      : [...Array(character.length).keys()]
          .map((unit) => `\\u${hexadecimal(character.charCodeAt(unit))}`)
          .join(''),
  );
}

/** The same JSON in ASCII: its values are the same, whatever code page it comes through. */
export function asciiJson(json: string): string {
  return json.replaceAll(/[\u0080-\uFFFF]/g, (unit) => `\\u${hexadecimal(unit.charCodeAt(0))}`);
}

/** A title, or a body whose line breaks are ours, of a notification that is shown as it is. */
export function notificationPlain(text: string): string {
  return text.replaceAll(STEERING_BUT_LINES, ' ').trim();
}

/** The same for a notification whose server reads markup (`body-markup` of the desktop's notification service). */
export function notificationMarkup(text: string): string {
  return htmlText(notificationPlain(text));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text or a quoted attribute of HTML or XML. */
export function htmlText(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => certain(ENTITIES[character]));
}

/** A cell of a CSV file that a spreadsheet opens: quoted where it must be, and never read as a formula. */
export function csvCell(text: string): string {
  // SECURITY: names come from elsewhere; what begins like a formula, in wide characters too, is made text.
  const cell = text.replaceAll(STEERING_IN_A_CELL, spelledOut);
  const harmless = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/.test(cell) ? `'${cell}` : cell;
  return /[",;\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/**
 * A name or an address among the words of a window of its own: spelled out where it steers or shows nothing, and cut in its
 * middle, so that both of its ends are seen.
 */
export function windowFact(text: string, longest = 300): string {
  const plain = text.replaceAll(STEERING_OR_PRIVATE, spelledOut);
  const half = longest / 2;
  return plain.length <= longest ? plain : `${plain.slice(0, half)} … ${plain.slice(-half)}`;
}

/** Words of others that are kept as one line: what steers becomes a space. */
export function wordsOnOneLine(text: string): string {
  return text.replaceAll(STEERING, ' ').trim();
}
