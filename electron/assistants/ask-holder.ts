/**
 * Asks whoever holds a vault of this user's open which of its keys stand in an event's texts: by a grant that a person gave
 * the assistant, or not at all.
 *
 * SECURITY: nobody is asked and nobody is waited for. Without a socket or a grant, and of a holder that is slow, locks,
 * refuses or answers nonsense, nothing comes, and the event is judged by form and checksum as before.
 */
import { connect } from 'node:net';
import { terminalLine } from '../../shared/harmless-text.ts';
import { socketsThere } from '../agent/address.ts';
import { JsonLines } from '../agent/json-lines.ts';
import { PROTOCOL, RECOGNISE } from '../agent/spoken.ts';
import { Candidates } from './candidates.ts';
import type { HeldKey } from './key-search.ts';

/** All of it; assistants give a hook ten seconds. The holder first asks the system who connects, which takes most of it. */
const PATIENCE_MS = 3000;
const MOST_HOLDERS = 4;
const LONGEST_ANSWER = 1 << 17;
/** Before the one that counts. */
const MOST_ANSWERS = 4;

export interface Holders {
  /** Takes note of what is searched. Never throws. */
  readonly note: (bytes: Uint8Array) => void;
  /** Which keys stand in what was noted. Never throws. */
  readonly recognised: () => Promise<readonly HeldKey[]>;
}

/** Null where nobody holds a vault open. */
export function holdersThere(
  sockets: readonly string[] = socketsThere(),
  patienceMs = PATIENCE_MS,
): Holders | null {
  if (sockets.length === 0) return null;
  const candidates = new Candidates();
  return {
    note(bytes) {
      try {
        candidates.add(bytes);
      } catch {
        // Not compared; what is known by its form is found all the same.
      }
    },
    async recognised() {
      if (candidates.isEmpty) return [];
      const text = candidates.text();
      const answers = sockets
        .slice(0, MOST_HOLDERS)
        .map((socket) => ask(socket, text, patienceMs).catch(() => null));
      return (await Promise.all(answers)).flatMap((answer) => heldIn(answer, candidates));
    },
  };
}

async function ask(address: string, text: string, patienceMs: number): Promise<unknown> {
  const socket = connect(address);
  const lines = new JsonLines(socket, LONGEST_ANSWER);
  const over = setTimeout(() => {
    socket.destroy();
  }, patienceMs);
  try {
    void lines.send({ protocol: PROTOCOL, request: { kind: 'recognise', text } });
    for (let count = 0; count < MOST_ANSWERS; count += 1) {
      const answer = (await lines.next()) as { readonly kind?: unknown; readonly value?: unknown } | null;
      if (answer?.kind === 'value') return answer.value;
      if (answer === null || answer.kind === 'error') return null;
    }
    return null;
  } finally {
    clearTimeout(over);
    socket.destroy();
  }
}

function heldIn(answer: unknown, candidates: Candidates): readonly HeldKey[] {
  const { found } = (answer ?? {}) as { readonly found?: unknown };
  if (!Array.isArray(found)) return [];
  return found.slice(0, RECOGNISE.mostFound).flatMap((each: unknown) => {
    const { at, length, name } = (each ?? {}) as Readonly<Record<string, unknown>>;
    if (!Number.isSafeInteger(at) || !Number.isSafeInteger(length) || typeof name !== 'string') return [];
    return candidates
      .wordsAt(at as number, length as number)
      .map((word) => ({ word, name: terminalLine(name).slice(0, LONGEST_NAME) }));
  });
}

/** SECURITY: it goes into sentences that a model reads. */
const LONGEST_NAME = 80;
