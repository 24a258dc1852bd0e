import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { csvText } from '../../../shared/csv.ts';
import {
  csvCell,
  harmlessJson,
  htmlText,
  notificationMarkup,
  notificationPlain,
  terminalLine,
  terminalText,
  windowFact,
  wordsOnOneLine,
} from '../../../shared/harmless-text.ts';
import { parseCsv } from '../../../electron/keys/transfer/csv.ts';

/** Any text, with what is dangerous somewhere made frequent. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...[
          '\u001B[2J',
          '\u009B',
          '\u202E',
          '\u2066',
          '\u2028',
          '\r\n',
          '\uD800',
          '\u{E0041}',
          '\u3164',
          '\u200B',
        ],
        ...[
          '<b>',
          '&amp;',
          '"',
          "'",
          '=1+1',
          '@',
          '](x)',
          '![',
          '`',
          '|',
          '\\',
          '../',
          'CON',
          '.',
          '-',
          '#',
          '\t',
        ],
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

const STEERS = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u;

describe('text of others', () => {
  it('is one line without steering characters on a terminal, and plain text is untouched', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(terminalLine(text)).not.toMatch(STEERS);
        expect(terminalText(text).replaceAll(/[\n\t]/g, '')).not.toMatch(STEERS);
      }),
    );
    expect(terminalLine('ERP Sync – Größe 👍 日本')).toBe('ERP Sync – Größe 👍 日本');
    expect(terminalLine('a\u001B[31m\nb')).toBe('a\\u{001B}[31m\\u{000A}b');
    expect(terminalText('a\n\tb\u202E')).toBe('a\n\tb\\u{202E}');
  });

  it('keeps its value in JSON', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const json = harmlessJson({ text });
        expect(JSON.parse(json)).toEqual({ text });
        expect(json.replaceAll('\n', '')).not.toMatch(STEERS);
      }),
    );
  });

  it('is no markup in a notification', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(notificationPlain(text).replaceAll(/[\n\t]/g, '')).not.toMatch(STEERS);
        const marked = notificationMarkup(text);
        expect(marked).not.toMatch(/[<>"']|&(?!amp;|lt;|gt;|quot;|#39;)/);
      }),
    );
    expect(notificationMarkup('<img src="http://x/">&')).toBe('&lt;img src=&quot;http://x/&quot;&gt;&amp;');
    expect(htmlText("<a href='x'>")).toBe('&lt;a href=&#39;x&#39;&gt;');
  });

  it('is never a formula in a CSV file, and comes back as one cell', () => {
    fc.assert(
      fc.property(hostile, hostile, (first, second) => {
        expect(csvCell(first)).not.toMatch(/^"?[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/);
        const rows = parseCsv(csvText([['a', first, second, 'z']]));
        expect(rows).toHaveLength(1);
        expect(rows[0]!.cells).toHaveLength(4);
        expect(rows[0]!.cells[3]).toBe('z');
      }),
    );
  });

  it('is a fact of a window that shows all of itself, or both of its ends', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(windowFact(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029]/u);
      }),
    );
    expect(windowFact('a\nb\u202Ec\uE000')).toBe('a\\u{000A}b\\u{202E}c\\u{E000}');
    const long = windowFact(`https://${'a'.repeat(2000)}.example.com`);
    expect(long).toMatch(/^https:.* … .*example\.com$/);
    expect(long.length).toBeLessThan(310);
  });

  it('is one line of words', () => {
    expect(wordsOnOneLine(' a\nb\u2028c\u200Bd\u202E ')).toBe('a b c d');
  });
});
