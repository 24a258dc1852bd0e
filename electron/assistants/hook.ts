/** One hook event, from the bytes that arrived to what is printed. Never throws, and always has an answer. */
import { dialectOf } from './dialect.ts';
import { text, type Payload } from './dialect-parts.ts';
import type { AssistantId, HookAnswer } from './events.ts';
import { judge } from './judge.ts';
import { loadSearch, lookFor, noteSearches, searchBytes, SearchNotLoaded } from './key-search.ts';
import type { Holders } from './ask-holder.ts';

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
  holders: Holders | null = null,
): Promise<HookAnswer> {
  const answer = (): Promise<Answered> => withSearch(() => answered(assistant, arrived, environment));
  noteSearches(holders?.note ?? null);
  try {
    const byForm = await answer();
    if (holders === null || byForm.isRefused) return byForm.answer;
    noteSearches(null);
    const held = await holders.recognised();
    if (held.length === 0) return byForm.answer;
    lookFor(held);
    return (await answer()).answer;
  } finally {
    noteSearches(null);
    lookFor([]);
  }
}

interface Answered {
  readonly answer: HookAnswer;
  /** Nothing more can be said about it. */
  readonly isRefused: boolean;
}

async function withSearch(work: () => Answered): Promise<Answered> {
  try {
    return work();
  } catch (thrown) {
    if (!(thrown instanceof SearchNotLoaded)) throw thrown;
    await loadSearch();
    return work();
  }
}

function answered(
  assistant: AssistantId,
  { bytes, isWhole }: Arrived,
  environment: NodeJS.ProcessEnv,
): Answered {
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
    const verdict = judge(event, environment);
    const output = JSON.stringify(dialect.answer(event, verdict));
    return { answer: { output, warning: '', exitCode: 0 }, isRefused: verdict.kind === 'refuse' };
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

function notUnderstood(assistant: AssistantId, payload: Payload, bytes: Buffer, why: string): Answered {
  // The event's own text: names of sessions and times are in it, so this always searches.
  const key = keyIn(bytes);
  if (key !== null) {
    const warning = `augno-vault: this hook event could not be read (${why}), and a key stands in it (${key}), so it was refused. The key should be rotated.`;
    return { answer: { output: '', warning, exitCode: BLOCKED }, isRefused: true };
  }
  const answer = dialectOf(assistant, payload).warn(
    `augno-vault: this hook event could not be read (${why}), so it was not looked at and not stopped. No key was seen in it.`,
  );
  return { answer, isRefused: false };
}

function keyIn(bytes: Buffer): string | null {
  try {
    return searchBytes(bytes).key;
  } catch (thrown) {
    if (thrown instanceof SearchNotLoaded) throw thrown;
    return 'a search that failed';
  }
}
