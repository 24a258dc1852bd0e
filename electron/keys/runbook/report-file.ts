/** A report of a leak as a file: Markdown, or the page that is printed as a PDF. Every text in it may be an attacker's. */
import { htmlText } from '../../../shared/harmless-text.ts';
import { redactKeysIn } from '../../../shared/key-format.ts';
import type { Said } from '../../../shared/messages/say.ts';

export interface ReportWords {
  readonly language: 'en' | 'de';
  readonly words: (said: Said) => string;
}

const isHeading = ({ id }: Said): boolean => id.startsWith('leak-report.about-');

/** SECURITY: no markup, link or address that begins to work by itself. */
function markdownText(text: string): string {
  return text
    .replaceAll(/[\\`*_{}[\]<>#|!~&]/g, (character) => `\\${character}`)
    .replaceAll('://', ':\\//')
    .replaceAll(/www\./gi, (text) => `${text.slice(0, -1)}\\.`)
    .replaceAll('@', '\\@');
}

/** @param title of the report @param note what a person wrote at its end */
export function reportMarkdown(
  title: string,
  lines: readonly Said[],
  note: string | null,
  { words }: Pick<ReportWords, 'words'>,
): string {
  const body = lines.map((line) => {
    const text = markdownText(redactKeysIn(words(line)));
    return isHeading(line) ? `\n## ${text}\n\n` : `- ${text}\n`;
  });
  const said =
    note === null
      ? ''
      : `\n${note
          .split('\n')
          .map((line) => `> ${markdownText(redactKeysIn(line))}`)
          .join('\n')}\n`;
  return `# ${markdownText(redactKeysIn(title))}\n${body.join('')}${said}`;
}

export function reportPage(
  title: string,
  lines: readonly Said[],
  note: string | null,
  { language, words }: ReportWords,
): string {
  const shown = (text: string): string => htmlText(redactKeysIn(text));
  const body = lines.map((line) => {
    const text = shown(words(line));
    return isHeading(line) ? `<h2>${text}</h2>` : `<p class="line">${text}</p>`;
  });
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${shown(title)}</title>
<style>
  @page { margin: 20mm }
  body { font: 11pt/1.5 Georgia, serif; color: #000; background: #fff }
  h1 { font-size: 17pt }
  h2 { font-size: 12pt; margin: 1.2em 0 .3em; break-after: avoid }
  .line { margin: 0 0 .4em; overflow-wrap: anywhere; break-inside: avoid }
  .note { white-space: pre-wrap; overflow-wrap: anywhere; border-left: 2px solid #000; padding-left: .8em; margin-top: 1.5em }
</style>
</head>
<body>
<h1>${shown(title)}</h1>
${body.join('\n')}
${note === null ? '' : `<p class="note">${shown(note)}</p>`}
</body>
</html>
`;
}
