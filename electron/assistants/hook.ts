/** One hook event, from the bytes that arrived to what is printed. Never throws, and always has an answer. */
import { dialectOf } from './dialect.ts';
import { text, type Payload } from './dialect-parts.ts';
import type { AssistantId, HookAnswer } from './events.ts';
import { judge } from './judge.ts';
import { loadSearch, searchBytes, SearchNotLoaded } from './key-search.ts';

/** More than any assistant sends; what is longer is not read to its end. */
export const LARGEST_EVENT = 32 << 20;
/** Every assistant takes this for "blocked", with what stands on standard error as the reason. */
const BLOCKED = 2;

export interface Arrived {
  readonly bytes: Buffer;
  /** False: too long, or it did not end in time. */
  readonly isWhole: boolean;
}

/**
 * What cannot be understood is not blocked unless a key is seen in it: a new version of an assistant would otherwise stop
 * all work, and the hook would be taken out. It is said each time.
 */
export async function answerHook(
  assistant: AssistantId,
  arrived: Arrived,
  environment: NodeJS.ProcessEnv,
): Promise<HookAnswer> {
  try {
    return answered(assistant, arrived, environment);
  } catch (thrown) {
    if (!(thrown instanceof SearchNotLoaded)) throw thrown;
    await loadSearch();
    return answered(assistant, arrived, environment);
  }
}

function answered(
  assistant: AssistantId,
  { bytes, isWhole }: Arrived,
  environment: NodeJS.ProcessEnv,
): HookAnswer {
  let payload: Payload = {};
  try {
    if (!isWhole) return notUnderstood(assistant, payload, bytes, 'it was too long, or did not end');
    const parsed = JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, '')) as unknown;
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
      return notUnderstood(assistant, payload, bytes, 'it is no JSON object');
    payload = parsed as Payload;
    const dialect = dialectOf(assistant, payload);
    const event = dialect.read(payload);
    if (event === null) {
      const name = text(payload['hook_event_name']);
      return /^[A-Za-z]{1,40}$/.test(name)
        ? notUnderstood(assistant, payload, bytes, `${name} is no event that this version knows`)
        : notUnderstood(assistant, payload, bytes, 'it names no event');
    }
    const answer = dialect.answer(event, judge(event, environment));
    return { output: JSON.stringify(answer), warning: '', exitCode: 0 };
  } catch (thrown) {
    if (thrown instanceof SearchNotLoaded) throw thrown;
    return notUnderstood(
      assistant,
      payload,
      bytes,
      thrown instanceof SyntaxError ? 'it is no JSON' : 'looking at it failed',
    );
  }
}

function notUnderstood(assistant: AssistantId, payload: Payload, bytes: Buffer, why: string): HookAnswer {
  // The event's own text: names of sessions and times are in it, so this always searches.
  const key = keyIn(bytes);
  if (key !== null) {
    const warning = `augno-vault: this hook event could not be read (${why}), and a key stands in it (${key}), so it was refused. The key should be rotated.`;
    return { output: '', warning, exitCode: BLOCKED };
  }
  return dialectOf(assistant, payload).warn(
    `augno-vault: this hook event could not be read (${why}), so it was not looked at and not stopped. No key was seen in it.`,
  );
}

function keyIn(bytes: Buffer): string | null {
  try {
    return searchBytes(bytes).key;
  } catch (thrown) {
    if (thrown instanceof SearchNotLoaded) throw thrown;
    return 'a search that failed';
  }
}
