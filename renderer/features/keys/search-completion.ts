/** What can be typed next into the search of the keys, with what each would find. Pure. */
import type { KeySummary } from '../../../shared/domain.ts';
import { OPERATORS, type Operator } from './search.ts';

export interface Completion {
  readonly operator: Operator;
  /** The operator, or the operator with its value. */
  readonly text: string;
  /** The whole query once it is taken. */
  readonly query: string;
  /** Where nothing more is to be typed after it. */
  readonly whole: boolean;
}

const MOST = 10;
/** The last word: what is being typed. What stands before it is kept as it is. */
const LAST = /(-?)(?:([a-z]+):)?("[^"]*|[^\s"]*)$/iu;

const FIXED: Readonly<Partial<Record<Operator, readonly string[]>>> = {
  status: ['works', 'active', 'expiring', 'revoking', 'expired', 'revoked', 'unresolved'],
  env: ['production', 'sandbox'],
  is: ['stale', 'leaked', 'held', 'unheld', 'unused', 'elsewhere', 'admin', 'documentation', 'due', 'owned'],
  expires: ['<7d', '<30d', '<90d', 'never'],
  ends: ['<7d', '<30d', '<90d', 'never'],
};

/** Counted once for a list, and not at each letter. */
const counted = new WeakMap<readonly KeySummary[], Map<string, readonly string[]>>();

function occurring(
  operator: Operator,
  keys: readonly KeySummary[],
  names: ReadonlyMap<string, string>,
): readonly string[] {
  const known = counted.get(keys) ?? new Map<string, readonly string[]>();
  counted.set(keys, known);
  // What accounts are called may change without the keys.
  const id = operator === 'connection' ? [operator, ...names.values()].join('\n') : operator;
  const values = known.get(id) ?? countOccurring(operator, keys, names);
  known.set(id, values);
  return values;
}

function countOccurring(
  operator: Operator,
  keys: readonly KeySummary[],
  names: ReadonlyMap<string, string>,
): readonly string[] {
  const found = new Map<string, number>();
  const count = (value: string | null | undefined): void => {
    if (value !== null && value !== undefined && value !== '') found.set(value, (found.get(value) ?? 0) + 1);
  };
  for (const key of keys) {
    switch (operator) {
      case 'role':
        count(key.roleName);
        break;
      case 'tag':
        key.tags.forEach(count);
        break;
      case 'owner':
        count(key.care?.owner ?? 'none');
        break;
      case 'connection':
        count(names.get(key.connectionId) ?? key.provider.connectionName);
        break;
      case 'provider':
        count(key.provider.id);
        break;
      default:
        return [];
    }
  }
  return [...found].toSorted((left, right) => right[1] - left[1]).map(([value]) => value);
}

/**
 * Operators that begin as the last word does, or values of the operator that the last word names; none where neither.
 *
 * @param keys those whose roles, tags and owners are offered, the most frequent first
 * @param names of connections, by id
 */
export function completionsOf(
  text: string,
  keys: readonly KeySummary[],
  names: ReadonlyMap<string, string>,
): readonly Completion[] {
  const match = LAST.exec(text);
  if (match === null) return [];
  const [last, minus = '', name, typed = ''] = match;
  const before = text.slice(0, text.length - last.length);
  if (name === undefined) {
    if (typed.startsWith('"')) return [];
    return OPERATORS.filter((operator) => operator.startsWith(typed.toLowerCase())).map((operator) => ({
      operator,
      text: `${minus}${operator}:`,
      query: `${before}${minus}${operator}:`,
      whole: false,
    }));
  }
  const operator = OPERATORS.find((one) => one === name.toLowerCase());
  if (operator === undefined) return [];
  const begun = typed.replace('"', '').toLowerCase();
  return (
    (FIXED[operator] ?? occurring(operator, keys, names))
      .filter((value) => value.toLowerCase().includes(begun) && value.toLowerCase() !== begun)
      // A quotation mark cannot be searched for; what stands before it can.
      .map((value) => value.split('"')[0] ?? '')
      .filter((plain) => plain !== '')
      .slice(0, MOST)
      .map((plain) => {
        const written = `${minus}${operator}:${/\s/u.test(plain) ? `"${plain}"` : plain}`;
        return { operator, text: written, query: `${before}${written} `, whole: true };
      })
  );
}
