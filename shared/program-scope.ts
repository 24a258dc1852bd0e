/** What a grant or session of a program is for, in words: it is kept and compared as `read, POST /v1/catalog/units`. */
import { say, type Said } from './messages/say.ts';

const WORDS = {
  read: say('agent.scope-read'),
  write: say('agent.scope-write'),
  audit: say('agent.scope-audit'),
  sync: say('agent.scope-sync'),
} as const;
export type ScopeWord = keyof typeof WORDS;

export const isScopeWord = (part: string): part is ScopeWord => Object.hasOwn(WORDS, part);

export interface ScopeParts {
  /** Words of ours, and routes. */
  readonly what: readonly string[];
  /** The session that it ends with; null: none. */
  readonly session: string | null;
}

export function scopeParts(scope: string): ScopeParts {
  const [, what = scope, session = null] = /^(.*) within (session-\d+)$/.exec(scope) ?? [];
  return { what: what.split(', '), session };
}

/** A route stands for itself. */
export function scopeWords(scope: string): Said | string {
  const { what, session } = scopeParts(scope);
  const listed = what
    .map((part): Said | string => (isScopeWord(part) ? WORDS[part] : part))
    .reduceRight((rest, first) => say('agent.scope-and', { first, rest }));
  return session === null ? listed : say('agent.scope-within', { what: listed, session });
}
