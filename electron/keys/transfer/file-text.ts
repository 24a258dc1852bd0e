/** The text of a file in which somebody keeps keys. */
import { wholeText } from '../../scanner/detect/wide-text.ts';
import { invalid } from '../../vault/errors.ts';
import { say } from '../../../shared/messages/say.ts';

/**
 * UTF-8, or UTF-16 or UTF-32 as shells and spreadsheets of Windows write it, with a byte order mark or without. What is written
 * in two encodings (a shell that appends in its own) is refused: the keys of one of them would not be seen.
 * @throws AppError `invalid-input`
 */
export function textOfFile(bytes: Uint8Array): string {
  const wide = wholeText(bytes)?.utf8;
  try {
    // SECURITY: the file's text is a string for the length of an import; there is no parsing without one.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(wide ?? bytes);
    if (!text.includes('\0')) return text;
  } catch {
    // Refused below.
  } finally {
    wide?.fill(0);
  }
  throw invalid(say('vault.that-file-is-no-text'), say('vault.nothing-was-imported-export-it-as-utf'));
}
