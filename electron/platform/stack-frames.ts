/** Where an error came from, for logs: names of functions and places in our own files, and nothing that anybody gave us. */
import { redactKeysIn } from '../../shared/key-format.ts';

const MOST_FRAMES = 8;

/** Before a message: the kind of an error, with Node's code. */
const HEAD = /^[\w$.]{1,60}(?: \[\w{1,60}\])?(?:: )?$/;
/** A name as it stands in code, with at most the class before it. */
const NAME = /^(?:async |new )?[A-Za-z_$][\w$]{0,39}(?:\.#?[A-Za-z_$][\w$]{0,39}|\.<anonymous>)*$/;
/** Our files have such names; folders are left out: they are a person's. */
const FILE = /^(?:chunk-[a-z0-9-]{1,40}-[\w-]{8}|[a-z][a-z0-9-]{0,39}(?:\.test)?)\.[cm]?[jt]s$/;
const FRAME = /^ {4}at (?:(.+?) \()?(?:file:\/\/)?([^()]*?):(\d{1,7}):(\d{1,7})\)?$/;

/**
 * SECURITY: the message may quote what the error is about, and may look like frames itself; so only what follows the message is
 * read, and where it cannot be told where it ends, nothing is. Of a frame only what can be ours is repeated, never a name that the
 * message has too, nor one that holds a key.
 * @returns such as `seal (vault-process.js:12:3)`, the innermost first; empty where nothing is safe to say
 */
export function safeFrames(thrown: unknown): readonly string[] {
  if (!(thrown instanceof Error) || typeof thrown.stack !== 'string') return [];
  const { stack, message } = thrown as { readonly stack: string; readonly message: unknown };
  if (typeof message !== 'string') return [];
  const quoted = message;
  const at = stack.indexOf(message);
  const frames = stack.slice(at + message.length);
  if (at < 0 || !HEAD.test(stack.slice(0, at)) || !frames.startsWith('\n')) return [];
  return frames
    .split('\n')
    .flatMap((line) => {
      const [, name, place, row, column] = FRAME.exec(line) ?? [];
      const file = place?.split(/[\\/]/).at(-1) ?? '';
      if (!FILE.test(file)) return [];
      const where = `${file}:${String(row)}:${String(column)}`;
      const isOurs = name !== undefined && NAME.test(name) && redactKeysIn(name) === name;
      return [isOurs && !quoted.includes(name) ? `${name} (${where})` : where];
    })
    .slice(0, MOST_FRAMES);
}

/** The frames on one line, to be put behind the kind of an error; empty where there are none. */
export function framesText(thrown: unknown): string {
  const frames = safeFrames(thrown);
  return frames.length === 0 ? '' : ` at ${frames.join(' < ')}`;
}
