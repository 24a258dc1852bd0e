/** Which subcommands whoever holds the open vault runs for a program, and what each of them needs to be allowed. */
import type { ParseArgsOptionsConfig } from 'node:util';
import { readOptions } from '../arguments.ts';
import type { Purpose } from '../../agent/grants.ts';
import { certain } from '../../../shared/certain.ts';

export interface ServedAction {
  readonly purpose: Purpose;
  /** What it is for, where that is more than the purpose says. */
  readonly scope?: string;
  readonly options: ParseArgsOptionsConfig;
  /** Whether its one operand is a key; else it has none. */
  readonly ofKey: boolean;
}

const OF_LISTS: ServedAction = { purpose: 'list', options: {}, ofKey: false };

/**
 * SECURITY: nothing that is not here is covered by any grant: no export, backup, restore, merge, recovery key, password,
 * address, removed connection, nor anything that changes something.
 */
const ACTIONS: Readonly<Record<string, ServedAction>> = {
  status: OF_LISTS,
  'connections list': OF_LISTS,
  'roles list': OF_LISTS,
  audit: {
    ...OF_LISTS,
    // Whoever may see which keys there are does not thereby see what was done with them.
    scope: 'audit',
    options: { since: { type: 'string' }, limit: { type: 'string' }, copies: { type: 'boolean' } },
  },
  // It asks accounts with their admin keys, and carries out what a person planned: no more than the app does by itself.
  sync: { ...OF_LISTS, purpose: 'use', scope: 'sync' },
  'keys list': {
    ...OF_LISTS,
    options: {
      status: { type: 'string', multiple: true },
      provider: { type: 'string' },
      sort: { type: 'string' },
      reverse: { type: 'boolean' },
    },
  },
  'keys show': { purpose: 'list', options: {}, ofKey: true },
  'keys test': { purpose: 'use', options: { account: { type: 'string' } }, ofKey: true },
  'keys reveal': { purpose: 'reveal', options: {}, ofKey: true },
};

export interface ServedCommand {
  readonly action: ServedAction;
  /** The subcommand and its action. */
  readonly words: readonly string[];
  /** Its options, as they were given. */
  readonly options: readonly string[];
  /** How the key is named; null where it takes none. */
  readonly key: string | null;
}

/** Null for what is not served, and for what cannot be read as it: the command itself then says what is wrong. */
export function servedCommand(name: string, args: readonly string[]): ServedCommand | null {
  const length = [1, 2].find((count) => Object.hasOwn(ACTIONS, [name, ...args].slice(0, count).join(' ')));
  if (length === undefined) return null;
  const words = [name, ...args].slice(0, length);
  const action = certain(ACTIONS[words.join(' ')]);
  const rest = [name, ...args].slice(length);
  try {
    const { tokens, positionals } = readOptions(name, rest, action.options);
    if (positionals.length !== (action.ofKey ? 1 : 0)) return null;
    const options = tokens.flatMap((token) =>
      token.kind !== 'option'
        ? []
        : [`${token.rawName}${token.value === undefined ? '' : `=${token.value}`}`],
    );
    return { action, words, options, key: positionals[0] ?? null };
  } catch {
    return null;
  }
}
