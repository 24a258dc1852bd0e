/**
 * What programs put between two parts of one text: the end of a log entry that a container's runtime cut, of an encoded word in
 * a mail's header, of a string that a document moves a little, of a group in rich text, of a string that a program goes on
 * with in its next statement.
 */
const LONGEST = 320;

/** '…' + chr(95) + '…': the underscore, which is read where two parts meet. */
const UNDERSCORE_BETWEEN =
  /^["'`]\s{0,4}(?:[+.&,]|\.\.|\|\|)\s{0,4}(?:chrw?|u?ni?chr|char|String\.fromCharCode|string\.char|\[char\])\s?\(?(?:95|0x5f|&H5F)\)?\s{0,4}(?:[+.&,]|\.\.|\|\|)\s{0,4}["'`]/i;

const BETWEEN_STATEMENTS = [
  UNDERSCORE_BETWEEN,
  // "…".concat("…"), .append("…")
  /^["'`]\s{0,8}\)?\s{0,40}(?:\.|->|::)\s{0,4}(?:concat|append|Append|add|push|push_str|write|WriteString|Write|join)\s{0,4}!?\(\s{0,40}["'`]/,
  // "…"; key += "…"
  /^["'`]\)?;?\s{0,60}\$?[\w.$>-]{1,60}\s{0,4}(?:\+=|\.=|&=|<<|\|\|=)\s{0,40}["'`]/,
  // "…"; key = key + "…"
  /^["'`]\)?;?\s{0,60}(?:let |var |my |set )?(\$?[\w.]{1,60})\s{0,4}=\s{0,4}\1\s{0,4}[+.&~]\s{0,40}["'`]/,
];

/** By the first byte of a seam. */
const SEAMS: ReadonlyMap<number, readonly RegExp[]> = new Map([
  [
    0x22,
    [
      /^","stream":"std(?:out|err)"(?:,"attrs":\{[^}]{0,100}\})?,"time":"[^"]{10,40}"\}\r?\n\{"log":"/,
      ...BETWEEN_STATEMENTS,
    ],
  ],
  [0x27, BETWEEN_STATEMENTS],
  [0x60, BETWEEN_STATEMENTS],
  [
    0x0a,
    [
      /^\n\d{4}-\d\d-\d\dT\S{8,40} std(?:out|err) [FP] /,
      // A value of a shell that is added to.
      /^\n\s{0,40}(?:export )?[A-Za-z_]\w{0,60}\+=["']?/,
    ],
  ],
  [0x0d, [/^\r\n\d{4}-\d\d-\d\dT\S{8,40} std(?:out|err) [FP] /]],
  [0x3f, [/^\?=[ \t\r\n]{0,20}=\?[\w.*-]{1,40}\?[QqBb]\?/]],
  // The rest of a parameter of a mail's header, in a further one.
  [0x3b, [/^;[ \t\r\n]{1,8}[\w-]{1,20}\*\d{1,2}\*?="?/]],
  [0x5d, [/^\]\]>\s{0,20}<!\[CDATA\[/]],
  [0x29, [/^\)\s{0,4}-?[\d.]{1,10}\s{0,4}\(/]],
  [0x7d, [/^\}\s{0,4}\{(?:\\\*?[a-z]{1,20}-?\d{0,10}[ \r\n]{0,2})+/]],
  [0x7b, [/^\{(?:\\\*?[a-z]{1,20}-?\d{0,10}[ \r\n]{0,2})+/]],
]);

/** How long the seam is that begins at `at`; 0 where there is none. */
export function seamLength(text: Uint8Array, at: number): number {
  const forms = SEAMS.get(text[at] ?? 0);
  if (forms === undefined || !mayGoOn(text[at]!, text[at + 1] ?? 0)) return 0;
  // Of what follows a comma only the rest of a log entry is one.
  if (text[at + 1] === 0x2c && (text[at + 2] !== 0x22 || text[at + 3] !== 0x73)) return 0;
  const rest = Buffer.from(text.buffer, text.byteOffset + at, Math.min(LONGEST, text.length - at)).toString(
    'latin1',
  );
  for (const form of forms) {
    const match = form.exec(rest);
    if (match !== null) return match[0].length;
  }
  return 0;
}

/** Most of these bytes begin no seam, which the next one shows. */
function mayGoOn(first: number, second: number): boolean {
  switch (first) {
    case 0x22:
    case 0x27:
    case 0x60:
      // White space, a closing bracket, a comma, a dash, a dot, a colon, a semicolon.
      return (
        second <= 0x20 ||
        (second >= 0x29 && second <= 0x2e) ||
        second === 0x26 ||
        second === 0x3a ||
        second === 0x7c ||
        second === 0x3b
      );
    case 0x3f:
      return second === 0x3d;
    case 0x0d:
      return second === 0x0a;
    case 0x7b:
      return second === 0x5c;
    default:
      return true;
  }
}

/** How long the seam of a cut log entry is that ends right before `end`. */
export function seamLengthBefore(text: Uint8Array, end: number): number {
  const last = text[end - 1];
  // `{"log":"`, or the blank behind `F`.
  const isEntry = last === 0x22 && text[end - 2] === 0x3a && text[end - 3] === 0x22 && text[end - 4] === 0x67;
  const isLine = last === 0x20 && (text[end - 2] === 0x46 || text[end - 2] === 0x50);
  if (!isEntry && !isLine) return 0;
  const lowest = Math.max(0, end - LONGEST);
  for (let at = end - 20; at >= lowest; at -= 1) {
    if (text[at] !== 0x22 && text[at] !== 0x0a) continue;
    if (at + seamLength(text, at) === end) return end - at;
  }
  return 0;
}
