/** Hostile text on its way out: paths, member names, authors and subjects come from whoever wrote the repository. */

/** C0 and C1 controls, direction marks, invisible characters, line and paragraph separators, lone surrogates. */
const DANGEROUS =
  // eslint-disable-next-line no-control-regex -- control characters are what it is about
  /[\u0000-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B-\u200F\u2028-\u202F\u2060-\u206F\uFEFF\uFFF9-\uFFFB]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/gu;

function codeOf(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}

/** For a terminal and for a line of a CI log: nothing that moves the cursor, turns the text around or ends the line. */
export function escapeForTerminal(text: string): string {
  return text.replaceAll(DANGEROUS, (character) => `\\u{${codeOf(character)}}`);
}

/** JSON whose text is harmless where it is printed; its values are the same. */
export function safeJson(value: unknown, indent = 2): string {
  return JSON.stringify(value, null, indent).replaceAll(DANGEROUS, (character) =>
    character === '\n' ? character : `\\u${codeOf(character)}`,
  );
}
