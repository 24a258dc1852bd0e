/** `--reason`, for every command that ends or replaces a key. */
import { REASONS, type Reason } from '../../../shared/domain.ts';
import { usage } from '../arguments.ts';
import { say } from '../../../shared/messages/say.ts';

/** `compromised`, or `other: the words that say more`. */
export function parseReason(text: string | undefined): Reason {
  if (text === undefined) return { kind: 'other', text: '' };
  const [kind = '', ...words] = text.split(':');
  const known = REASONS.find((reason) => reason === kind.trim().toLowerCase());
  const said = (known === undefined ? text : words.join(':')).trim();
  if (said.length > 500) throw usage(say('command.reason-is-too-long-500-characters-at'), 'keys');
  return { kind: known ?? 'other', text: said };
}
